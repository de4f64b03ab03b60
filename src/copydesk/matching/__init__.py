"""Which statement of an article answers an assertion, and whether it contradicts it.

`check` asks; `claims` reads the assertion, `article` lays the article out once, `links` ties figures to the claim, `judge`
compares, `doubts` speaks against a verdict, `holders` does positions and names; `preselect` says who need not be asked.
"""
