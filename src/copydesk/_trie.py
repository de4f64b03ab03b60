"""Patterns for many words: an alternation shaped like a trie, which `re` walks without trying word after word."""

import re
from collections.abc import Iterable

_Node = dict[str, "_Node"]


def pattern(words: Iterable[str]) -> str:
    """A regular expression that matches the longest of `words` at a place. Words must not be empty."""
    root: _Node = {}
    for word in words:
        node = root
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}
    return _render(root) if root else r"(?!)"


def opening(words: Iterable[str], edge: str) -> str:
    """A pattern to look for the words with, where `edge`, which looks back over their first letter, holds.

    Each branch begins with its letter, so that `re` steps over all other letters.
    """
    rests: dict[str, set[str]] = {}
    for word in sorted(words):
        rests.setdefault(word[0], set()).add(word[1:])
    branches = (
        re.escape(first) + edge + (pattern(some) if "" not in some else f"(?:{pattern(some - {''})})?")
        for first, some in rests.items()
    )
    return f"(?:{'|'.join(branches)})"


def _render(node: _Node) -> str:
    ends = "" in node
    branches: dict[str, list[str]] = {}
    for char in sorted(k for k in node if k):
        branches.setdefault(_render(node[char]), []).append(char)
    parts = []
    for rest, chars in branches.items():
        head = re.escape(chars[0]) if len(chars) == 1 else "[" + "".join(map(re.escape, chars)) + "]"
        parts.append(head + rest)
    if not parts:
        return ""
    if not ends:
        return parts[0] if len(parts) == 1 else "(?:" + "|".join(parts) + ")"
    # "(?:…|)" and no "(?:…)?": `re` repeats a group by other means, which cost more
    return parts[0] + "?" if len(parts[0]) == 1 == len(parts) else "(?:" + "|".join(parts) + "|)"
