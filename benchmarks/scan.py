"""A folder scanned: rates and ratios, each beside its baseline in the same run.

    python benchmarks/scan.py [--documents 40] [--workers 2] [--seed 7]

  rate        agreements and MB a second on one core (CPU time of one process; rules cn-consumer), cold and warm
  reading     that time / time to read and decode the same files
  tokenising  that time / spacy.blank(lang).pipe over the same texts                          aim ≤ 1
  rules       all rules / ten of them, over the same agreements
  workers     a scan by two workers against one / two loops of pure arithmetic against one    aim ≥ 0.9
  re-scan     an unchanged folder scanned again / hashing its files + start-up                aim ≤ 1.5
  memory      resident memory of the scanning process after a tenth of the documents and at the end
  store       bytes of the store an agreement
"""

from __future__ import annotations

import argparse
import hashlib
import multiprocessing
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from speed import agreement


def corpus(folder: Path, documents: int, seed: int) -> list[Path]:
    """Seeded agreements of 8–60 KB, every second one English, no two alike."""
    dice = random.Random(seed)
    paths = []
    for n in range(documents):
        language = "zh" if n % 2 == 0 else "en"
        size = int(dice.triangular(8_000, 60_000, 20_000))
        path = folder / f"{n:06}-{language}.txt"
        path.write_text(agreement(language, size // (3 if language == "zh" else 1), seed + n), encoding="utf-8")
        paths.append(path)
    return paths


def cpu(work: Callable[[], object]) -> float:
    """CPU seconds of this process for `work`."""
    began = time.process_time()
    work()
    return time.process_time() - began


def spin(rounds: int) -> int:
    found = 0
    for n in range(rounds):
        found += n * n % 7
    return found


def loops(count: int, rounds: int) -> float:
    """Wall seconds of `count` processes of pure arithmetic at once."""
    processes = [multiprocessing.get_context("spawn").Process(target=spin, args=(rounds,)) for _ in range(count)]
    began = time.perf_counter()
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return time.perf_counter() - began


def single_core(paths: list[Path]) -> None:
    """One process, no workers: what reading and judging costs, and beside what."""
    import spacy

    from clausecheck.checker import DEFAULT_PACKS, examine
    from clausecheck.readers import load
    from clausecheck.readers.case_file import CaseSources
    from clausecheck.rulebook import open_rulebook

    book = open_rulebook(DEFAULT_PACKS)
    megabytes = sum(p.stat().st_size for p in paths) / 1e6
    sources = [load(p) for p in paths]
    reading = cpu(lambda: [load(p) for p in paths])
    nlp = {language: spacy.blank(language) for language in ("zh", "en")}
    texts = {lang: [s.text for s in sources if s.language == lang] for lang in nlp}
    tokens = cpu(lambda: [list(nlp[lang].pipe(texts[lang])) for lang in nlp])

    def scan(some: object = book) -> None:
        for path in paths:
            examine(CaseSources(load(path)), some, tokens=False)  # type: ignore[arg-type]

    cold, warm = cpu(scan), cpu(scan)
    rules = sum(len(p.rules) for p in book.packs)
    ten = cpu(lambda: scan(replace(book, packs=tuple(replace(p, rules=p.rules[:10]) for p in book.packs))))
    for name, seconds in (("cold", cold), ("warm", warm)):
        print(f"rate, {name:22s} {len(paths) / seconds:8.2f} agreements/s  {megabytes / seconds:6.3f} MB/s", flush=True)
    print(f"reading and decoding       × {warm / reading:8.1f}")
    print(f"spaCy tokenising           × {warm / tokens:8.1f}   (aim ≤ 1)")
    print(f"{rules} rules against ten      × {warm / ten:8.2f}   (aim ≤ 2 for 1,000)", flush=True)


def scan_command(folder: Path, store: Path, workers: int) -> tuple[float, int]:
    """Wall seconds of a scan, and the most memory of its own process in MB."""
    code = ("import resource, sys; from clausecheck.cli.app import app\n"
            "try: app()\nfinally: print('RSS', resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)")
    began = time.perf_counter()
    arguments = ["scan", str(folder), "--store", str(store), "--workers", str(workers)]
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False)
    return time.perf_counter() - began, int(done.stdout.rpartition("RSS")[2])


def hashed(paths: list[Path]) -> float:
    """Wall seconds to read and hash the files, and to start the command."""
    began = time.perf_counter()
    for path in paths:
        hashlib.sha256(path.read_bytes()).hexdigest()
    subprocess.run([sys.executable, "-m", "clausecheck", "--version"], capture_output=True, check=True)
    return time.perf_counter() - began


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=40)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "f"
        (folder / "few").mkdir(parents=True)
        paths = corpus(folder, options.documents, options.seed)
        few = [p.rename(folder / "few" / p.name) for p in paths[: max(1, options.documents // 10)]]
        single_core(few + paths[len(few) :])
        one, _ = scan_command(folder, Path(name) / "one.db", 1)
        many, most = scan_command(folder, Path(name) / "many.db", options.workers)
        rounds = 5_000_000
        ideal = loops(1, rounds) * options.workers / loops(options.workers, rounds)
        print(f"{options.workers} workers                  {one / many:8.2f} of {ideal:.2f} that pure loops gain = "
              f"{one / many / ideal:.2f}   (aim ≥ 0.9)")
        every = few + paths[len(few) :]
        again, _ = scan_command(folder, Path(name) / "many.db", options.workers)
        print(f"re-scan / hashing + start  {again / hashed(every):8.2f}   (aim ≤ 1.5)")
        _, least = scan_command(folder / "few", Path(name) / "few.db", options.workers)
        print(f"memory                     {least} MB at {len(few)} agreements, {most} MB at {len(every)}")
        size = (Path(name) / "many.db").stat().st_size
        print(f"store                      {size / len(every) / 1024:8.1f} KB an agreement")
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"a reading process          {own} MB at most")


if __name__ == "__main__":
    main()
