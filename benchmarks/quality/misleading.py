"""Words that are evidence only of doctrines that were not meant, on development texts.

    python benchmarks/quality/misleading.py {zh,en} [--least 2]

Read are `developed/` and the even lines of `breadth/`. A line of the answer is how often, the element that the
words met, the words, and the doctrines that were found with them beside the labels. A second doctrine may be right, so
the answer is a list to read, not to delete: what stands in it often is mostly a word too wide for its class.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from counting import Case, cases
from finders import read

from clausecheck.findings import Finding

HERE = Path(__file__).parent


@dataclass
class Uses:
    """What one word of one element was evidence of."""

    right: int = 0
    beside: Counter[str] = field(default_factory=Counter)  # doctrines beside the labels


Words = tuple[str, str]  # an element as the rule writes it, and the words that met it


def count(case: Case, findings: Iterable[Finding], uses: dict[Words, Uses]) -> None:
    """Add the evidence of one case's findings."""
    labels = {doctrine for wanted in case["expect"] for doctrine in wanted["doctrine"]}
    for finding in findings:
        for element, words in {(e.element, " ".join(e.quote.lower().split())) for e in finding.evidence}:
            if finding.doctrine in labels:
                uses[element, words].right += 1
            else:
                uses[element, words].beside[finding.doctrine] += 1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("language", choices=("zh", "en"))
    parser.add_argument("--least", type=int, default=2, help="how often at least")
    given = parser.parse_args()
    texts = [c for f in sorted((HERE / "developed").glob(f"*.{given.language}.jsonl")) for c in cases(f)]
    texts += [c for f in sorted((HERE / "breadth").glob(f"*.{given.language}.jsonl")) for c in cases(f, "even")]
    uses: dict[Words, Uses] = defaultdict(Uses)
    for case in texts:
        count(case, read(case).findings, uses)
    alone = {words: use.beside for words, use in uses.items() if not use.right}
    misleading = {words: beside for words, beside in alone.items() if beside.total() >= given.least}
    for (element, words), beside in sorted(misleading.items(), key=lambda item: (-item[1].total(), item[0])):
        print(f"{beside.total():3} {element}: {words} ({', '.join(sorted(beside))})")
    print(f"{len(misleading)} of the {len(uses)} words that were evidence in {len(texts)} texts")


if __name__ == "__main__":
    main()
