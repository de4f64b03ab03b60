"""The forms of an assertion: a bare claim, a claim with fields, a position, a name, a total with its parts."""

import re
from collections.abc import Sequence
from dataclasses import replace
from difflib import get_close_matches
from typing import Any, get_args

from ..text import fold
from ._fields import LONGEST_TEXT, Fields, Sheet, listed, meant, near
from ._language import marks
from ._yaml import Items, Mapping, Node, Scalar
from .claims import claim_id, plain_claim, read_claim, slug
from .model import Assertion, Claim, Evidence, Quoted, Severity, Source

SEVERITIES: tuple[str, ...] = get_args(Severity)
QUOTED: tuple[str, ...] = get_args(Quoted)
COMMON = ("id", "valid", "severity", "quoted", "evidence", "source", "checked", "note")
FORMS: dict[str, tuple[str, ...]] = {
    "claim": ("tolerance", "about"),
    "position": ("person", "shared"),
    "name": ("also",),
    "total": ("parts", "tolerance", "about"),
}
_KEYS = frozenset(FORMS).union(COMMON, *FORMS.values())
# A figure with a sign right behind it that only units have: if the parsers did not read it, nobody knows it.
_SIGNED = re.compile(r"\d\s?([^\W\d_]*[²³°‰€$£¥₽₴][\w²³]*)")
_NEXT = re.compile(r"[\s\u00a0\u202f]*([^\W\d_]{4,})")


def read_topic(sheet: Sheet, root: Node | None, topic: str) -> list[Assertion]:
    """Every assertion of a topic file that can be made out; the problems go to the sheet."""
    if root is None:
        return []
    if not isinstance(root, Items):
        sheet.say(root, "the file is not a list", "begin every assertion with `- `")
        return []
    made = (_read(sheet, node, topic) for node in root.entries)
    return [assertion for assertion in made if assertion is not None]


def _read(sheet: Sheet, node: Node, topic: str) -> Assertion | None:
    if isinstance(node, Scalar):
        text = sheet.text(node, "claim")
        claim = _claim(sheet, node, text) if text else None
        return _made(sheet, node, topic, "claim", claim, {}) if claim else None
    if isinstance(node, Items):
        sheet.say(node, "a list inside the list of assertions", "begin every assertion with one `- `")
        return None
    form = _form(sheet, node)
    if form is None:
        return None
    needed = {"position": ("position", "person"), "total": ("total", "parts")}.get(form, (form,))
    keys = (form, *FORMS[form], *COMMON)
    fields = sheet.fields(node, f"a {form}", keys, needed, elsewhere=_KEYS)
    assert fields is not None  # it is a mapping
    head = sheet.text(fields[form], form)
    if head is None:
        return None
    if form in ("claim", "total"):
        subject, attribute = _about(sheet, fields)
        return _made(sheet, node, topic, form, _claim(sheet, fields[form], head, subject, attribute), fields)
    if form == "name":
        return _made(sheet, node, topic, form, plain_claim(head), fields, name=head)
    person = sheet.text(fields["person"], "person") if "person" in fields else None
    if person is None:
        return None
    # the office tells the language; the person may have a name of any other
    claim = replace(plain_claim(f"{head}: {person}"), lang=plain_claim(head).lang)
    return _made(sheet, node, topic, form, claim, fields, position=head, person=person)


def _form(sheet: Sheet, node: Mapping) -> str | None:
    """Which form a mapping has: the one form key in it."""
    present = [key for key, _ in node.entries if key.text in FORMS]
    if len(present) == 1:
        return present[0].text
    if present:
        sheet.say(present[1], f"`{present[0].text}` and `{present[1].text}` in one assertion", "make two of it")
        return None
    first, value = node.entries[0] if node.entries else (None, None)
    if first and len(node.entries) == 1 and isinstance(value, Scalar) and first.text not in _KEYS and not near(
        first.text, _KEYS
    ):
        sheet.say(first, "a claim with a colon in it reads as a key", f'write - "{first.text}: {value.text}"')
        return None
    owners = {key: form for form in ("total", "name", "position") for key in FORMS[form]}
    guess = next((close for key, _ in node.entries if (close := owners.get(key.text) or near(key.text, FORMS))), None)
    remedy = f"did you mean `{guess}`?" if guess else "add the one that it states"
    sheet.say(node, f"the assertion has no {listed(tuple(FORMS))}", remedy)
    return None


def _about(sheet: Sheet, fields: Fields) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if "about" not in fields:
        return (), ()
    inner = sheet.fields(fields["about"], "`about`", ("subject", "attribute"))
    if inner is None:
        return (), ()
    if not inner:
        sheet.say(fields["about"], "`about` says nothing", "add `subject: […]` or `attribute: […]`")
    subject, attribute = (
        sheet.texts(inner[name], name) if name in inner else () for name in ("subject", "attribute")
    )
    return subject, attribute


def _claim(
    sheet: Sheet, node: Node, text: str, subject: Sequence[str] = (), attribute: Sequence[str] = (),
    *, remedy: str = "write a figure or a date in it; a person's office is a `position:`, a spelling is a `name:`",
) -> Claim:
    """The claim as read; a claim without a value is a problem, and so is a unit that nobody knows."""
    claim = read_claim(text, subject=subject, attribute=attribute)
    unknown = unknown_unit(claim)
    if unknown:
        sheet.say(node, f"the unit {unknown!r} in {text!r} is unknown",
                  meant(unknown, marks(claim.lang).measures, "write its usual sign or its full name"))
    elif claim.expected is None:
        sheet.say(node, f"no value can be read in {text!r}", remedy)
    return claim


def unknown_unit(claim: Claim) -> str | None:
    """What looks like a unit behind a figure of the claim and was not read as one."""
    for found in _SIGNED.finditer(claim.text):
        if not any(m.start < found.end() <= m.end for m in claim.mentions):
            return found[1]
    return misspelt(claim)


def misspelt(claim: Claim) -> str | None:
    """What is counted, where it is nearly the name of a unit or a scale and no word that the term table knows."""
    from ..terms import lexicon

    figure = claim.expected
    if figure is None or figure.kind != "count":
        return None
    found = _NEXT.match(claim.text, figure.end)
    if not found:
        return None
    word, measures = fold(found[1]), marks(claim.lang).measures
    alike = [m for m in measures if abs(len(m) - len(word)) <= 1]
    if word in measures or not get_close_matches(word, sorted(alike), 1, 0.85):
        return None
    table = lexicon()
    known = any(table.concept(key) for reading in table.read(claim.lang, [found[1]]) for key in reading.keys)
    return None if known else found[1]


def _made(
    sheet: Sheet, node: Node, topic: str, form: str, claim: Claim, fields: Fields, **own: Any
) -> Assertion | None:
    """The assertion with the fields that every form has."""
    if "id" in fields:
        made = sheet.identifier(fields["id"])
    else:
        made = slug(f"{own['position']} {own['person']}") if form == "position" else (
            slug(own["name"]) if form == "name" else claim_id(claim)
        )
        if made and form == "total":
            made += "-total"
        if not made:
            sheet.say(node, "no id can be made from it", "give it an `id` of a to z, 0 to 9 and hyphens")
    if not made:
        return None
    by, on = _checked(sheet, fields)
    return Assertion(
        id=made,
        kind=form,  # type: ignore[arg-type]
        claim=claim,
        place=sheet.place(node),
        topic=topic,
        valid=sheet.period(fields["valid"], "valid") if "valid" in fields else None,
        tolerance=sheet.share(fields["tolerance"], "tolerance") if "tolerance" in fields else None,
        severity=_severity(sheet, fields),
        quoted=_quoted(sheet, fields),
        evidence=_evidence(sheet, fields),
        source=_source(sheet, fields),
        checked_by=by,
        checked_on=on,
        note=sheet.text(fields["note"], "note", longest=LONGEST_TEXT) if "note" in fields else None,
        shared="shared" in fields and sheet.flag(fields["shared"], "shared"),
        also=_also(sheet, fields, own.get("name")),
        parts=_parts(sheet, fields["parts"]) if "parts" in fields else (),
        **own,
    )


def _severity(sheet: Sheet, fields: Fields) -> Any:
    chosen = sheet.choice(fields["severity"], "severity", SEVERITIES) if "severity" in fields else None
    return chosen or "error"


def _quoted(sheet: Sheet, fields: Fields) -> Any:
    return sheet.choice(fields["quoted"], "quoted", QUOTED) if "quoted" in fields else None


def _evidence(sheet: Sheet, fields: Fields) -> Evidence | None:
    if "evidence" not in fields:
        return None
    needed = ("article", "quote")
    inner = sheet.fields(fields["evidence"], "`evidence`", needed, needed)
    if inner is None or len(inner) < 2:
        return None
    article = sheet.text(inner["article"], "article")
    quote = sheet.text(inner["quote"], "quote", longest=LONGEST_TEXT)
    return Evidence(article=article, quote=quote) if article and quote else None


def _source(sheet: Sheet, fields: Fields) -> Source | None:
    if "source" not in fields:
        return None
    node = fields["source"]
    if isinstance(node, Scalar):
        name = sheet.text(node, "source")
        return Source(name=name) if name else None
    inner = sheet.fields(node, "`source`", ("name", "url", "on"), ("name",))
    if not inner or "name" not in inner:
        return None
    name = sheet.text(inner["name"], "name")
    url = sheet.text(inner["url"], "url") if "url" in inner else None
    if url and not re.match(r"https?://[^\s/]+", url):
        sheet.say(inner["url"], f"`url`: {url!r} is not a web address", "begin it with https://")
    on = sheet.period(inner["on"], "on") if "on" in inner else None
    return Source(name=name, url=url, on=on) if name else None


def _checked(sheet: Sheet, fields: Fields) -> tuple[str | None, Any]:
    if "checked" not in fields:
        return None, None
    inner = sheet.fields(fields["checked"], "`checked`", ("by", "on"), ("by", "on"))
    if not inner:
        return None, None
    return (
        sheet.text(inner["by"], "by") if "by" in inner else None,
        sheet.period(inner["on"], "on") if "on" in inner else None,
    )


def _also(sheet: Sheet, fields: Fields, name: str | None) -> tuple[str, ...]:
    if "also" not in fields:
        return ()
    also = sheet.texts(fields["also"], "also")
    if name in also:
        sheet.say(fields["also"], f"`also` repeats the name {name!r}", "list only the other spellings")
    return tuple(spelling for spelling in also if spelling != name)


def _parts(sheet: Sheet, node: Node) -> tuple[Claim, ...]:
    if not isinstance(node, Items) or len(node.entries) < 2:
        sheet.say(node, "`parts` is not a list of two or more claims", "write parts: [stocks 7.1 billion USD, …]")
        return ()
    remedy = "write its figure, such as `7.1 billion USD`"
    texts = [(entry, sheet.text(entry, "parts")) for entry in node.entries]
    return tuple(_claim(sheet, entry, text, remedy=remedy) for entry, text in texts if text)
