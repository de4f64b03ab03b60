"""What a figure is about: the words of its clause that name its subject."""

from .mentions import Mention


def concept_words(text: str, mention: Mention) -> list[str]:
    """The content words that a figure is about, as far as the clause says it."""
    return (mention.counted or "").split()
