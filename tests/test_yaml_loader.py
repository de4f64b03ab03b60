"""The strict YAML reader: strings with places, everything else refused, both parsers alike, no crash on any bytes."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from copydesk.assertions import _yaml, load_assertions
from copydesk.assertions._yaml import Items, Mapping, Node, Scalar, parse

PARSERS = ["libyaml", "pure"]


@pytest.fixture(params=PARSERS)
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "pure":
        monkeypatch.setattr(_yaml, "_parser", lambda: yaml.BaseLoader)
    elif not yaml.__with_libyaml__:
        pytest.skip("PyYAML was built without libyaml")
    return str(request.param)


def places(node: Node | None) -> list[tuple[str, int, int]]:
    """Every scalar of a tree with its place, in order."""
    if isinstance(node, Scalar):
        return [(node.text, node.line, node.column)]
    if isinstance(node, Mapping):
        return [place for key, value in node.entries for place in (*places(key), *places(value))]
    return [] if node is None else [place for entry in node.entries for place in places(entry)]


@pytest.mark.usefixtures("parser")
def test_every_scalar_has_its_place() -> None:
    text = "- été\n- {é: [x, 'y'], \"z\": 1}\n- claim: >\n    two\n    lines\n  valid: 2024\n-   \n"
    tree, problems = parse(text.encode(), "a.yaml")
    assert not problems
    assert places(tree) == [
        ("été", 1, 3), ("é", 2, 4), ("x", 2, 8), ("y", 2, 11), ("z", 2, 17), ("1", 2, 22),
        ("claim", 3, 3), ("two lines\n", 3, 10), ("valid", 6, 3), ("2024", 6, 10), ("", 7, 2),
    ]


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("text", [b"", b"# only a note\n", b"---\n", "\ufeff".encode()])
def test_nothing_in_it(text: bytes) -> None:
    tree, problems = parse(text, "a.yaml")
    assert problems == [] and tree is None


def test_a_byte_order_mark_is_no_text() -> None:
    tree, problems = parse("\ufeff- a\n".encode(), "a.yaml")
    assert not problems and places(tree) == [("a", 1, 3)]


REFUSED = [
    (b"- &a x\n", 1, 3, "the anchor &a"),
    (b"- x\n- *a\n", 2, 3, "the alias *a"),
    (b"- !!int 3\n", 1, 3, "the tag tag:yaml.org,2002:int"),
    (b"- !x [3]\n", 1, 3, "the tag !x"),
    (b"- a: 1\n  <<: {b: 2}\n", 2, 3, "the merge key <<"),
    (b"- a: 1\n  b: 2\n  a: 3\n", 3, 3, "the key `a` stands here for the second time, first on line 1"),
    (b"- {a: 1, 'a': 2}\n", 1, 10, "the key `a` stands here for the second time, first on line 1"),
    (b"- a\n---\n- b\n", 2, 1, "a second document begins here"),
    (b"- ? [a]\n  : b\n", 1, 5, "a list or a mapping as a key"),
    (b"[" * 51 + b"]" * 51, 1, 51, "lists and mappings are nested more than 50 deep"),
    (b"- a\n- b\x80\n", 2, 4, "the byte 0x80 is not UTF-8"),
    (b"- a\n- b\x00c\n", 2, 4, "the invisible character U+0000"),
    ("- a\u2028\n".encode(), 1, 4, "the invisible character U+2028"),
    ("- a\u202eb\n".encode(), 1, 4, "the invisible character U+202E"),
    (b'- "a\\x1bb"\n', 1, 3, "the invisible character U+001B"),
    (b"- a\n" * 250_001, 1, 1, "the file is larger than 1 MB"),
]


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(("text", "line", "column", "what"), REFUSED, ids=[what for *_, what in REFUSED])
def test_refused(text: bytes, line: int, column: int, what: str) -> None:
    _, problems = parse(text, "a.yaml")
    assert [(p.line, p.column, p.what) for p in problems] == [(line, column, what)]
    assert all(p.file == "a.yaml" and p.remedy for p in problems)


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(("text", "line"), [
    (b"- a\n- 'open\n", 3), (b"- a: b: c\n", 1), (b"- a\n\t- b\n", 2), (b"- @a\n", 1), (b"- [a\n", 2), (b"- a\nb\n", 2),
    (b'- "\\q"\n', 1), (b'- "\\U00110000"\n', 1), (b'- "\\UFFFFFFFF"\n', 1), (b'- "\\uD800"\n', 1),
])
def test_syntax_errors_stop_the_file_only(text: bytes, line: int) -> None:
    _, problems = parse(text, "a.yaml")
    assert len(problems) == 1
    if "not YAML" in problems[0].what and "escape that does not" not in problems[0].what:
        assert problems[0].line in (line - 1, line, line + 1)


@pytest.mark.usefixtures("parser")
def test_everything_is_collected() -> None:
    text = b"- &a x\n- *a\n- b: 1\n  b: 2\n- {c: !t d}\n- last\n"
    tree, problems = parse(text, "a.yaml")
    assert [p.line for p in problems] == [1, 2, 4, 5]
    assert isinstance(tree, Items) and places(tree)[-1] == ("last", 6, 3)
    assert ("1", 3, 6) in places(tree) and ("2", 4, 6) not in places(tree)


@pytest.mark.usefixtures("parser")
def test_bombs_cost_nothing() -> None:
    bomb = b"a: &a {x: 1}\n" + b"".join(
        b"%c: &%c {<<: [*%c, *%c, *%c]}\n" % (c + 1, c + 1, c, c, c) for c in range(97, 121)
    )
    tree, problems = parse(bomb, "a.yaml")
    assert len(places(tree)) < 100 and len(problems) == 25 + 24 + 3 * 24
    parse(b"[" * 400_000, "a.yaml")
    parse(b"{a: " * 200_000, "a.yaml")
    parse(b"? " * 400_000, "a.yaml")


YAMLISH = st.lists(st.sampled_from([
    "- ", "  ", "\n", "claim", "position", "person", "name", "also", "total", "parts", "valid", "tolerance", "id",
    "about", "evidence", "source", "checked", ": ", ":", "[", "]", "{", "}", ", ", "&a", "*a", "!t ", "<<", "? ", "'",
    '"', "#", "%", "\\", "|\n", ">\n", "---\n", "\t", "ATACMS range 300 km", "2024-13", "2%", "é", "\ufeff", "\x07",
    "\u202e", "0",
]), max_size=40).map("".join)


@settings(deadline=None, max_examples=300)
@given(st.one_of(st.binary(max_size=80), st.text(max_size=80).map(lambda t: t.encode("utf-8", "surrogatepass")),
                 YAMLISH.map(str.encode)))
@example(b'- "\\U00110000"')
@example(b"%YAML 9.9\n---\n- a")
@example(b"%TAG ! tag:x,2000:\n---\n- !y a")
def test_no_bytes_crash_the_reader(data: bytes) -> None:
    trees = []
    for reader in (_yaml._parser(), yaml.BaseLoader):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(_yaml, "_parser", lambda reader=reader: reader)
            tree, problems = parse(data, "a.yaml")
            trees.append((tree, [(p.line, p.what) for p in problems]))
            assert all(p.line >= 1 and p.column >= 1 and p.what and p.remedy for p in problems)
    if not any("not YAML" in what for _, said in trees for _, what in said):
        one, other = ([place for place in places(tree) if place[0]] for tree, _ in trees)  # nothing stands anywhere
        assert one == other


@settings(deadline=None, max_examples=150)
@given(YAMLISH, YAMLISH)
def test_no_text_crashes_the_loader(tmp_path_factory: Any, topic: str, waivers: str) -> None:
    folder: Path = tmp_path_factory.mktemp("any")
    (folder / "topic.yaml").write_text(topic, "utf-8")
    (folder / "waivers.yaml").write_text(waivers, "utf-8")
    loaded = load_assertions(folder)
    assert list(loaded.problems) == sorted(loaded.problems)
    assert all(p.line >= 1 and p.column >= 1 and "\n" not in p.what for p in loaded.problems)
