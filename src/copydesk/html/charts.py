"""Bars as inline SVG: no script, no font, no size of their own; colours come from the style sheet's classes.

A bar is decoration beside numbers that stand in the page as text, so that it needs no words of its own.
"""

from collections.abc import Sequence

from markupsafe import Markup

WIDTH = 1000
GAP = 4


def stacked(parts: Sequence[tuple[str, int]], whole: int | None = None) -> Markup:
    """A bar of segments in their order, each coloured by its class `s-<name>`. `whole` is the bar's full length."""
    parts = [(name, count) for name, count in parts if count > 0]
    total = max(whole or 0, sum(count for _, count in parts))
    drawn = []
    at = 0.0
    for name, count in parts:
        width = count / total * WIDTH
        last = at + width >= WIDTH - 0.01
        shown = max(width - (0 if last else GAP), 3)
        drawn.append(Markup('<rect class="s-{}" x="{}" y="0" width="{}" height="10"/>').format(
            name, _number(at), _number(shown)
        ))
        at += width
    return Markup(
        '<svg class="bar" viewBox="0 0 {} 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        '<rect class="s-rest" x="0" y="0" width="{}" height="10"/>{}</svg>'
    ).format(WIDTH, WIDTH, Markup("").join(drawn))


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
