"""Which statement of an article answers an assertion, and whether it contradicts it.

`check` asks; `claim` and `query` read the assertion, `layout` and `index` lay the article out once, `field` says which figures
may answer, `match` ties them to the claim with `places` (nearness), `rivals` (other names) and `fit` (time, contrast, cues);
`judge` compares, `doubts` speaks against calling a figure wrong; `preselect` says who need not be asked.
"""
