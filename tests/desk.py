"""A small desk for the tests of report and review: two articles, two topics, one discrepancy, one that is waived."""

from datetime import date
from pathlib import Path

from copydesk.session import Desk

TODAY = date(2026, 11, 22)
RANGES = """\
# Ranges, in kilometres.

- ATACMS range 300 km   # as the maker gives it

- claim: Kalibr range 1,500 km
  id: kalibr
  severity: warning
  source: {name: "the maker <b>bold</b>", url: https://example.org/?a=1&b=2}
"""
NAMES = """\
- name: Mark Rutte
"""
WAIVERS = """\
# Known and accepted.

- article: fr/2024-05-02-second
  assertion: mark-rutte
  value: Mark Rute
  verdict: article
  reason: kept as published
  by: the desk
  on: 2026-11-20
  until: 2027-12-31
"""
FIRST = """\
---
lang: fr
published: 2024-05-01
title: "Premier <script>alert('title')</script> & co"
url: "javascript:alert(2)"
passages: [headline 1, key_point 3-4, subhead 6]
---
Premier <script>alert('title')</script> & co

Le constat <img src=x onerror=alert(3)>
La suite

La portée

Les missiles ATACMS ont une portée de 500 km. <script>alert(4)</script> Les Kalibr ont une portée de 1 500 km.

Il y avait 12 personnes dans la salle "><svg onload=alert(5)>.
"""
SECOND = """\
---
lang: fr
published: 2024-05-02
title: Second
publisher: Le Journal
url: "https://example.org/second"
---
Les missiles ATACMS ont une portée de 300 km.

Le secrétaire général de l'Otan, Mark Rute, est arrivé.
"""


def make(root: Path) -> Desk:
    """The desk, written below `root`."""
    for name, text in (
        ("assertions/ranges.yaml", RANGES), ("assertions/names.yaml", NAMES), ("assertions/waivers.yaml", WAIVERS),
        ("corpus/fr/2024-05-01-first.md", FIRST), ("corpus/fr/2024-05-02-second.md", SECOND),
    ):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return read(root)


def read(root: Path) -> Desk:
    """The desk at `root`, unread."""
    return Desk(root=root, corpus=root / "corpus", assertions=root / "assertions", today=TODAY)
