"""Spreadsheets: out and in without loss, nothing that runs, every mistake by row and column."""

import csv
import io
import json
import shutil
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.__main__ import main
from copydesk.assertions import Assertion, load_assertions, read_assertions
from copydesk.assertions._yaml import _HIDDEN
from copydesk.assertions.model import Place
from copydesk.assertions.write import topic_file
from copydesk.errors import InputError
from copydesk.spreadsheet import (
    COLUMNS,
    guarded,
    letters,
    read_csv,
    read_rows,
    read_xlsx,
    rows,
    unguarded,
    write_csv,
    write_xlsx,
)

ROOT = Path(__file__).resolve().parent.parent
_TEXT = st.text(min_size=1, max_size=40).map(lambda t: " ".join(_HIDDEN.sub("", t).split())).filter(bool)
_TRICKY = st.sampled_from([
    "=1+1", "+33 1 23", "-5 degrees", "@home", "'quoted'", "'=x", "''@x", "no", "1e3", "2024-11", "#N/A", "a, b; c",
    'she said "no"', "x: y", "- z", "_x000D_", "＝1", "{a}", "[b]", "# c", "a #b", "null", "~", "12:30", "a\\b", "é\u202fm",
])
_LINE = _TEXT | _TRICKY
_PERIOD = st.sampled_from(["2024", "2024-11", "2024-11-13", "2024-10-01/..", "../2024-09-30", "2024-21", "202X"])
_COMMON: dict[str, st.SearchStrategy[Any]] = {
    "valid": _PERIOD, "severity": st.sampled_from(["error", "warning", "info"]), "note": _LINE,
    "quoted": st.sampled_from(["count", "warn"]),
    "evidence": st.fixed_dictionaries({"article": _LINE, "quote": _LINE}),
    "source": _LINE | st.fixed_dictionaries(
        {"name": _LINE}, optional={"url": st.just("https://example.org/a?b=c#d"), "on": _PERIOD}
    ),
    "checked": st.fixed_dictionaries({"by": _LINE, "on": _PERIOD}),
}
_MANY = st.lists(_LINE, min_size=1, max_size=3, unique=True)
_FACT: dict[str, st.SearchStrategy[Any]] = {
    "tolerance": st.sampled_from(["2%", "0,5%", "12.25 %", "100%"]),
    "about": st.fixed_dictionaries({"subject": _MANY}, optional={"attribute": _MANY}),
}
_ENTRIES = st.fixed_dictionaries({
    "claim": st.fixed_dictionaries(
        {"claim": st.sampled_from(["ATACMS range 300 km", "- 12 °C à Oslo", "MH17: 298 dead", "=Drones 3", "@Rio 5 %"])},
        optional={**_COMMON, **_FACT, "id": st.just("own-id")},
    ),
    "position": st.fixed_dictionaries(
        {"position": _LINE, "person": _LINE, "id": st.just("p")}, optional={**_COMMON, "shared": st.just("yes")}
    ),
    "name": st.fixed_dictionaries({"name": st.just("Andriï Sybiga"), "also": _MANY}, optional=_COMMON),
    "total": st.fixed_dictionaries(
        {"total": st.just("US aid 9.2 billion USD"), "parts": st.just(["stocks 7.1 billion USD", "rest 2.1 billion USD"])},
        optional={**_COMMON, **_FACT},
    ),
})


def _plain(assertions: Sequence[Assertion]) -> list[Assertion]:
    return [replace(a, place=Place("", 0, 0), topic="") for a in assertions]


def _made(entries: dict[str, Any]) -> tuple[Assertion, ...]:
    return read_assertions(json.dumps(list(entries.values()), ensure_ascii=False), "facts")


@given(_ENTRIES)
@settings(max_examples=150)
def test_csv_and_yaml_lose_nothing(entries: dict[str, Any]) -> None:
    made = _made(entries)
    back = read_csv(write_csv(made).encode(), "facts.csv")
    assert _plain(back) == _plain(made)
    assert _plain(read_assertions(topic_file(back), "facts")) == _plain(made)


@given(_ENTRIES)
@settings(max_examples=25)
def test_xlsx_loses_nothing(tmp_path_factory: pytest.TempPathFactory, entries: dict[str, Any]) -> None:
    made = _made(entries)
    path = tmp_path_factory.mktemp("xlsx") / "facts.xlsx"
    write_xlsx(made, path)
    assert _plain(read_xlsx(path.read_bytes(), "facts.xlsx")) == _plain(made)


@given(st.text())
def test_a_guard_is_taken_off_again(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(tuple("=+-@\t\r\n＝＋－＠"))


def test_a_desk_goes_out_and_in(tmp_path: Path) -> None:
    made = load_assertions(ROOT / "assertions").require().assertions
    back = read_csv(write_csv(made).encode(), "facts.csv")
    assert [(a.topic, *_plain([a])) for a in back] == [(a.topic, *_plain([a])) for a in made]
    path = tmp_path / "facts.xlsx"
    write_xlsx(made, path)
    assert _plain(read_xlsx(path.read_bytes(), "x")) == _plain(made)


def test_no_cell_runs(tmp_path: Path) -> None:
    import openpyxl

    made = _made({"c": {"claim": "=HYPERLINK 3 drones", "note": "@SUM(A1)", "evidence": {"article": "+1", "quote": "-2"}}})
    cells = next(csv_rows(write_csv(made)))
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    write_xlsx(made, tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value} == {"s"}
    assert {cell.number_format for row in sheet.iter_rows() for cell in row} == {"@"}


def csv_rows(text: str) -> Iterator[list[str]]:
    return iter(list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))[1:])


def test_every_mistake_comes_with_row_and_column() -> None:
    text = (
        "fact;valid;formm;tolerance;severity;evidence article;topic;form;\r\n"
        "ATACMS range 300 km;2024-13;;2;eror;fr/a;weapons;claim;\r\n"
        ";;;;;;;;\r\n"
        "nothing here;;;;;;;claim;stray\r\n"
        "NATO secretary general;;;;;;;position;\r\n"
        ";2024;;;;;;claim;\r\n"
        "ATACMS range 400 km;;;;;;../x;claim;\r\n"
        "Tunnel\u202e length 5 km;;;;;;;clam;\r\n"
    )
    with pytest.raises(InputError) as caught:
        read_csv(text.encode(), "facts.csv")
    said = str(caught.value).splitlines()
    assert [line.partition(": ")[2].partition(": ")[0] for line in said] == [
        "row 1, column C (formm)", "row 2, column B (valid)", "row 2, column D (tolerance)",
        "row 2, column E (severity)", "row 2, column F (evidence article)", "row 4, column A (fact)",
        "row 4, column I", "row 5, column A (fact)", "row 6, column A (fact)", "row 7, column A (fact)",
        "row 7, column A (fact)",
        "row 7, column G (topic)", "row 8, column A (fact)", "row 8, column H (form)",
    ]
    assert said[0] == "facts.csv: row 1, column C (formm): there is no column 'formm'; did you mean 'form'?"
    assert "there is no month 13" in said[1]
    assert "contradicts 'ATACMS range 300 km' at facts.csv:2" in said[9]


@pytest.mark.parametrize(("data", "said"), [
    (b"fact\n\xe9t\xe9 3 km\n", "row 2, column A: the byte 0xe9 is not UTF-8; save it as CSV UTF-8"),
    (b'fact\n"a" b\n', "row 2, column A: this is not CSV"),
    (b"claim\nx 3 km\n", "there is no column 'fact'"),
    (b"", "there is no column 'fact'"),
    (b"fact,fact\nx 3 km,\n", "row 1, column B (fact): a second column 'fact'; keep one of them"),
])
def test_files_that_are_no_table(data: bytes, said: str) -> None:
    with pytest.raises(InputError) as caught:
        read_csv(data, "facts.csv")
    assert said in str(caught.value)


def test_broken_and_swollen_workbooks_are_refused() -> None:
    swollen = io.BytesIO()
    with zipfile.ZipFile(swollen, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * 201_000_000)
    for data, said in ((b"PK\x03\x04", "is not XLSX"), (b"text", "is not XLSX"), (swollen.getvalue(), "unpacks to")):
        with pytest.raises(InputError, match=said):
            read_xlsx(data, "facts.xlsx")


def test_cells_mean_what_they_show(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    values: list[list[Any]] = [
        ["Fact", "Valid", "Tolerance", "Shared", "checked by", "checked on", "note"],
        ["Tunnel length 5 km", datetime(2024, 11, 1), 0.025, None, "desk", date(2024, 11, 14), 12],
    ]
    for row in values:
        sheet.append(row)
    sheet["B2"].number_format = "mmm-yy"
    sheet["C2"].number_format = "0.0%"
    book.save(tmp_path / "a.xlsx")
    (made,) = read_xlsx((tmp_path / "a.xlsx").read_bytes(), "a.xlsx")
    assert (str(made.valid), str(made.tolerance), str(made.checked_on), made.note) == ("2024-11", "0.025", "2024-11-14", "12")
    assert made.topic == "facts"


def test_columns_and_letters() -> None:
    assert [letters(n) for n in (1, 26, 27, 52, 703)] == ["A", "Z", "AA", "AZ", "AAA"]
    assert next(rows([])) == list(COLUMNS)
    assert read_rows([list(COLUMNS), [""] * len(COLUMNS)], "x") == ()


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "corpus", tmp_path / "corpus")
    (tmp_path / "assertions").mkdir()
    (tmp_path / "assertions" / "weapons.yaml").write_text("- ATACMS range 300 km\n- ATACMS price 1 million USD\n", "utf-8")
    return tmp_path


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_command_goes_both_ways(desk: Path, kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    file = str(desk / f"facts.{kind}")
    root = ["--root", str(desk)]
    assert main(["sheet", "export", file, *root]) == 0
    assert main(["sheet", "export", file, *root]) == 1
    assert "is there already" in capsys.readouterr().err
    assert main(["sheet", "import", file, *root]) == 0
    assert capsys.readouterr().out == "# weapons.yaml\n\n- ATACMS range 300 km\n- ATACMS price 1 million USD\n\n"
    assert main(["sheet", "import", file, "--into", "assertions", *root]) == 1
    assert "assertions/weapons.yaml: there already" in capsys.readouterr().err
    (desk / "assertions" / "weapons.yaml").write_text("- ATACMS range 300 km\n", "utf-8")
    assert main(["sheet", "import", file, "--into", "assertions", "--replace", *root]) == 0
    assert load_assertions(desk / "assertions").by_id.keys() == {"atacms-range", "atacms-price"}
    assert [p.name for p in (desk / "assertions").iterdir()] == ["weapons.yaml"]


def test_rows_must_fit_what_stays(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "facts.csv").write_text("topic,fact\nnew,ATACMS range 500 km\nnew,Blorp zork 3 km\n", "utf-8")
    command = ["sheet", "import", str(desk / "facts.csv"), "--into", "assertions", "--root", str(desk)]
    assert main(command) == 1
    said = capsys.readouterr().err
    assert "row 2, column B (fact): 'ATACMS range 500 km' contradicts 'ATACMS range 300 km' at assertions/" in said
    assert "row 3, column B (fact): no term gives 'zork' in the language `fr`" in said
    assert not (desk / "assertions" / "new.yaml").exists()
