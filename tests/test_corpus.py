"""Corpus files: front matter, places, and what is wrong with a file."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from copydesk import frontmatter
from copydesk.corpus import load_corpus, parse_article, render_article
from copydesk.errors import InputError
from copydesk.text import Article

ROOT = Path(__file__).resolve().parent.parent
HEAD = "---\nid: fr/2024-05-03-pont\nlang: fr\npublished: 2024-05-03\n"


def _parse(text: str, identifier: str = "fr/2024-05-03-pont") -> Article:
    article = parse_article(text.encode(), "corpus/x.md", identifier)
    assert article
    return article


def test_places_are_those_of_the_file() -> None:
    for article in load_corpus(ROOT / "corpus"):
        assert article.path
        lines = (ROOT / "corpus" / f"{article.id}.md").read_text("utf-8").split("\n")
        for offset in range(0, len(article.text), 97):
            line, column = article.place(offset)
            assert f"{lines[line - 1]}\n"[column - 1] == article.text[offset]


def test_passages_cover_the_text() -> None:
    for article in load_corpus(ROOT / "corpus"):
        outside = list(article.text)
        for passage in article.passages:
            assert passage.lang
            outside[passage.start : passage.end] = " " * (passage.end - passage.start)
        assert not "".join(outside).strip()


def test_passages_may_be_ranges_and_have_a_language() -> None:
    article = _parse(f"{HEAD}passages: [headline 1, caption 3-4 es, subhead 90]\n---\nA\n\nB\nC\nD\nE\n")
    seen = [(p.role, p.lang, article.text[p.start : p.end]) for p in article.passages]
    assert seen == [("headline", "fr", "A"), ("caption", "es", "B"), ("caption", "es", "C"), ("body", "fr", "D\nE")]


def test_what_the_front_matter_leaves_out_is_taken_from_the_files_place() -> None:
    article = _parse("---\nlang: fr\n---\nUn pont.\n")
    assert (article.id, article.published, article.first_line) == ("fr/2024-05-03-pont", "2024-05-03", 4)
    assert _parse("---\nid: en/bridge\n---\nA bridge.", "en/bridge").lang == "en"
    assert _parse("---\nid: en/bridge\n---\nA bridge.", "en/bridge").published is None


@pytest.mark.parametrize("text", [
    "", "# A readme\n", "---\ntitle: notes\n---\ntext", "---\nno end", "--- \nid: x\n---\n",
])
def test_other_files_are_no_articles(text: str) -> None:
    assert parse_article(text.encode(), "corpus/x.md", "x") is None


@pytest.mark.parametrize(("text", "message"), [
    ("---\nid: fr/other\n---\n", "corpus/x.md:2:1: the id fr/other is not the file's place in the corpus; write fr/p"),
    ("---\nlang: fr\npublished: 2024-13\n---\n", "corpus/x.md:3:1: '2024-13': there is no month 13; "),
    ("---\nlang: fr\nlang: en\n---\n", "corpus/x.md:3:1: lang is given twice; it stands on line 2 too; keep one"),
    ("---\nlang: fr\nnonsense\n---\n", "corpus/x.md:3:1: this is not front matter; write `key: value`"),
    ("---\nlang: fr\npassages: [title 1]\n---\n", "corpus/x.md:3:1: 'title 1' is not a passage; write a role (head"),
    ("---\nlang: fr\npassages: [body 3-2]\n---\n", "corpus/x.md:3:1: 'body 3-2' is not a passage; "),
])
def test_mistakes_have_a_place_and_a_remedy(text: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_article(text.encode(), "corpus/x.md", "fr/p")
    assert str(caught.value).startswith(message)


def test_bytes_that_are_not_utf8() -> None:
    with pytest.raises(InputError, match=r"corpus/x\.md:3:1: this is not UTF-8; save the file as UTF-8"):
        parse_article("---\nlang: fr\nété".encode("latin-1"), "corpus/x.md", "x")


def test_other_formats_are_no_articles_whatever_their_encoding() -> None:
    assert parse_article("titre;été".encode("latin-1"), "a.csv", None) is None
    assert parse_article(b"PAR1\xff\xfe", "a.parquet", None) is None


def test_windows_line_ends_and_a_byte_order_mark_change_nothing() -> None:
    text = f"{HEAD}---\nUn pont.\n\nDeux.\n"
    other = parse_article(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode(), "corpus/x.md", "fr/2024-05-03-pont")
    assert other == _parse(text)


def test_all_files_mistakes_come_out_together(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / f"{name}.md").write_text("---\nid: z\n---\n", "utf-8")
    with pytest.raises(InputError) as caught:
        load_corpus(tmp_path)
    assert len(caught.value.problems) == 2


def test_the_committed_front_matter_is_yaml_that_reads_the_same() -> None:
    for path in sorted((ROOT / "corpus").rglob("*.md")):
        text = path.read_text("utf-8")
        matter = frontmatter.split(text, path.name)
        assert matter
        assert yaml.load(text[: matter.start].strip("-\n"), yaml.BaseLoader) == matter.values


_TEXTS = st.text(st.characters(blacklist_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=30)


@given(_TEXTS, st.lists(_TEXTS, max_size=3), _TEXTS)
def test_front_matter_reads_back_and_is_yaml(title: str, items: list[str], inner: str) -> None:
    values: dict[str, frontmatter.Value] = {"title": title, "items": items, "source": {"file": inner}}
    rendered = frontmatter.render(values)
    matter = frontmatter.split(rendered, "x")
    assert matter
    assert matter.values == values
    assert yaml.load(rendered.strip("-\n"), yaml.BaseLoader) == values


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused_with_a_place(text: str) -> None:
    try:
        parse_article(f"---\nlang: fr\n{text}\n---\n{text}".encode("utf-8", "surrogatepass"), "x", "fr/x")
    except InputError as error:
        assert error.problems


def test_rendered_articles_read_back() -> None:
    lines = ["A", "", "B"]
    text = render_article({"id": "fr/a", "lang": "fr"}, lines, [("headline", ""), (None, ""), ("body", "en")])
    article = _parse(text, "fr/a")
    assert article.text == "A\n\nB"
    assert [(p.role, p.lang) for p in article.passages] == [("headline", "fr"), ("body", "en")]
