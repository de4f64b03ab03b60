"""How far an editor can trust the verdicts: claims against articles, beside other tools on the same claims.

    python benchmarks/verdicts.py [--peer-python PYTHON] [--misses] [--mutation] [--speed] [--daccord]

(a) the evaluation news, when its folder is there (--eval); (b) our own claims: the two sets that rules are tuned on,
and the part that nobody looked at; (c) --mutation: values changed and rewritten inside articles; (d) --daccord: sentence
pairs; and --speed.
Shares are percentages. "alarm" is the share said to be contradicted among consistent, not mentioned and silent claims.
"""

import argparse
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from peers import PEERS, AbsentError, System, answers, copydesk, peer, scorer_report
from verdicts_measures import (
    PARTS,
    ROOT,
    UNREAD,
    Measures,
    Row,
    check_records,
    confusion,
    load,
    measure,
    percent,
    slices,
    table,
)


def main() -> int:
    options = _options()
    scorer: Path = options.eval / "news" / "score.py"
    systems = [copydesk()]
    for name in PEERS if not options.alone else ():
        try:
            systems.append(peer(name, options.peer_python, scorer))
        except AbsentError as absent:
            print(absent)
    misses: list[str] = []
    if not options.only or "a" in options.only:
        print(_news(systems, scorer, daccord=False))
    if not options.only or "b" in options.only:
        for part in options.part or PARTS:
            shown = part not in UNREAD or options.untouched_misses
            print(_own(systems, part, misses if shown else [], options.slices))
    if options.mutation or "c" in options.only:
        from verdicts_mutation import report

        print(report(misses))
    if options.daccord or "d" in options.only:
        print(_news(systems, scorer, daccord=True))
    if options.speed:
        from verdicts_speed import report as speed

        print(speed())
    if options.misses or options.untouched_misses:
        print("\n".join(["", "Misses", "", *misses]))
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--eval", type=Path, default=ROOT.parent / "shared" / "eval", help="the evaluation data")
    parser.add_argument("--peer-python", default=sys.executable, metavar="PYTHON", help="interpreter with the peers")
    parser.add_argument("--alone", action="store_true", help="copydesk only, without the other tools")
    parser.add_argument("--only", default="", metavar="LETTERS", help="of a, b, c, d")
    parser.add_argument("--part", action="append", choices=PARTS, help="of the own claims: this part only; repeatable")
    parser.add_argument("--slices", action="store_true", help="by pair of languages and by kind")
    parser.add_argument("--misses", action="store_true", help="list the misses, without those of the untouched parts")
    parser.add_argument("--untouched-misses", action="store_true", help="those of the untouched parts too")
    parser.add_argument("--mutation", action="store_true", help="change and rewrite values inside articles")
    parser.add_argument("--speed", action="store_true", help="pairs a second; 1,000 assertions against 1,000 articles")
    parser.add_argument("--daccord", action="store_true", help="the DACCORD sentence pairs")
    return parser.parse_args()


def _own(systems: Sequence[System], part: str, misses: list[str], sliced: bool) -> str:
    rows, silent = load(part), load(f"{part}_silent")
    records = check_records([*rows, *silent])
    lines: list[tuple[str, Measures]] = []
    out = [f"\n## (b) Own claims, {PARTS[part]}: {len({row['group'] for row in rows})} groups, "
           f"{len(silent)} silent\n"]
    ours: Mapping[str, str] = {}
    for system in systems:
        try:
            got, reasons = answers(system, records)
        except AbsentError as absent:
            out.append(str(absent))
            continue
        lines.append((system.title, measure(rows, silent, got)))
        if system.name == "copydesk":
            ours = got
            misses.extend(_misses(f"(b) {part}", [*rows, *silent], got, reasons))
    out.append(table("tool", lines))
    if ours:
        out += ["", confusion(rows, ours)]
        soft = [row for row in rows if row["verdict"] == "contradicted" and not row.get("strict", True)]
        said = sum(ours.get(row["id"]) == "contradicted" for row in soft)
        out += ["", f"Disputable contradictions, outside the table: {said} of {len(soft)} said contradicted."]
        out += ["", table("copydesk on", slices(rows, silent, ours))] if sliced else []
    return "\n".join(out)


def _misses(part: str, rows: Sequence[Row], got: Mapping[str, str], reasons: Mapping[str, str]) -> list[str]:
    return [
        f"{part} {row['id']} [{row['article']}] {row['claim']!r}: {got.get(row['id'])}, not {row['verdict']}"
        f"{'' if row.get('strict', True) else ' (disputable)'}: {reasons.get(row['id'], '')}"
        for row in rows if got.get(row["id"]) != row["verdict"]
    ]


def _news(systems: Sequence[System], scorer: Path, *, daccord: bool) -> str:
    title = "(d) DACCORD sentence pairs" if daccord else "(a) Evaluation news, development split"
    out = [f"\n## {title}\n"]
    if not scorer.is_file():
        return "\n".join([*out, f"Not run: no evaluation data in {scorer.parent}; give its folder with --eval."])
    lines: list[tuple[str, Measures]] = []
    pairs: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        for system in systems:
            try:
                report = scorer_report(system, scorer, "daccord" if daccord else "check", Path(folder))
            except AbsentError as absent:
                out.append(str(absent))
                continue
            if daccord:
                pairs += [
                    f"| {system.title}: {name} | {found['n']} | {percent(found['detection'])} | "
                    f"{percent(found['false_alarm'])} | {percent(found['unclear'])} |"
                    for name, found in report["daccord"].items()
                ]
            else:
                lines.append((system.title, _scored(report["check"])))
            out += [f"{system.title}: {problem}" for problem in report["problems"]]
    head = ["| tool: pairs | n | detected | false alarm | unclear |", "|---|---|---|---|---|"]
    return "\n".join([*out, *head, *pairs] if daccord else [*out, table("tool", lines)])


def _scored(check: Row) -> Measures:
    found, silent = check["slices"]["all"], check["silent"]
    return Measures(
        n=found["n"] + silent["n"], macro_f1=found["macro_f1"], detected=found["detection"],
        detected_hard=found["detection_hard"], alarm_consistent=found["false_alarm_consistent"],
        alarm_not_mentioned=found["false_alarm_not_mentioned"], alarm_silent=silent["false_alarm"],
        coverage=found["coverage"], unclear=found["unclear"],
    )


if __name__ == "__main__":
    sys.exit(main())
