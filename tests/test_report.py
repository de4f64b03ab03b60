"""The static report: what it says, that nothing in an article can act in it, and that it never changes by itself."""

import json
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from tests import desk as small

from copydesk.__main__ import main
from copydesk.errors import CopydeskError, MissingExtra
from copydesk.exports import annotations, claim_reviews
from copydesk.text import Article, Span

pytest.importorskip("jinja2", reason="the extra `report` is not installed")

from copydesk.html import pages, site, view
from copydesk.html.charts import stacked
from copydesk.html.marks import excerpt

ROOT = Path(__file__).resolve().parent.parent
VOID = {"meta", "link", "img", "input", "br", "rect", "path"}


class Page(HTMLParser):
    """A page's elements; complains of elements that are not closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        assert self._open == [], self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())

    def all(self, tag: str, **wanted: str) -> list[dict[str, str | None]]:
        return [
            attrs for name, attrs in self.elements
            if name == tag and all((attrs.get(key.rstrip("_")) or "").split()[:1] == [value] or
                                   value in (attrs.get(key.rstrip("_")) or "").split() for key, value in wanted.items())
        ]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> view.Site:
    return view.gather(small.make(tmp_path_factory.mktemp("desk")))


@pytest.fixture(scope="module")
def report(made: view.Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("out") / "report"
    site.write(made, folder)
    return folder


def _page(report: Path, path: str) -> Page:
    return Page((report / path).read_text("utf-8"))


def test_every_state_is_told(made: view.Site) -> None:
    told = {(e.article.id, e.check): e.state for e in made.entries}
    assert told["fr/2024-05-01-first", "atacms-range"] == "contradicted"
    assert told["fr/2024-05-02-second", "atacms-range"] == "consistent"
    assert told["fr/2024-05-02-second", "mark-rutte"] == "waived"
    assert [e.check for e in made.open] == ["atacms-range"]
    assert made.coverage.all() == (3, 4)


def test_the_overview_counts_and_names_what_is_open(report: Path) -> None:
    page = _page(report, "index.html")
    assert "1 open discrepancy" in page.text
    assert "the article says 500 km" in page.text
    assert "3 of 4 figures" in page.text
    assert len(page.all("svg", class_="bar")) >= 3
    assert all(svg["aria-hidden"] == "true" for svg in page.all("svg"))


def test_an_article_marks_every_figure_and_links_its_assertion(report: Path, made: view.Site) -> None:
    page = _page(report, "articles/fr/2024-05-01-first.html")
    (wrong,) = page.all("a", class_="m-contradicted")
    assert wrong["href"] == "../../assertions/atacms-range.html#fr/2024-05-01-first"
    (right,) = page.all("a", class_="m-consistent")
    assert right["href"] == "../../assertions/kalibr.html#fr/2024-05-01-first"
    assert len(page.all("span", class_="m-uncovered")) == 2  # the figure, and the key to the marks
    assert "fr" in {attrs.get("lang") for attrs in page.all("p")}
    assert page.text.count("500 km") >= 2
    article = next(p.article for p in made.articles if p.article.id.endswith("first"))
    written = "".join(piece.text for p in made.articles[0].paragraphs for piece in p.pieces)
    assert written == article.text.replace("\n", "")


def test_an_assertion_shows_every_articles_sentence(report: Path) -> None:
    page = _page(report, "assertions/atacms-range.html")
    assert "portée de 500 km" in page.text and "portée de 300 km" in page.text
    ids = [attrs.get("id") for attrs in page.all("li", class_="finding")]
    assert ids == ["fr/2024-05-01-first", "fr/2024-05-02-second"]


def test_whose_words_a_figure_is_in_shows(tmp_path: Path) -> None:
    desk_root = tmp_path / "desk"
    small.make(desk_root)
    path = desk_root / "corpus/fr/2024-05-01-first.md"
    text = path.read_text("utf-8")
    path.write_text(text.replace("Les missiles ATACMS ont", "Selon l'armée <b>, les missiles ATACMS ont"), "utf-8")
    (entry,) = [e for e in view.gather(small.read(desk_root)).entries if e.state == "contradicted"]
    assert entry.told.startswith("attributed: “Selon l'armée")
    site.write(view.gather(small.read(desk_root)), tmp_path / "out")
    assert "Attributed: “Selon l'armée" in _page(tmp_path / "out", "articles/fr/2024-05-01-first.html").text
    assert "Attributed: “Selon l'armée" in _page(tmp_path / "out", "assertions/atacms-range.html").text
    assert "Attributed" not in _page(tmp_path / "out", "articles/fr/2024-05-02-second.html").text


def test_what_else_was_read_of_a_discrepancy_shows(tmp_path: Path) -> None:
    desk_root = tmp_path / "desk"
    small.make(desk_root)
    path = desk_root / "corpus/fr/2024-05-01-first.md"
    path.write_text(path.read_text("utf-8") + "\nLe pont des ATACMS est long de 7 km.\n", "utf-8")
    site.write(view.gather(small.read(desk_root)), tmp_path / "out")
    text = _page(tmp_path / "out", "assertions/atacms-range.html").text
    assert "Also read: 7 km, which stands farther from “range”." in text


def test_roles_of_passages_show(report: Path) -> None:
    page = _page(report, "articles/fr/2024-05-01-first.html")
    names = [name for name, _ in page.elements]
    assert names.count("h1") == 1
    assert page.all("ul", class_="keypoints")
    assert "La portée" in page.text


def test_an_article_full_of_script_says_it_and_does_nothing(report: Path) -> None:
    scripts = []
    for path in report.rglob("*.html"):
        page = Page(path.read_text("utf-8"))
        scripts += [attrs for name, attrs in page.elements if name == "script"]
        assert page.all("img") == [] and page.all("b", onerror="") == []
        for name, attrs in page.elements:
            assert not any(key.startswith("on") or key == "style" for key in attrs), (path, name, attrs)
            for key in ("href", "src", "action"):
                assert not (attrs.get(key) or "").lower().lstrip().startswith(("javascript:", "data:")), (path, attrs)
    assert all(set(attrs) == {"src", "defer"} for attrs in scripts)
    page = _page(report, "articles/fr/2024-05-01-first.html")
    assert "<script>alert(4)</script>" in page.text and "<img src=x onerror=alert(3)>" in page.text


def test_links_lead_somewhere_and_nowhere_else(report: Path) -> None:
    pages_of = {path: Page(path.read_text("utf-8")) for path in report.rglob("*.html")}
    ids = {path: [attrs["id"] for _, attrs in page.elements if "id" in attrs] for path, page in pages_of.items()}
    for path, page in pages_of.items():
        assert len(ids[path]) == len(set(ids[path])), path
        for _, attrs in page.elements:
            for address in (attrs.get("href"), attrs.get("src")):
                parts = urlsplit(address or "#main")
                if parts.scheme:
                    assert address and address.startswith("https://example.org/") and attrs["rel"] == "noreferrer"
                    continue
                target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
                assert target.is_file(), (path, address)
                if parts.fragment and "=" not in parts.fragment:
                    assert unquote(parts.fragment) in ids[target], (path, address)


def test_any_name_of_a_file_makes_a_page(tmp_path: Path) -> None:
    small.make(tmp_path)
    (tmp_path / "corpus/fr/100% #1 & é?.md").write_text(small.SECOND, "utf-8")
    found = view.gather(small.read(tmp_path))
    assert found.unread == [] and len(found.articles) == 3
    site.write(found, tmp_path / "out")
    test_links_lead_somewhere_and_nowhere_else(tmp_path / "out")


def test_an_article_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    small.make(tmp_path)
    (tmp_path / "corpus/fr/broken.md").write_bytes(b"---\nlang: fr\n---\n\xff\n")
    found = view.gather(small.read(tmp_path))
    assert len(found.articles) == 2 and len(found.unread) == 1
    assert "corpus/fr/broken.md:4" in (pages.Book(found).render("index.html") or "")


def test_nothing_comes_from_the_network(report: Path) -> None:
    style = (report / "static/style.css").read_text("utf-8")
    assert "url(" not in style and "@import" not in style
    for path in report.rglob("*.html"):
        page = Page(path.read_text("utf-8"))
        loaded = [attrs.get("src") or attrs.get("href") for name, attrs in page.elements if name in ("script", "link")]
        assert all(address and ":" not in address for address in loaded)


def test_the_same_desk_makes_the_same_bytes(tmp_path: Path, made: view.Site, report: Path) -> None:
    again = tmp_path / "again"
    site.write(view.gather(small.make(tmp_path / "desk")), again)
    one, other = (
        {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        for folder in (report, again)
    )
    assert one == other


def test_an_earlier_report_is_replaced_and_foreign_folders_are_left(tmp_path: Path, made: view.Site) -> None:
    folder = tmp_path / "report"
    site.write(made, folder)
    (folder / "articles/fr/gone.html").write_text("old")
    site.write(made, folder)
    assert not (folder / "articles/fr/gone.html").exists()
    (tmp_path / "other").mkdir()
    (tmp_path / "other/mine.txt").write_text("mine")
    with pytest.raises(CopydeskError, match="no report of copydesk's"):
        site.write(made, tmp_path / "other")
    assert [p.name for p in (tmp_path / "other").iterdir()] == ["mine.txt"]


def test_the_command_writes_it_and_says_where(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    small.make(tmp_path)
    out = tmp_path / "out"
    assert main(["report", "--root", str(tmp_path), "--into", str(out), "--today", "2026-11-22"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("2 articles, 3 assertions, 1 open: file://") and (out / "index.html").is_file()


def test_mistakes_in_assertions_are_told_instead_of_judged(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    small.make(tmp_path)
    (tmp_path / "assertions/ranges.yaml").write_text("- claim: 300 km\n  tolerence: 2%\n", "utf-8")
    out = tmp_path / "out"
    assert main(["report", "--root", str(tmp_path), "--into", str(out), "--today", "2026-11-22"]) == 1
    assert "tolerence" in capsys.readouterr().out
    assert "tolerence" in _page(out, "index.html").text


def test_long_lists_come_in_parts(made: view.Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "ROWS", 1)
    book = pages.Book(made)
    numbered = [path for path in book.paths() if path.startswith("findings")]
    assert numbered == ["findings.html", *(f"findings-{n}.html" for n in range(2, len(made.entries) + 1))]
    texts = [book.render(path) or "" for path in numbered]
    assert ["data-verdict=\"contradicted\"" in text for text in texts] == [True] + [False] * (len(texts) - 1)


def test_without_jinja2_it_says_which_extra(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "jinja2", None)
    with pytest.raises(MissingExtra, match=re.escape("pip install 'copydesk[report]'")):
        pages.environment()
    small.make(tmp_path)
    assert main(["report", "--root", str(tmp_path), "--into", str(tmp_path / "out")]) == 1


def test_a_plain_run_imports_none_of_it(tmp_path: Path) -> None:
    small.make(tmp_path)
    (tmp_path / "conftest.py").write_text(
        "import sys\n"
        "def pytest_unconfigure():\n"
        "    names = ('jinja2', 'starlette', 'uvicorn', 'ruamel', 'playwright', 'copydesk.html', 'copydesk.exports')\n"
        "    print('IMPORTED', [name for name in names if name in sys.modules])\n"
    )
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "corpus", "assertions"], cwd=tmp_path,
        capture_output=True, text=True, check=False,
    )
    assert "IMPORTED []" in done.stdout
    assert "1 failed" in done.stdout


@pytest.mark.parametrize(("value", "shown"), [
    ("2024-11-13", "13 November 2024"), ("2025-07", "July 2025"), ("2024", "2024"), (None, ""), ("soon", "soon"),
    ("2024-05-30/2024-05-31", "30–31 May 2024"), ("2024-10-01/..", "since 1 October 2024"),
    ("../2024-09-30", "until 30 September 2024"), ("2024-12-30/2025-01-02", "30 December 2024 – 2 January 2025"),
])
def test_dates_in_words(value: str | None, shown: str) -> None:
    assert pages.day(value) == shown


@pytest.mark.parametrize(("address", "kept"), [
    ("https://example.org", True), ("http://example.org", True), ("javascript:alert(1)", False),
    ("//example.org", False),
    (" javascript:alert(1)", False), ("data:text/html,x", False), ("", False), (None, False), ("https://[", False),
])
def test_only_plain_addresses_become_links(address: str | None, kept: bool) -> None:
    assert (pages.safe_url(address) is not None) is kept


def test_bars_fill_their_length_and_no_more() -> None:
    drawn = str(stacked([("contradicted", 1), ("consistent", 3), ("unclear", 0)]))
    rects = re.findall(r'class="s-(\w+)" x="([\d.]+)" y="0" width="([\d.]+)"', drawn)
    assert [name for name, _, _ in rects] == ["rest", "contradicted", "consistent"]
    assert float(rects[2][1]) == 250 and float(rects[2][1]) + float(rects[2][2]) == 1000
    assert "<b>" not in str(stacked([("<b>", 1)]))
    assert stacked([]).count("rect") == 1


def test_an_excerpt_is_cut_between_words_around_its_span() -> None:
    text = "mot " * 200 + "500 km" + " fin" * 200
    start = text.index("500")
    before, said, after = excerpt(Article(id="a", text=text), Span(start, start + 6))
    assert said == "500 km" and before.startswith("…mot") and after.endswith("fin…")
    assert len(before) < 300 > len(after)


def test_claim_reviews_are_of_decisions_alone(made: view.Site, report: Path) -> None:
    (review,) = claim_reviews(made)
    assert review["@type"] == "ClaimReview" and review["author"]["name"] == "the desk"
    assert review["reviewRating"]["ratingValue"] == 1 and review["datePublished"] == "2026-11-20"
    assert "Mark Rute" in review["claimReviewed"]
    assert review["itemReviewed"]["appearance"]["url"] == "https://example.org/second"
    assert json.loads((report / "claimreview.jsonld").read_text("utf-8")) == [review]


def test_annotations_select_the_words_they_are_about(made: view.Site) -> None:
    page = annotations(made)
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    (note,) = page["items"]
    quote, place = note["target"]["selector"]
    article: Any = next(p.article for p in made.articles if p.article.title == "Second")
    assert article.text[place["start"] : place["end"]] == quote["exact"] and "Rute" in quote["exact"]
    assert (quote["prefix"] + quote["exact"] + quote["suffix"]) in article.text
    assert note["creator"]["name"] == "the desk" and note["created"] == "2026-11-20T00:00:00Z"


def test_a_reason_does_not_repeat_the_claim_that_stands_above_it(tmp_path: Path) -> None:
    desk = small.make(tmp_path)
    (desk.assertions / "ranges.yaml").write_text("- Portée des ATACMS 300 km\n", "utf-8")
    (entry,) = [e for e in view.gather(small.read(tmp_path)).open if e.check == "portee-atacms"]
    assert entry.reason == "the article says 500 km, the assertion says 300 km"
