"""Quality on labelled cases that no word or rule was written from, beside a plain-word baseline in the same run.

    python benchmarks/quality/measure.py [FILE.jsonl …] [--misses]

Cases default to `held/`; their fields are told in README.md. `words` is what a linter would do with the same rules and
the same lexicon: a rule is found where the words of all its elements occur anywhere in the text, whoever acts, denied
or not, in whatever order, with no defences. Shares carry their 95 % Wilson interval.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from clausecheck import check
from clausecheck.checker import DEFAULT_PACKS
from clausecheck.clauses import split
from clausecheck.conditions.concept import Concept, Element
from clausecheck.conditions.operators import All, Before
from clausecheck.conditions.operators import Any as AnyOf
from clausecheck.readers.language import detect
from clausecheck.rulebook import open_rulebook

HELD = Path(__file__).parent / "held"
RANK = {None: 0, "low": 1, "medium": 2, "high": 3}
Found = list[tuple[str, str, list[tuple[int, int]]]]  # doctrine, severity, spans of evidence and burden clause


def ours(case: Mapping[str, Any]) -> Found:
    """What clausecheck finds."""
    report = check(case["text"], promised=_list(case.get("statement")), agreed=_list(case.get("side_agreement")))
    return [(f.doctrine, f.severity, [(f.clauses[0].start, f.clauses[0].end)] +
             [(e.start, e.end) for e in f.evidence if e.source == "contract"]) for f in report.findings]


def words(case: Mapping[str, Any]) -> Found:
    """What the same words find with no structure: every positive element's concept occurs somewhere."""
    book = open_rulebook(DEFAULT_PACKS)
    text = case["text"]
    sentences = [s for c in split(text, detect(text)) for s in c.sentences]
    here = {h.concept for s in sentences for h in book.lexicon.find(s)}
    rules = {r.doctrine for p in book.packs for r in p.rules if all(_occurs(e, here) for e in r.when)}
    return [(doctrine, "high", [(0, len(text))]) for doctrine in sorted(rules)]


def _occurs(element: Element, here: set[str]) -> bool:
    if isinstance(element, Concept):
        return element.concept in here
    if isinstance(element, All):
        return all(_occurs(e, here) for e in element.inner)
    if isinstance(element, AnyOf):
        return any(_occurs(e, here) for e in element.inner)
    if isinstance(element, Before):
        return _occurs(element.first, here) and _occurs(element.second, here)
    return True  # silence, other sources and events are beyond a linter


def _list(words_: str | None) -> list[str]:
    return [words_] if words_ else []


@dataclass
class Tally:
    """Counts as [hits, of]."""

    recall: list[int] = field(default_factory=lambda: [0, 0])
    alarms: list[int] = field(default_factory=lambda: [0, 0])
    fair: list[int] = field(default_factory=lambda: [0, 0])
    families: dict[str, bool] = field(default_factory=dict)
    by_doctrine: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0, 0, 0]))
    misses: list[str] = field(default_factory=list)


def judge(case: Mapping[str, Any], found: Found, tally: Tally) -> None:
    """Add one case to the counts."""
    right = True
    for wanted in case["expect"]:
        at = case["text"].index(wanted["target"])
        hit = any(d in wanted["doctrine"] and RANK[s] >= RANK[wanted.get("min")] and
                  any(a < at + len(wanted["target"]) and at < b for a, b in spans) for d, s, spans in found)
        _count(tally.recall, hit)
        row = tally.by_doctrine[wanted["doctrine"][0]]
        row[0] += hit
        row[1] += 1
        if not hit:
            right = False
            tally.misses.append(f"missed {case['id']}: {'/'.join(wanted['doctrine'])}")
    doctrines = {d for d, _, _ in found}
    for name in [*case["forbid"], *case.get("undetermined", [])]:
        wrong = name in doctrines
        right = right and not wrong
        if name in case["forbid"]:
            _count(tally.alarms, wrong)
            tally.by_doctrine[name][2] += wrong
            tally.by_doctrine[name][3] += 1
        if wrong:
            tally.misses.append(f"false alarm {case['id']}: {name}")
    if case.get("fair"):
        _count(tally.fair, any(s == "high" for _, s, _ in found))
    if case.get("family"):
        tally.families[case["family"]] = tally.families.get(case["family"], True) and right


def _count(pair: list[int], hit: bool) -> None:
    pair[0] += hit
    pair[1] += 1


def share(hits: int, of: int) -> str:
    """ "34/40 = 0.85 [0.71–0.93]" """
    if not of:
        return "–"
    p, z = hits / of, 1.96
    centre, half = p + z * z / (2 * of), z * math.sqrt(p * (1 - p) / of + z * z / (4 * of * of))
    low, high = (centre - half) / (1 + z * z / of), (centre + half) / (1 + z * z / of)
    return f"{hits}/{of} = {p:.2f} [{max(low, 0):.2f}–{min(high, 1):.2f}]"


def cases(files: Iterable[Path]) -> list[dict[str, Any]]:
    return [json.loads(line) for f in files for line in f.read_text(encoding="utf-8").splitlines() if line.strip()]


def measure(name: str, labelled: Sequence[Mapping[str, Any]], finder: Callable[[Mapping[str, Any]], Found]) -> Tally:
    """Count all cases for one finder and print its line."""
    tally = Tally()
    for case in labelled:
        judge(case, finder(case), tally)
    families = tally.families.values()
    print(f"{name:12s} recall {share(*tally.recall)}   near misses found {share(*tally.alarms)}   "
          f"families right {share(sum(families), len(families))}   fair with a high {share(*tally.fair)}", flush=True)
    return tally


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--misses", action="store_true", help="name every miss and false alarm")
    options = parser.parse_args()
    total = Tally()
    for file in options.files or sorted(HELD.glob("*.jsonl")):
        labelled = cases([file])
        print(f"\n{file.name}: {len(labelled)} cases")
        tally = measure("clausecheck", labelled, ours)
        measure("words", labelled, words)
        total.misses += tally.misses
        for doctrine, row in tally.by_doctrine.items():
            total.by_doctrine[doctrine] = [a + b for a, b in zip(total.by_doctrine[doctrine], row, strict=True)]
    print(f"\n{'doctrine':36s} recall                       near misses found")
    for doctrine, (hits, of, wrong, near) in sorted(total.by_doctrine.items()):
        print(f"{doctrine:36s} {share(hits, of):28s} {share(wrong, near)}")
    if options.misses:
        print("\n" + "\n".join(total.misses))


if __name__ == "__main__":
    main()
