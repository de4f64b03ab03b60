"""How well HTML pages become articles: tokens, titles and dates against expected texts.

    python benchmarks/formats.py [--data FOLDER]

FOLDER (default: $COPYDESK_EVAL, else `../shared/eval` beside this checkout) has `news/html/<lang>/<id>.html`, the expected
text of each beside it as `<id>.expected.txt` (title, blank line, body), and `news/index.json` with the dates. Tokens are
words, compared as bags; captions are left out of both sides, as the expected texts have none.
"""

import argparse
import json
import os
import re
import sys
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORD = re.compile(r"\w+")
WANTED = (0.97, 0.98)


def tokens(text: str) -> Counter[str]:
    return Counter(WORD.findall(text.lower()))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("COPYDESK_EVAL", ROOT.parent / "shared" / "eval")))
    folder = parser.parse_args().data / "news"
    pages = sorted((folder / "html").glob("*/*.html"))
    if not pages or not (folder / "index.json").is_file():
        print(f"no pages below {folder}: nothing is measured", file=sys.stderr)
        return 2
    from copydesk.ingest import make

    dates = {entry["id"]: entry["publication_date"] for entry in json.loads((folder / "index.json").read_text("utf-8"))}
    shared = read = expected = titles = days = 0
    begun = time.perf_counter()
    for page in pages:
        (made,) = make([page])
        body = [line for line, (role, _) in zip(made.lines, made.marks, strict=True) if role != "caption"]
        wanted = page.with_suffix(".expected.txt").read_text("utf-8")
        ours, theirs = tokens("\n".join(body)), tokens(wanted)
        common = (ours & theirs).total()
        shared, read, expected = shared + common, read + ours.total(), expected + theirs.total()
        title, day = made.values["title"] == wanted.split("\n")[0].strip(), made.values.get("published") == dates[page.stem]
        titles, days = titles + title, days + day
        print(
            f"{page.stem:<24} precision {common / ours.total():7.2%}  recall {common / theirs.total():7.2%}  "
            f"title {'right' if title else 'WRONG'}  date {'right' if day else 'WRONG'}"
        )
    seconds = time.perf_counter() - begun
    precision, recall = shared / read, shared / expected
    print(f"{len(pages)} pages: precision {precision:.2%}, recall {recall:.2%}; wanted {WANTED[0]:.0%} and {WANTED[1]:.0%}")
    print(f"titles right {titles}, dates right {days}; {1000 * seconds / len(pages):.0f} ms a page, the start with it")
    return 0 if precision >= WANTED[0] and recall >= WANTED[1] and titles == days == len(pages) else 1


if __name__ == "__main__":
    sys.exit(main())
