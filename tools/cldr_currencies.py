"""Write `languages/<code>/currencies.toml` from the Unicode CLDR (through Babel): the names of all current currencies.

Run at development time: python tools/cldr_currencies.py [CODE …]. `tests/test_language_data.py` checks the result where
Babel is installed.
"""

import sys
from pathlib import Path

from babel import Locale
from babel.numbers import get_currency_name, get_currency_symbol, list_currencies

from copydesk.languages import available
from copydesk.text import fold

NO_MONEY = {"XAG", "XAU", "XPD", "XPT", "XTS"}  # "19 gold medals" is no sum
LANGUAGES = Path(__file__).parent.parent / "src/copydesk/languages"
HEADER = """\
# Currency names from the Unicode CLDR (Unicode License v3), written by tools/cldr_currencies.py. Do not edit:
# short names and slang stand in units.toml, and win over these.
"""


def names(code: str) -> dict[str, list[str]]:
    """ISO code → folded names, singular first, in one language."""
    locale = Locale.parse(code)
    found = {}
    for currency in sorted((list_currencies("en") & set(locale.currencies)) - NO_MONEY):
        forms = []
        for count in (1, 2, 5, None):
            name = fold(get_currency_name(currency, count=count, locale=locale))
            if "(" not in name and name != fold(currency) and name not in forms:
                forms.append(name)
        if forms and get_currency_symbol(currency, locale="en") != "¤":
            found[currency] = forms
    return found


def render(code: str) -> str:
    """The file's text."""
    rows = []
    for currency, forms in names(code).items():
        quoted = ", ".join(f'"{form}"' for form in forms)
        rows.append(f"{currency} = [{quoted}]")
    return HEADER + "\n".join(rows) + "\n"


def main() -> None:
    for code in sys.argv[1:] or available():
        (LANGUAGES / code / "currencies.toml").write_text(render(code), "utf-8")


if __name__ == "__main__":
    main()
