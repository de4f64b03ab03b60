"""`copydesk suggest ARTICLE… [--into FILE]`: drafts of assertions for the figures that no assertion covers."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from . import report

if TYPE_CHECKING:
    from ..session import Desk
    from ..suggest import Draft
    from ..text import Article

NAME = "suggest"
HELP = "draft assertions for the figures of an article that no assertion covers"
EXAMPLES = """\
  copydesk suggest fr/2024-05-31-kharkiv                          drafts to read and copy
  copydesk suggest fr/2024-05-31-kharkiv --into assertions/new.yaml   the same into a file, commented out"""


def add_arguments(parser: ArgumentParser) -> None:
    """Articles, and a new file for the drafts."""
    parser.add_argument("articles", nargs="+", metavar="ARTICLE", help="ids or files of articles in the corpus")
    parser.add_argument(
        "--into", type=Path, metavar="FILE",
        help="write the drafts, commented out, into a new file of the assertions folder (default: print them)",
    )
    report.add_folders(parser)


def run(namespace: Namespace) -> int:
    """0 whatever there is to draft; 1 when the assertions have mistakes or the file cannot be written."""
    from ..errors import InputError, counted
    from ..suggest import drafts, uncovered
    from . import _curating

    desk = report.desk(namespace)
    if desk.loaded.problems:
        raise InputError(desk.loaded.problems)
    target = None if namespace.into is None else _target(desk, namespace.into)
    known, text = list(desk.loaded.assertions), ""
    asked = dict.fromkeys(_curating.article(desk, name).id for name in namespace.articles)
    for identifier in _curating.watched(asked, "Drafting", len(asked)):
        article = _curating.article(desk, identifier)
        annotated = desk.annotated(article)
        missing = uncovered(annotated, [desk.finding(article, a) for a in desk.selected(article)])
        made = drafts(annotated, missing, assertions=known, languages=desk.languages, terms=desk.loaded.terms)
        known.extend(draft.assertion for draft in made)
        text += _text(article, made)
        answered = {start for draft in made for start in draft.covers}
        left = [m for m in missing if m.start not in answered]
        figures, made_of = counted(len(missing), "figure"), counted(len(made), "draft")
        print(f"{article.path}: {figures} without an assertion, {made_of}", file=sys.stderr)
        for mention in left:
            line, column = article.place(mention.start)
            words = " ".join(article.text[mention.start : mention.end].split())
            print(f"{article.path}:{line}:{column}: no draft for {words!r}: no wording ties it", file=sys.stderr)
    if target is None:
        print(text, end="")
        return 0
    _write(target, text)
    print(f"{desk.shown(target)}: to confirm a draft, check its value at the source and delete `# ` before its lines")
    return 0


def _text(article: "Article", drafts: "list[Draft]") -> str:
    """The drafts of one article, each below the words that it was made from."""
    made = ""
    for draft in drafts:
        line, column = article.place(draft.mention.start)
        sentence = " ".join(article.text[draft.sentence.start : draft.sentence.end].split())
        shown = sentence if len(sentence) <= 160 else f"{sentence[:160].rpartition(' ')[0]} …"
        weak = "" if draft.keen else "\n# would not notice another figure there: name its subject in the claim"
        made += f"# draft from {article.path}:{line}:{column}: {_visible(shown)}{weak}\n{draft.yaml()}\n"
    return made


def _visible(text: str) -> str:
    """Without the characters that the loader refuses, in comments too."""
    from ..assertions._yaml import _HIDDEN

    return _HIDDEN.sub("", text)


def _target(desk: "Desk", path: Path) -> Path:
    """The new file: below the assertions folder, not there yet. Raises CopydeskError."""
    from ..errors import CopydeskError

    file: Path
    bare = (desk.assertions / path,) if len(path.parts) == 1 else ()
    for file in dict.fromkeys((path.absolute(), desk.root / path, *bare)):
        if file.resolve().is_relative_to(desk.assertions.resolve()):
            break
    else:
        raise CopydeskError(f"{path} does not lie below {desk.shown(desk.assertions)}; name a file there")
    if file.suffix != ".yaml" or file.name in ("waivers.yaml", "terms.yaml") or file.name.startswith("."):
        raise CopydeskError(f"{path} is no topic file; name it such as {desk.shown(desk.assertions)}/drafts.yaml")
    if file.exists():
        raise CopydeskError(f"{path} is there already; drafts go into a new file only")
    return file


def _write(path: Path, text: str) -> None:
    """Everything as comments: a draft holds nothing before somebody has confirmed it."""
    from .. import writing

    head = (
        "# Drafts: nothing here is asserted yet. To confirm one, check its value at the source, reword the claim,\n"
        "# delete the `# ` before its lines, and add `checked: {by: …, on: …}`.\n\n"
    )
    lines = (line if line.startswith("#") or not line else f"# {line}" for line in text.splitlines())
    path.parent.mkdir(parents=True, exist_ok=True)
    with writing.alone(path.parent):
        if path.exists():
            raise FileExistsError(17, "it is there already", str(path))
        writing.write(path, (head + "\n".join(lines) + "\n").encode("utf-8"))
