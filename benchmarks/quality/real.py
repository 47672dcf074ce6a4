"""Recall and false alarms on real terms of service, sentence by sentence; nothing of them is kept.

    CLAUSECHECK_DATA=FOLDER python benchmarks/quality/real.py [FOLDER] [--part train] [--misses KIND] [--alarms]

FOLDER holds `unfair_tos/train.jsonl` and `val.jsonl`: one sentence a line, with `text`, `text_natural` (its case kept),
`doc` and `labels`, the kinds of potentially unfair term that lawyers saw in it. An empty list is fair in their eyes.
They looked for eight kinds only, so a fair sentence on which another doctrine speaks is no error as such: alarms are
counted for the doctrines that are kin to the kinds, and all others are listed by name.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from counting import share

from clausecheck import check

KIN = {  # a kind of the labels → our doctrines that say the same of such a sentence
    "Limitation of liability": {
        "general-liability-exclusion", "liability-cap", "consequential-loss-exclusion", "defect-waiver",
        "injury-or-gross-negligence-exclusion", "platform-not-responsible", "third-party-cause-exempt",
        "seller-delay-exempt", "statutory-remedy-exclusion", "force-majeure-overreach", "group-liability-disclaimer"},
    "Unilateral termination": {"seller-free-cancellation", "auto-termination-deemed-default"},
    "Unilateral change": {"unilateral-change-of-terms", "unilateral-config-change", "unilateral-price-change",
                          "ota-reduction", "benefits-revocable"},
    "Content removal": {"seller-free-cancellation", "unilateral-change-of-terms", "unilateral-config-change"},
    "Contract by using": {"silence-is-consent", "tick-box-only-assent", "deemed-read-and-explained"},
    "Choice of law": {"foreign-law-or-forum"},
    "Jurisdiction": {"jurisdiction-clause", "foreign-law-or-forum"},
    "Arbitration": {"forced-arbitration", "waiver-of-suit"},
}
KINDRED = set().union(*KIN.values())
_SPLIT = re.compile(r" (?=n't\b|'s\b|'re\b|'ve\b|'ll\b|[.,;:!?)])")  # a tokenizer's spaces, where the case was lost


def sentences(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


def doctrines(row: Mapping[str, Any]) -> set[str]:
    """What is found in one sentence, read beside a line that says who the parties are."""
    opening = f'1. These terms are an agreement between you and {row["doc"]} ("{row["doc"]}", "we" or "us").\n2. '
    words = " ".join((row["text_natural"] or _SPLIT.sub("", row["text"])).split())
    return {f.doctrine for f in check(opening + words).findings if f.clauses[0].start >= len(opening) - 3}


def report(rows: list[dict[str, Any]], found: list[set[str]]) -> Iterator[str]:
    yield f"{'kind':26s} kin doctrines                  any doctrine"
    for kind, kin in KIN.items():
        hits = [f for r, f in zip(rows, found, strict=True) if kind in r["labels"]]
        right, some = sum(bool(f & kin) for f in hits), sum(map(bool, hits))
        yield f"{kind:26s} {share(right, len(hits)):30s} {share(some, len(hits))}"
    marked = [(r, f) for r, f in zip(rows, found, strict=True) if r["labels"]]
    right = sum(any(f & KIN[k] for k in r["labels"]) for r, f in marked)
    yield f"{'any of them':26s} {share(right, len(marked)):30s} {share(sum(bool(f) for _, f in marked), len(marked))}"
    fair = [f for r, f in zip(rows, found, strict=True) if not r["labels"]]
    yield f"fair, yet a kin doctrine   {share(sum(bool(f & KINDRED) for f in fair), len(fair))}"
    yield "  " + ", ".join(f"{d} {n}" for d, n in Counter(d for f in fair for d in f & KINDRED).most_common())
    yield "others on fair sentences, not looked for by the labels:"
    yield "  " + ", ".join(f"{d} {n}" for d, n in Counter(d for f in fair for d in f - KINDRED).most_common())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=os.environ.get("CLAUSECHECK_DATA"))
    parser.add_argument("--part", choices=["train", "val"], help="one part only; val is for totals")
    parser.add_argument("--misses", metavar="KIND", help="print what was missed of one kind, in train only")
    parser.add_argument("--alarms", action="store_true", help="print fair sentences on which kin spoke, in train only")
    options = parser.parse_args()
    if options.folder is None:
        print("SKIPPED: no folder was given and CLAUSECHECK_DATA is not set; nothing was measured.", file=sys.stderr)
        return 0
    for part in [options.part] if options.part else ["train", "val"]:
        file = Path(options.folder) / "unfair_tos" / f"{part}.jsonl"
        if not file.is_file():
            print(f"SKIPPED: there is no {file}; {part} was not measured.", file=sys.stderr)
            continue
        rows = sentences(file)
        found = [doctrines(r) for r in rows]
        print(f"\n{part}: {len(rows)} sentences")
        print("\n".join(report(rows, found)))
        for row, seen in zip(rows, found, strict=True) if part == "train" else ():
            if options.misses in row["labels"] and not seen & KIN[options.misses]:
                print(f"missed: {row['text_natural'] or row['text']}")
            if options.alarms and not row["labels"] and seen & KINDRED:
                print(f"alarm {', '.join(sorted(seen & KINDRED))}: {row['text_natural'] or row['text']}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
