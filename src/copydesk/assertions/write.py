"""Assertions as YAML, the way curators write them: one key a line, evidence and source in braces."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from ._yaml import _HIDDEN
from .claims import claim_id, slug
from .model import Assertion, Claim

_PLAIN = re.compile(r"[^\W_](?:[^\n:#,\[\]{}\"\\]|:(?=\S)(?![,\[\]{}]))*\Z")
# what YAML 1.1 makes something else of, for readers less strict than ours
_OTHER = re.compile(r"(?i)(?:y|n|yes|no|on|off|true|false|null|~|[-+.\d_:,eox]+)\Z")


def scalar(text: str) -> str:
    """One line of text, in quotation marks where YAML would take it for something else."""
    if _PLAIN.match(text) and text == text.strip() and not _OTHER.match(text) and not text.endswith(":"):
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + _HIDDEN.sub(lambda m: f"\\U{ord(m.group()):08X}", escaped).replace("\n", "\\n") + '"'


def fields(assertion: Assertion) -> list[tuple[str, str]]:
    """Every key with its value as YAML has it, in the order of the documentation; what says nothing is left out."""
    found: list[tuple[str, str]] = []
    if assertion.kind == "position":
        found += [("position", scalar(assertion.position or "")), ("person", scalar(assertion.person or ""))]
    elif assertion.kind == "name":
        found.append(("name", scalar(assertion.name or "")))
        if assertion.also:
            found.append(("also", _list(assertion.also)))
    else:
        found.append((assertion.kind, scalar(assertion.claim.text)))
        if assertion.parts:
            found.append(("parts", _list([part.text for part in assertion.parts])))
    if assertion.id != own_id(assertion):
        found.append(("id", assertion.id))
    if assertion.valid is not None:
        found.append(("valid", str(assertion.valid)))
    if assertion.tolerance is not None:
        found.append(("tolerance", share(assertion.tolerance)))
    about = [(n, _list(w)) for n, w in _about(assertion.claim) if w]
    if about:
        found.append(("about", _braces(about)))
    if assertion.shared:
        found.append(("shared", "yes"))
    if assertion.severity != "error":
        found.append(("severity", assertion.severity))
    if assertion.quoted is not None:
        found.append(("quoted", assertion.quoted))
    if assertion.evidence is not None:
        quote = [("article", scalar(assertion.evidence.article)), ("quote", scalar(assertion.evidence.quote))]
        found.append(("evidence", _braces(quote)))
    source = assertion.source
    if source is not None:
        more = [("url", scalar(source.url) if source.url else ""), ("on", str(source.on) if source.on else "")]
        found.append(("source", _braces([("name", scalar(source.name)), *(pair for pair in more if pair[1])])))
    if assertion.checked_by or assertion.checked_on:
        by = [("by", scalar(assertion.checked_by or "")), ("on", str(assertion.checked_on or ""))]
        found.append(("checked", _braces([pair for pair in by if pair[1] not in ("", '""')])))
    if assertion.note:
        found.append(("note", scalar(assertion.note)))
    return found


def entry(assertion: Assertion) -> str:
    """The assertion as an entry of a topic file; a claim that says nothing more stays one line."""
    made = fields(assertion)
    if [key for key, _ in made] == ["claim"]:
        return f"- {made[0][1]}\n"
    return "".join(f"{'- ' if not at else '  '}{key}: {value}\n" for at, (key, value) in enumerate(made))


def topic_file(assertions: Iterable[Assertion]) -> str:
    """A whole topic file: bare claims below one another, the others with an empty line before them."""
    text, before = "", ""
    for assertion in assertions:
        made = entry(assertion)
        several = made.count("\n") > 1
        text += ("\n" if text and (several or before.count("\n") > 1) else "") + made
        before = made
    return text


def own_id(assertion: Assertion) -> str:
    """The id that it makes for itself without an `id`."""
    if assertion.kind == "position":
        return slug(f"{assertion.position} {assertion.person}")
    if assertion.kind == "name":
        return slug(assertion.name or "")
    made = claim_id(assertion.claim)
    return f"{made}-total" if made and assertion.kind == "total" else made


def share(tolerance: Decimal) -> str:
    """A share as a percentage: 0.02 is `2%`."""
    return f"{(tolerance * 100).normalize():f}%"


def _about(claim: Claim) -> tuple[tuple[str, Sequence[str]], ...]:
    return ("subject", claim.subject), ("attribute", claim.attribute)


def _list(texts: Sequence[str]) -> str:
    return f"[{', '.join(map(scalar, texts))}]"


def _braces(pairs: Sequence[tuple[str, str]]) -> str:
    return "{" + ", ".join(f"{key}: {value}" for key, value in pairs) + "}"

