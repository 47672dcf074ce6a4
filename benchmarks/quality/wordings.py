"""Writes the further wordings of cn-consumer's second look from the development lines, and from nothing else.

    python benchmarks/quality/wordings.py [FOLDER with more cases]

Read are the even 0-based lines of `breadth/` and of every FOLDER/{zh,en}/*.jsonl. A line of `wordings.zh.txt` is a
doctrine, a tab and a sentence that a label calls unfair; or a hyphen, a tab and a sentence that no label does.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from counting import Case, cases, place
from finders import sentences

from clausecheck.places import rules_root

HERE = Path(__file__).parent
LETTERS = {"zh": 6, "en": 20}  # shorter sentences say nothing by themselves


def lines(case: Case, language: str) -> Iterator[str]:
    """The lines of one case. What was said elsewhere decides of others: they are left out."""
    if case.get("statement") or case.get("side_agreement"):
        return
    labels = [(*place(case, wanted), wanted["doctrine"][0]) for wanted in case["expect"]]
    for sentence in sentences(case["text"]):
        words = " ".join(case["text"][sentence.start : sentence.end].split())
        names = [name for start, end, name in labels if sentence.start < end and start < sentence.end]
        if sum(map(str.isalpha, words)) >= LETTERS[language]:
            yield f"{names[0] if names else '-'}\t{words}"


def main() -> None:
    for language in ("zh", "en"):
        files = sorted((HERE / "breadth").glob(f"*.{language}.jsonl"))
        files += sorted(file for folder in sys.argv[1:] for file in Path(folder, language).glob("*.jsonl"))
        found = dict.fromkeys(line for file in files for case in cases(file, "even") for line in lines(case, language))
        target = rules_root() / "cn-consumer" / f"wordings.{language}.txt"
        target.write_text("\n".join(found) + "\n", encoding="utf-8")
        print(f"{target.name}: {len(found)} sentences")


if __name__ == "__main__":
    main()
