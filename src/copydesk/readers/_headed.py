"""The lines of an article whose parts a format keeps apart: its title above, its captions below."""

from collections.abc import Iterable, Mapping, Sequence

from ..text import Role


def headed(
    title: str, lines: Sequence[str], roles: Mapping[int, Role], captions: Iterable[str] = (), lead: str = ""
) -> tuple[list[str], dict[int, Role]]:
    """The lines with the title as headline, the lead and the captions that are not among them, and all roles."""
    first = next((line.strip() for line in lines if line.strip()), "")
    above = [part for part in (title, lead) if part and part != first]
    made = [*above, *([""] if above else []), *lines]
    known: dict[int, Role] = {number + len(made) - len(lines): role for number, role in roles.items()}
    if title and title in (made[0].strip(), first):
        known[next(number for number, line in enumerate(made) if line.strip() == title)] = "headline"
    for caption in captions:
        if caption not in made:
            known[len(made)] = "caption"
            made.append(caption)
    return made, known
