"""Which statement of an article answers an assertion, and whether it contradicts it.

`check` asks; `claim` and `query` read the assertion, `layout` and `index` lay the article out once, `match` ties statements
to the claim with `places` (nearness) and `fit` (time, contrast, cues); `judge` compares; `preselect` says who need not be
asked.
"""
