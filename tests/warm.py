"""What the server behind `processes` reads before it forks: all of copydesk, with its tables made."""

from importlib import import_module
from pkgutil import walk_packages

import copydesk
from copydesk.annotate import annotate
from copydesk.matching.check import check, claim_assertion
from copydesk.text import Article

for _module in walk_packages(copydesk.__path__, "copydesk."):
    if not _module.name.endswith(("__main__", "spark")):
        import_module(_module.name)
for _lang, _text in (("fr", "Il a parcouru 300 km."), ("en", "It is 300 km away."), ("es", "Mide 300 km.")):
    check(annotate(Article(id="a", text=_text, lang=_lang, published="2024-05-31")), claim_assertion("ATACMS range 300 km"))
