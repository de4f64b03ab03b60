"""The review without a browser: who is let in, what is written, and that nobody's work is lost."""

import asyncio
import os
import re
import sys
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests import desk as small

from copydesk.__main__ import main
from copydesk.assertions._yaml import parse
from copydesk.errors import CopydeskError, InputError, MissingExtra

pytest.importorskip("jinja2", reason="the extra `review` is not installed")
pytest.importorskip("starlette", reason="the extra `review` is not installed")
pytest.importorskip("ruamel.yaml", reason="the extra `review` is not installed")

from copydesk.html import edits
from copydesk.html.server import BODY, Review, application
from copydesk.html.store import Change, ChangedError, Store

PORT = 8377
HOST = f"127.0.0.1:{PORT}"
ORIGIN = f"http://{HOST}"
OPEN = {"article": "fr/2024-05-01-first", "check": "atacms-range", "value": "500 km"}
WAIVE = {
    **OPEN, "kind": "waive", "verdict": "article", "reason": "kept: as published", "by": "night desk",
    "until": "2027-01-31", "only": "1",
}


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    text: str

    def hidden(self, number: int = -1) -> dict[str, str]:
        """The hidden fields of one form."""
        form = re.findall(r"<form.*?</form>", self.text, re.S)[number]
        return {n: unescape(v) for n, v in re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', form)}


@dataclass
class Browser:
    """As much of a browser as the review needs."""

    review: Review
    headers: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.application = application(self.review, PORT)
        self.headers = {"host": HOST, "cookie": f"copydesk_{PORT}={self.review.token}"}

    def ask(self, path: str, form: dict[str, str] | bytes | None = None, /, **headers: str | None) -> Answer:
        """GET, or POST of a form as this origin sends it."""
        body = urlencode(form).encode() if isinstance(form, dict) else form or b""
        sent = {**self.headers, **({"origin": ORIGIN} if form is not None else {})}
        sent |= {name.replace("_", "-"): value for name, value in headers.items() if value is not None}
        for name, value in headers.items():
            if value is None:
                sent.pop(name, None)
        address, _, query = path.partition("?")
        scope: dict[str, Any] = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "scheme": "http", "root_path": "",
            "method": "GET" if form is None else "POST", "path": address, "raw_path": address.encode(),
            "query_string": query.encode(), "headers": [(n.encode(), v.encode()) for n, v in sent.items()],
            "client": ("127.0.0.1", 1), "server": ("127.0.0.1", PORT),
        }
        got: list[dict[str, Any]] = []

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: Any) -> None:
            got.append(dict(message))

        asyncio.run(self.application(scope, receive, send))
        start = next(m for m in got if m["type"] == "http.response.start")
        made = b"".join(m.get("body", b"") for m in got if m["type"] == "http.response.body")
        told = {n.decode().lower(): v.decode() for n, v in start["headers"]}
        return Answer(start["status"], told, made.decode())

    def post(self, path: str, form: dict[str, str], /, **headers: str | None) -> Answer:
        """A form of this session."""
        return self.ask(path, {"csrf": self.review.csrf, **form}, **headers)

    def decide(self, form: dict[str, str]) -> Answer:
        """Preview and write."""
        shown = self.post("/preview", form)
        assert shown.status == 200, shown.text
        return self.ask("/write", shown.hidden())


@pytest.fixture
def browser(tmp_path: Path) -> Browser:
    return Browser(Review(desk=small.make(tmp_path)))


def _files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


# -- who is let in


def test_only_the_token_opens_it(browser: Browser) -> None:
    assert browser.ask("/", cookie=None).status == 403
    assert browser.ask("/", cookie=f"copydesk_{PORT}=wrong").status == 403
    assert browser.ask("/?token=wrong", cookie=None).status == 403
    opened = browser.ask(f"/assertions/kalibr.html?token={browser.review.token}&x=1", cookie=None)
    assert (opened.status, opened.headers["location"]) == (303, "/assertions/kalibr.html?x=1")
    cookie = opened.headers["set-cookie"]
    assert "HttpOnly" in cookie and "SameSite=strict" in cookie
    assert browser.ask("/").status == 200


@pytest.mark.parametrize(("headers", "status"), [
    ({"host": "evil.example"}, 421), ({"host": "127.0.0.1:9"}, 421), ({"host": None}, 421),
    ({"origin": "http://evil.example"}, 403), ({"origin": "null"}, 403), ({"origin": "http://localhost:8377"}, 403),
])
def test_other_hosts_and_origins_are_refused(browser: Browser, headers: dict[str, str | None], status: int) -> None:
    assert browser.ask("/", **headers).status == status
    before = _files(browser.review.desk.assertions)
    assert browser.post("/write", WAIVE, **headers).status == status
    assert _files(browser.review.desk.assertions) == before


def test_a_form_needs_origin_and_secret(browser: Browser) -> None:
    assert browser.post("/preview", WAIVE, origin=None).status == 403
    assert browser.ask("/preview", WAIVE).status == 403
    assert browser.post("/preview", WAIVE, sec_fetch_site="cross-site").status == 403
    assert browser.post("/preview", {**WAIVE, "csrf": "wrong"}).status == 403
    assert browser.post("/preview", WAIVE, sec_fetch_site="same-origin").status == 200
    assert browser.ask("/write").status in (404, 405)


def test_a_long_body_is_refused(browser: Browser) -> None:
    assert browser.ask("/preview", b"a=" + b"x" * BODY).status == 413


def test_every_answer_is_sealed(browser: Browser) -> None:
    for answer in (browser.ask("/"), browser.ask("/", cookie=None), browser.ask("/nothing.html")):
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert "unsafe-inline" not in answer.headers["content-security-policy"]
        assert answer.headers["cache-control"] == "no-store" and answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", [
    "/static/../server.py", "/static/%2e%2e%2fserver.py", "/../pyproject.toml", "/articles/../../assertions/names.yaml",
    "/assertions/names.yaml", "/static/nothing.css",
])
def test_no_file_but_its_own_is_served(browser: Browser, path: str) -> None:
    assert browser.ask(path).status == 404


def test_article_text_is_escaped_in_every_page(browser: Browser) -> None:
    start = small.FIRST.partition("---\n")[2].partition("---\n")[2].index("12 personnes")
    asked = [
        "/articles/fr/2024-05-01-first.html", f"/decide?{urlencode(OPEN)}", "/fix?check=kalibr",
        f"/draft?{urlencode({'article': OPEN['article'], 'start': start})}", "/withdraw?article=<script>",
    ]
    for path in asked:
        text = browser.ask(path).text
        deep = "../" * path.split("?")[0].count("/", 1)
        assert set(re.findall(r"<script[^>]*>", text)) == {f'<script src="{deep}static/filter.js" defer>'}
        assert "<img" not in text and "<svg onload" not in text
    shown = browser.post("/preview", {**WAIVE, "reason": "<script>alert(1)</script>"})
    assert "<script>alert(1)" not in shown.text and "&lt;script&gt;alert(1)" in shown.text


# -- what is decided


def test_a_waiver_is_shown_and_written(browser: Browser) -> None:
    folder = browser.review.desk.assertions
    before = _files(folder)
    page = browser.ask(f"/decide?{urlencode(OPEN)}")
    assert "500 km" in page.text and 'value="2027-05-23"' in page.text
    shown = browser.post("/preview", {**page.hidden(0), **WAIVE})
    assert shown.status == 200 and "fails (contradicted) → <b>waived</b>" in shown.text
    assert _files(folder) == before
    done = browser.ask("/write", shown.hidden())
    assert done.status == 303
    after = _files(folder)
    assert after["waivers.yaml"] == before["waivers.yaml"] + (
        b"- article: fr/2024-05-01-first\n  assertion: atacms-range\n  value: 500 km\n  verdict: article\n"
        b"  reason: 'kept: as published'\n  by: night desk\n  on: 2026-11-22\n  until: 2027-01-31\n"
    )
    assert {name for name in after if after[name] != before.get(name)} == {"waivers.yaml"}
    told = browser.ask(done.headers["location"])
    assert "+- article: fr/2024-05-01-first" in told.text and "0 open discrepancies" in told.text
    assert "No open discrepancy" in browser.ask("/").text


def test_the_parser_is_blamed_with_the_verdict_parser(browser: Browser) -> None:
    assert browser.decide({**WAIVE, "verdict": "parser"}).status == 303
    assert "verdict: parser" in (browser.review.desk.assertions / "waivers.yaml").read_text("utf-8")
    assert small.read(browser.review.desk.root).loaded.problems == ()


def test_a_claim_is_corrected_and_its_comment_stays(browser: Browser) -> None:
    form = {**OPEN, "kind": "fix", "claim": "ATACMS range 500 km", "was": "ATACMS range 300 km"}
    shown = browser.post("/preview", form)
    assert "fails (contradicted) → <b>passes (consistent)</b>" in shown.text
    assert "passes (consistent) → <b>fails (contradicted)</b>" in shown.text
    assert browser.ask("/write", shown.hidden()).status == 303
    text = (browser.review.desk.assertions / "ranges.yaml").read_text("utf-8")
    assert text == small.RANGES.replace("ATACMS range 300 km ", "ATACMS range 500 km ")


AID = """\
- US aid remaining 9.2 billion USD   # what the Pentagon says
- id: aid-total
  total: US aid remaining 9.2 billion USD
  parts: [stocks 7.1 billion USD, "contracts 2.1 billion USD"]
"""


def test_a_claim_that_stands_alone_and_as_a_total_is_corrected_in_one_step(browser: Browser) -> None:
    file = browser.review.desk.assertions / "aid.yaml"
    file.write_text(AID, "utf-8")
    page = browser.ask("/fix?check=us-aid-remaining")
    assert "Also where the same claim stands: <code>assertions/aid.yaml:2</code>" in page.text
    assert 'name="part1" value="contracts 2.1 billion USD"' in page.text
    form = {**page.hidden(), "claim": "US aid remaining 8.2 billion USD"}
    refused = browser.post("/preview", form)
    assert refused.status == 422 and "contradicts" in refused.text
    refused = browser.post("/preview", {**form, "twins": "1"})
    assert refused.status == 422 and "add up" in refused.text
    form |= {"twins": "1", "part0": "stocks 6.1 billion USD", "part1": "contracts 2.1 billion USD"}
    assert browser.decide(form).status == 303
    assert file.read_text("utf-8") == AID.replace("9.2", "8.2").replace("7.1", "6.1")


def test_a_part_of_a_total_can_be_corrected_alone(browser: Browser) -> None:
    file = browser.review.desk.assertions / "aid.yaml"
    file.write_text(AID, "utf-8")
    form = {**browser.ask("/fix?check=aid-total").hidden(), "claim": "US aid remaining 9.2 billion USD", "part0": "",
            "part1": "contracts: 2.1 billion USD"}
    assert browser.decide(form).status == 303
    assert '"contracts: 2.1 billion USD"]' in file.read_text("utf-8") and "7.1" in file.read_text("utf-8")


def test_a_spelling_is_added(browser: Browser) -> None:
    form = {"kind": "spelling", "check": "mark-rutte", "spelling": "Mark Rute"}
    assert browser.decide(form).status == 303
    assert (browser.review.desk.assertions / "names.yaml").read_text("utf-8") == "- name: Mark Rutte\n  also: [Mark Rute]\n"


def test_a_waiver_is_withdrawn(browser: Browser) -> None:
    page = browser.ask("/withdraw?" + urlencode({
        "article": "fr/2024-05-02-second", "check": "mark-rutte", "value": "Mark Rute",
    }))
    assert browser.decide(page.hidden()).status == 303
    assert (browser.review.desk.assertions / "waivers.yaml").read_text("utf-8") == "# Known and accepted.\n\n"


def test_an_expired_waiver_is_replaced(browser: Browser) -> None:
    path = browser.review.desk.assertions / "waivers.yaml"
    path.write_text(small.WAIVERS.replace("2027-12-31", "2026-11-21"), "utf-8")
    second = {"article": "fr/2024-05-02-second", "check": "mark-rutte", "value": "Mark Rute"}
    assert "which has passed" in browser.ask(f"/decide?{urlencode(second)}").text
    assert browser.decide({**WAIVE, **second}).status == 303
    text = path.read_text("utf-8")
    assert text.count("- article") == 1 and "until: 2027-01-31" in text and "# Known" in text


def test_a_draft_becomes_an_assertion(browser: Browser) -> None:
    page = browser.ask("/articles/fr/2024-05-01-first.html")
    link = unescape(re.findall(r'class="mark m-uncovered" href="../../(draft[^"]*)"', page.text)[0])
    drafted = browser.ask(f"/{link}")
    assert drafted.status == 200
    form = {
        **drafted.hidden(), "claim": "12 personnes dans la salle", "quote": "Il y avait 12 personnes dans la salle",
        "valid": "2024-05", "source": "the hall's: owner", "file": "ranges.yaml", "severity": "info", "by": "night desk",
    }
    assert browser.decide(form).status == 303
    text = (browser.review.desk.assertions / "ranges.yaml").read_text("utf-8")
    assert text.startswith(small.RANGES) and "severity: info" in text
    made = small.read(browser.review.desk.root).loaded
    assert made.problems == () and made.assertions[-1].evidence is not None


def test_a_draft_as_it_is_offered_passes_on_its_article(browser: Browser) -> None:
    page = browser.ask("/articles/fr/2024-05-01-first.html")
    drafted = browser.ask("/" + unescape(re.findall(r'm-uncovered" href="../../(draft[^"]*)"', page.text)[0])).text
    offered = {n: unescape(v) for n, v in re.findall(r'<input (?:type="hidden" )?name="([^"]*)" value="([^"]*)"', drafted)}
    quote = re.findall(r'<textarea name="quote"[^>]*>([^<]*)<', drafted)
    assert "12" in offered["claim"] and "12 personnes" in quote[0]
    shown = browser.post("/preview", {**offered, "quote": unescape(quote[0]), "file": "ranges.yaml", "by": "night desk"})
    assert shown.status == 200 and "not asked → <b>passes (consistent)</b>" in shown.text, shown.text


@pytest.mark.parametrize(("changed", "said"), [
    ({"until": "soon"}, "the last day on which it holds"), ({"until": "2020-01-01"}, "lies in the past"),
    ({"reason": " "}, "give a reason"), ({"by": ""}, "say who decides"), ({"verdict": "nobody"}, "say who is wrong"),
    ({"check": "nothing"}, "not there any more"), ({"article": "../../etc"}, "not there any more"),
    ({"kind": "delete"}, "no such decision"),
])
def test_what_is_missing_is_said(browser: Browser, changed: dict[str, str], said: str) -> None:
    answer = browser.post("/preview", {**WAIVE, **changed})
    assert answer.status == 409 and said in answer.text


def test_what_would_not_load_is_not_written(browser: Browser) -> None:
    before = _files(browser.review.desk.assertions)
    form = {**OPEN, "kind": "fix", "claim": "ATACMS range unknown", "was": "ATACMS range 300 km"}
    shown = browser.post("/preview", form)
    assert shown.status == 422 and "no value can be read" in shown.text and "Write it" not in shown.text
    forced = browser.post("/write", {**form, "seen": Store(
        root=browser.review.desk.root, folder=browser.review.desk.assertions, languages=("fr",)
    ).read("ranges.yaml")[1]})
    assert forced.status == 422
    assert _files(browser.review.desk.assertions) == before


@pytest.mark.parametrize("name", [
    "../corpus/x.yaml", "/etc/x.yaml", "../../x.yaml", ".hidden.yaml", "a/../../x.yaml", "x.yml", "x.md", "", "a\0.yaml",
    "sub/.x/y.yaml", "n" * 300,
])
def test_nothing_is_written_outside_assertions(browser: Browser, name: str) -> None:
    root = browser.review.desk.root
    before = _files(root)
    form = {"kind": "draft", "article": OPEN["article"], "claim": "ATACMS speed 300 km/h", "by": "x", "file": name}
    store = Store(root=root, folder=browser.review.desk.assertions, languages=("fr",))
    with pytest.raises(CopydeskError):
        store.path(name)
    answer = browser.post("/preview", form)
    if answer.status == 200:  # a name that only lacked its ending
        browser.ask("/write", answer.hidden())
    changed = {path for path, data in _files(root).items() if before.get(path) != data}
    assert all(path.startswith(("assertions/", ".copydesk/")) and ".." not in path for path in changed)


def test_a_link_out_of_the_folder_is_not_followed(browser: Browser, tmp_path: Path) -> None:
    outside = tmp_path / "outside.yaml"
    outside.write_text("- ATACMS range 300 km\n")
    (browser.review.desk.assertions / "link.yaml").symlink_to(outside)
    store = Store(root=tmp_path, folder=browser.review.desk.assertions, languages=("fr",))
    with pytest.raises(CopydeskError, match="is no file of assertions/"):
        store.path("link.yaml")


# -- two editors at once


def test_the_second_editor_is_told_and_loses_nothing(browser: Browser) -> None:
    path = browser.review.desk.assertions / "waivers.yaml"
    page = browser.ask(f"/decide?{urlencode(OPEN)}")
    shown = browser.post("/preview", {**page.hidden(0), **WAIVE})
    path.write_text(small.WAIVERS + "# a note of the other editor\n", "utf-8")
    refused = browser.ask("/write", shown.hidden())
    assert refused.status == 409 and "was changed by somebody else" in refused.text
    assert path.read_text("utf-8") == small.WAIVERS + "# a note of the other editor\n"
    assert "kept: as published" in refused.text
    assert browser.ask("/write", refused.hidden()).status == 303
    text = path.read_text("utf-8")
    assert "# a note of the other editor\n- article: fr/2024-05-01-first" in text


def test_a_page_read_before_a_change_says_so_at_the_preview(browser: Browser) -> None:
    page = browser.ask(f"/decide?{urlencode(OPEN)}")
    path = browser.review.desk.assertions / "waivers.yaml"
    path.write_text(small.WAIVERS + "# new\n", "utf-8")
    assert browser.post("/preview", {**page.hidden(0), **WAIVE}).status == 409


def test_a_claim_that_somebody_else_corrected_is_not_overwritten(browser: Browser) -> None:
    form = {**OPEN, "kind": "fix", "claim": "ATACMS range 500 km", "was": "ATACMS range 300 km"}
    shown = browser.post("/preview", form)
    path = browser.review.desk.assertions / "ranges.yaml"
    path.write_text(small.RANGES.replace("300 km", "305 km"), "utf-8")
    refused = browser.ask("/write", shown.hidden())
    assert refused.status == 409 and "it now says: ATACMS range 305 km" in refused.text
    assert "305 km" in path.read_text("utf-8")


def test_the_store_refuses_what_it_has_not_seen(browser: Browser) -> None:
    folder = browser.review.desk.assertions
    store = Store(root=folder.parent, folder=folder, languages=("fr",))
    text, seen = store.read("names.yaml")
    change = Change(name="names.yaml", seen=seen, before=text, after=text + "- name: Kaja Kallas\n")
    store.write(change)
    with pytest.raises(ChangedError):
        store.write(change)
    text, seen = store.read("names.yaml")
    with pytest.raises(InputError):
        store.write(Change(name="names.yaml", seen=seen, before=text, after=text + "- nonsense\n"))
    assert store.read("names.yaml") == (text, seen)
    assert [p.name for p in folder.iterdir() if "copydesk" in p.name] == []


def test_a_file_keeps_its_mode(browser: Browser) -> None:
    path = browser.review.desk.assertions / "waivers.yaml"
    path.chmod(0o640)
    browser.decide(WAIVE)
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_failed_write_leaves_the_old_file(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    before = _files(browser.review.desk.assertions)
    shown = browser.post("/preview", WAIVE)

    def full(handle: int) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="no space"):
        browser.ask("/write", shown.hidden())
    assert _files(browser.review.desk.assertions) == before


# -- the edits themselves


FILE = (
    "# head\n\n- ATACMS range 300 km   # a bare claim\n\n# before\n- {id: b, claim: 'x, 4 km', valid: 2024}\n"
    "- name: Kaja Kallas # who\n  valid: 2024/..\n- name: Mark Rutte\n  also:\n    - M. Rutte # short\n  note: n\n"
    "- {name: Josep Borrell, also: [J. Borrell]}\n# tail\n"
)


@pytest.mark.parametrize(("edit", "old", "new"), [
    (lambda t: edits.replace(t, 3, None, "NATO members 32"), "- ATACMS range 300 km   #", "- NATO members 32   #"),
    (lambda t: edits.replace(t, 6, "claim", "y: 5, it's"), "'x, 4 km'", "'y: 5, it''s'"),
    (lambda t: edits.replace(t, 7, "name", "Kaja: Kallas"), "Kaja Kallas #", "'Kaja: Kallas' #"),
    (lambda t: edits.add_spelling(t, 7, "K. Kallas"), "# who\n", "# who\n  also: [K. Kallas]\n"),
    (lambda t: edits.add_spelling(t, 9, "Mark R."), "# short\n", "# short\n    - Mark R.\n"),
    (lambda t: edits.add_spelling(t, 13, "B, J"), "[J. Borrell]", "[J. Borrell, 'B, J']"),
    (lambda t: edits.remove(t, 9), "- name: Mark Rutte\n  also:\n    - M. Rutte # short\n  note: n\n", ""),
    (lambda t: edits.remove(t, 6), "- {id: b, claim: 'x, 4 km', valid: 2024}\n", ""),
    (lambda t: edits.append(t, {"claim": "a 3 km"}), "# tail\n", "# tail\n- claim: a 3 km\n"),
])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_an_edit_changes_its_place_and_nothing_else(edit: Any, old: str, new: str, newline: str, mark: str) -> None:
    assert FILE.count(old) == 1
    wanted = mark + FILE.replace(old, new).replace("\n", newline)
    assert edit(mark + FILE.replace("\n", newline)) == wanted


@pytest.mark.parametrize(("text", "edit"), [
    ("- a: &x 1\n", lambda t: edits.append(t, {"claim": "x"})), ("[{claim: x 3}]\n", lambda t: edits.append(t, {"c": "x"})),
    ("a: b\n", lambda t: edits.append(t, {"claim": "x"})), (FILE, lambda t: edits.replace(t, 4, None, "x")),
    (FILE, lambda t: edits.replace(t, 7, "claim", "x")), (FILE, lambda t: edits.add_spelling(t, 3, "x")),
    ("- {claim: x 3}\n- claim: >\n    y 4\n", lambda t: edits.remove(t, 9)),
])
def test_what_cannot_be_edited_safely_is_refused(text: str, edit: Any) -> None:
    with pytest.raises(edits.EditError):
        edit(text)


@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf", "Co", "Cn", "Zl", "Zp")), min_size=1).map(
    lambda text: " ".join(text.split())).filter(bool))
def test_any_words_come_back_as_they_were(words: str) -> None:
    try:
        made = edits.append(edits.replace(FILE, 6, "claim", words), {"claim": words, "evidence": {"quote": words}})
    except edits.EditError as error:
        assert "U+" in str(error)
        return
    assert parse(made.encode(), "x")[1] == []


def test_files_in_the_house_style_get_entries_in_it() -> None:
    assert edits.append("", {"claim": "a 3 km"}) == "- claim: a 3 km\n"
    assert edits.append("- a 3 km\n\n- b 4 km", {"claim": "c"}) == "- a 3 km\n\n- b 4 km\n\n- claim: c\n"
    assert edits.append("  - a 3 km\n  - b 4 km\n", {"claim": "c"}) == "  - a 3 km\n  - b 4 km\n  - claim: c\n"


# -- the command


def test_without_the_extra_it_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str], browser: Browser
) -> None:
    with monkeypatch.context() as patch:
        patch.setitem(sys.modules, "starlette.applications", None)
        with pytest.raises(MissingExtra, match=re.escape("copydesk[review]")):
            application(browser.review, PORT)
    with monkeypatch.context() as patch:
        patch.setitem(sys.modules, "ruamel.yaml", None)
        with pytest.raises(MissingExtra, match=re.escape("copydesk[review]")):
            edits.append("", {"claim": "a 3 km"})
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    assert main(["review", "--root", str(tmp_path)]) == 1
    assert "pip install 'copydesk[review]'" in capsys.readouterr().err

