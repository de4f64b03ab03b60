"""`copydesk lint --fix`: only what is safe, comments kept, the change shown, the file whole at every moment."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.__main__ import main
from copydesk.assertions import fix, load_assertions
from copydesk.assertions._yaml import parse
from copydesk.assertions.fix import _said, fixed


@pytest.mark.parametrize(("before", "after"), [
    ("- ATACMS range 300 km", "- ATACMS range 300 km\n"),
    ("- ATACMS range 300 km  \n\n# why \t\n", "- ATACMS range 300 km\n\n# why\n"),
    ("- ATACMS range 300 km \r\n- Tunnel length 5 km", "- ATACMS range 300 km\r\n- Tunnel length 5 km\r\n"),
    ("- MH17: 298 people  # the crash\n", '- "MH17: 298 people"  # the crash\n'),
    ('- He said "no": 3 \\ km\n', '- "He said \\"no\\": 3 \\\\ km"\n'),
    ("- claim: MH17: 298 people # why\n  valid: 2014\n", '- claim: "MH17: 298 people" # why\n  valid: 2014\n'),
    ("- id: x\n  claim: Toll: 3 dead\n- claim: Toll: 4\n", '- id: x\n  claim: "Toll: 3 dead"\n- claim: "Toll: 4"\n'),
    ("- colour: red\n- MH17: 298 people\n", '- colour: red\n- "MH17: 298 people"\n'),
    ("- note: a: b\n  claim: Toll 3 dead  \n", '- note: "a: b"\n  claim: Toll 3 dead\n'),
    ("- claim: >\n    Toll  \n    3 dead\n", "- claim: >\n    Toll\n    3 dead\n"),
])
def test_what_is_safe_is_put_right(before: str, after: str) -> None:
    assert fixed(before.encode(), "topic.yaml").decode() == after
    assert fixed(after.encode(), "topic.yaml").decode() == after


@pytest.mark.parametrize("text", [
    "", "# nothing\n", "- ATACMS range 300 km\n", "- position: Mayor\n  person: A B\n", "- colour: red\n", "- clam: Toll 3\n",
    '- "Toll\\ \n  3 dead"\n', "- b 2 km\n- a 1 km\n", "- claim: [Toll: 3]\n", "- {claim: Toll 3 dead, note: a: b}\n",
    "- claim: &a Toll: 3\n", "- claim: Toll 3\n\tid: x  \n", "-  'Toll: 3 dead'\n", "- \r",
])
def test_the_rest_is_left_alone(text: str) -> None:
    assert fixed(text.encode(), "topic.yaml").decode() == text


def test_a_file_is_not_read_again_for_each_of_its_colons(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[bytes] = []

    def counted(data: bytes, name: str) -> Any:
        calls.append(data)
        return parse(data, name)

    monkeypatch.setattr(fix, "parse", counted)
    mixed = "".join(f"- Toll {n}: 3 dead\n" + "- colour: red\n" * (n % 3 == 0) for n in range(300))
    assert fixed(mixed.encode(), "a.yaml").count(b'"Toll') == 300
    assert len(calls) < 20


def test_a_claim_that_marks_do_not_help_is_left_and_the_others_get_theirs() -> None:
    before = "- MH17: 298 people\n    on board\n- MH18: 3 people\n- MH19: 4 people\n"
    after = fixed(before.encode(), "a.yaml").decode()
    assert after == '- MH17: 298 people\n    on board\n- "MH18: 3 people"\n- "MH19: 4 people"\n'


def test_other_files() -> None:
    assert fixed(b"\xe9: x ", "topic.yaml") == b"\xe9: x "
    assert fixed(b"- MH17: x \n", "waivers.yaml") == b"- MH17: x\n"
    assert fixed("\ufeff- Toll 3 \n".encode(), "topic.yaml") == "\ufeff- Toll 3\n".encode()


@given(st.lists(st.sampled_from([
    "- claim: ", "- ", "  note: ", "a: b", "Toll 3 dead", " ", "\t", "\n", "\r\n", "# c", '"', "'", ": ", "|", ">", "{", "}",
    "\\",
]), max_size=12).map("".join))
def test_nothing_that_can_be_read_says_something_else(text: str) -> None:
    made = fixed(text.encode(), "topic.yaml")
    assert fixed(made, "topic.yaml") == made
    (before, problems), (after, _) = parse(text.encode(), ""), parse(made, "")
    if not problems and not any("colon" in line for line in _colons(text)):
        assert _said(before) == _said(after)


def _colons(text: str) -> list[str]:
    from copydesk.assertions._entries import read_topic
    from copydesk.assertions._fields import Sheet

    sheet = Sheet("")
    read_topic(sheet, parse(text.encode(), "")[0], "")
    return [problem.what for problem in sheet.problems]


def test_the_command_shows_the_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "assertions"
    (folder / ".hidden").mkdir(parents=True)
    file = folder / "facts.yaml"
    text = "# why\n- MH17: 298 people\n- Toll 3 dead \n- nothing"
    file.write_text(text, "utf-8")
    file.chmod(0o640)
    (folder / ".hidden" / "x.yaml").write_text("- a  ", "utf-8")
    (tmp_path / "away.yaml").write_text("- a  ", "utf-8")
    (folder / "link.yaml").symlink_to(tmp_path / "away.yaml")

    assert main(["lint", "--diff"]) == 1
    shown = capsys.readouterr().out
    assert '--- assertions/facts.yaml\n' in shown and '-- MH17: 298 people\n' in shown and '+- "MH17: 298 people"\n' in shown
    assert "-- nothing\n\\ No newline at end of file\n" in shown
    assert "a claim with a colon in it" in shown
    assert file.read_text("utf-8") == text

    assert main(["lint", "--fix"]) == 1  # what only a person can put right stays
    assert "no value can be read in 'nothing'" in capsys.readouterr().out
    assert file.read_text("utf-8") == '# why\n- "MH17: 298 people"\n- Toll 3 dead\n- nothing\n'
    assert file.stat().st_mode & 0o777 == 0o640
    assert sorted(p.name for p in folder.iterdir()) == [".hidden", "facts.yaml", "link.yaml"]
    assert (tmp_path / "away.yaml").read_text("utf-8") == "- a  "
    assert (folder / ".hidden" / "x.yaml").read_text("utf-8") == "- a  "
    assert [a.claim.text for a in load_assertions(folder).assertions][:2] == ["MH17: 298 people", "Toll 3 dead"]

    assert main(["lint", "--fix", "assertions/facts.yaml"]) == 1
    assert "---" not in capsys.readouterr().out
