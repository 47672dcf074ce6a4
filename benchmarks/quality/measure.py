"""Quality on labelled cases that no word or rule was written from, beside two baselines in the same run.

    python benchmarks/quality/measure.py [FILE.jsonl …] [--half even|odd|all] [--misses] [--causes]
        [--markdown]

Without files: `held/`, and the odd lines of `breadth/`; their fields are told in README.md. `words` is what a linter
would do with the same rules and the same lexicon: a rule is found where the words of all its elements occur anywhere in
the text, whoever acts, denied or not, in whatever order, with no defences. `svm` is TF-IDF with a linear SVM trained on
the pack's examples (scikit-learn: `pip install clausecheck[quality]`). Shares carry their 95 % Wilson interval.

Precision: of what was found where it was labelled, or in a near miss of the doctrine, or in a text labelled fair, how
much was labelled. What is found beside the labels of an unfair text is neither right nor wrong.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from counting import Case, Row, Tally, added, cases, f1, judge, per_thousand, place, share
from finders import Finder, cause, ours, read, svm, words

from clausecheck.checker import DEFAULT_PACKS
from clausecheck.clauses import split
from clausecheck.findings import Report
from clausecheck.readers.language import detect
from clausecheck.rulebook import open_rulebook

HERE = Path(__file__).parent
OURS = "clausecheck"


@dataclass
class Again:
    """What was missed: its causes, and the second look: how much of it it listed, how much of what it listed is
    labelled unfair."""

    missed: list[int] = field(default_factory=lambda: [0, 0])
    right: int = 0  # of those listed, with the right doctrine
    listed: list[int] = field(default_factory=lambda: [0, 0])
    fair: list[int] = field(default_factory=lambda: [0, 0])  # fair texts with anything listed
    causes: Counter[str] = field(default_factory=Counter)  # of what was missed

    def __add__(self, other: Again) -> Again:
        def pairs(a: list[int], b: list[int]) -> list[int]:
            return [x + y for x, y in zip(a, b, strict=True)]

        return Again(pairs(self.missed, other.missed), self.right + other.right, pairs(self.listed, other.listed),
                     pairs(self.fair, other.fair), self.causes + other.causes)


def look_again(case: Case, report: Report, again: Again) -> None:
    """Add what the second look listed in one case."""
    found = ours(report)
    labels = [(place(case, w), set(w["doctrine"])) for w in case["expect"]]
    for (start, end), doctrines in labels:
        if any(d in doctrines and any(a < end and start < b for a, b in spans) for d, _, spans in found):
            continue
        again.causes[cause({"doctrine": doctrines}, (start, end), report)] += 1
        near = [r for r in report.resembling if r.start < end and start < r.end]
        again.missed[0] += bool(near)
        again.missed[1] += 1
        again.right += any(r.doctrine in doctrines for r in near)
    for item in report.resembling:
        again.listed[0] += any(item.start < end and start < item.end for (start, end), _ in labels)
        again.listed[1] += 1
    if case.get("fair"):
        again.fair[0] += bool(report.resembling)
        again.fair[1] += 1


def measure(labelled: Sequence[Case], baselines: dict[str, Finder]) -> tuple[dict[str, Tally], Again]:
    """All cases counted for clausecheck, for each baseline, and for the second look."""
    tallies = {name: Tally() for name in (OURS, *baselines)}
    again = Again()
    for case in labelled:
        report = read(case)
        clauses = sum(bool(c.sentences) for c in split(case["text"], detect(case["text"])))
        look_again(case, report, again)
        for name, tally in tallies.items():
            judge(case, ours(report) if name == OURS else baselines[name](case), tally, clauses)
    return tallies, again


def lines_of(title: str, tallies: dict[str, Tally], again: Again) -> Iterator[list[str]]:
    """The rows of one set."""
    for name, tally in tallies.items():
        row, families = tally.total, list(tally.families.values())
        yield [title, name, share(row.right, row.right + row.missed), per_thousand(row.fair, tally.fair_clauses),
               share(row.right, row.right + row.wrong), f1(row), share(row.near_found, row.near),
               share(*tally.fair_texts), share(sum(families), len(families))]
    yield [title, "second look", f"{share(*again.missed)} of the missed; right doctrine {again.right}", "–",
           share(*again.listed), "–", "–", f"listed in {share(*again.fair)}", "–"]


def by_name(tally: Tally, rows: dict[str, Row]) -> Iterator[list[str]]:
    for name, row in sorted(rows.items()):
        yield [name, share(row.right, row.right + row.missed), per_thousand(row.fair, tally.fair_clauses),
               share(row.right, row.right + row.wrong), f1(row), share(row.near_found, row.near)]


def by_ground(tally: Tally) -> dict[str, Row]:
    law = open_rulebook(DEFAULT_PACKS).law
    grounds: dict[str, Row] = {}
    for name, row in tally.rows.items():
        ground = law.doctrines[name].ground
        grounds[ground] = grounds.get(ground, Row()) + row
    return grounds


def table(head: Sequence[str], rows: Iterator[list[str]], markdown: bool) -> None:
    """Rows in columns, or as a table of Markdown."""
    all_rows = [list(head), *rows]
    if markdown:
        all_rows.insert(1, ["---"] * len(head))
        print("\n".join(f"| {' | '.join(row)} |" for row in all_rows), end="\n\n", flush=True)
        return
    widths = [max(len(row[n]) for row in all_rows) for n in range(len(head))]
    print("\n".join("  ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)).rstrip() for row in all_rows),
          end="\n\n", flush=True)


def is_held(chosen: tuple[Path, str]) -> bool:
    """Is any of a file's chosen lines for measuring only?"""
    folder = chosen[0].resolve().parent.name
    return folder == "held" or (folder == "breadth" and chosen[1] != "even")


SET = ("set", "what", "recall", "per 1,000 fair clauses", "precision", "F1", "near misses found",
       "fair texts with a high", "families right")
EACH = ("", "recall", "per 1,000 fair clauses", "precision", "F1", "near misses found")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--half", choices=("even", "odd", "all"), help="of the lines; all, and odd of breadth/")
    parser.add_argument("--misses", action="store_true", help="name every miss and false alarm; never of what is held")
    parser.add_argument("--causes", action="store_true", help="count why labels were missed; never of what is held")
    parser.add_argument("--markdown", action="store_true", help="tables as README.md and RESULTS.md have them")
    options = parser.parse_args()
    files = options.files or sorted([*(HERE / "held").glob("*.jsonl"), *(HERE / "breadth").glob("*.jsonl")])
    sets = [(file, options.half or ("odd" if file.parent.name == "breadth" else "all")) for file in files]
    if (options.misses or options.causes) and any(map(is_held, sets)):
        parser.error("--misses, --causes: held cases are for measuring only; name files of developed/, or of breadth/ "
                     "with --half even")
    baselines: dict[str, Finder] = {"words": words}
    learned = svm()
    if learned is None:
        print("svm NOT MEASURED: scikit-learn is missing (pip install 'clausecheck[quality]')", file=sys.stderr)
    else:
        baselines["svm"] = learned
    print(f"cn-consumer, {sum(len(p.rules) for p in open_rulebook(DEFAULT_PACKS).packs)} rules\n")
    done = [(f"{file.parent.name}/{file.stem}", *measure(cases(file, half), baselines)) for file, half in sets]
    table(SET, (row for name, tallies, again in done for row in lines_of(name, tallies, again)), options.markdown)
    whole = {name: added(tallies[name] for _, tallies, _ in done) for name in done[0][1]}
    again = sum((a for _, _, a in done), Again())
    table(SET, lines_of("all", whole, again), options.markdown)
    table(("ground", *EACH[1:]), by_name(whole[OURS], by_ground(whole[OURS])), options.markdown)
    table(("doctrine", *EACH[1:]), by_name(whole[OURS], whole[OURS].rows), options.markdown)
    if options.causes:
        rows = ([name, str(n)] for name, n in again.causes.most_common())
        table(("cause of a miss", "labels"), rows, options.markdown)
    if options.misses:
        print("\n".join(whole[OURS].misses))


if __name__ == "__main__":
    main()
