"""Speed as ratios: each figure beside a named baseline measured in the same run, interleaved, medians.

    python benchmarks/speed.py [--runs 7] [--megabytes 1 10]

  cold check   `clausecheck check` of a ten-page contract / `python -c "import spacy; spacy.blank('zh')('x')"`   ≤ 1.6
  help         `clausecheck --help` / `--help` of a Typer app with as many commands and options                  ≤ 1.3
  length       time of ten times the text / time of the text, events in every clause                             ≤ 12
"""

from __future__ import annotations

import argparse
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

CLAUSES = {
    "zh": [
        "第{n}条 乙方应在收到付款通知之日起{d}日内付清尾款{a}元，逾期未付的，甲方有权取消订单，定金不予退还。",
        "第{n}条 甲方应于乙方付清全款后{d}日内交付车辆，乙方在交付时对车辆外观和配置进行查验。",
        "第{n}条 甲方逾期交付超过{d}日的，乙方可以解除合同，甲方应当双倍返还定金。",
        "第{n}条 双方发生争议的，协商解决；协商不成的，任何一方均可向有管辖权的人民法院起诉。",
        "第{n}条 依第{m}条办理查验的，甲方应提前{d}日通知乙方到店。",
    ],
    "en": [
        "{n}. The Buyer shall pay the balance of RMB {a} within {d} days of the payment notice, failing which the "
        "Seller may cancel the order and keep the deposit.",
        "{n}. The Seller delivers the Vehicle within {d} days after the balance has been paid; the Buyer inspects it "
        "at handover.",
        "{n}. If the Seller is more than {d} days late, the Buyer may terminate and the Seller returns the deposit "
        "double.",
        "{n}. Disputes are settled by negotiation, failing which either party may sue in a court with jurisdiction.",
        "{n}. Before an inspection under clause {m} the Seller gives the Buyer {d} days' notice.",
    ],
}


def agreement(language: str, size: int, seed: int = 7) -> str:
    """A generated agreement of at least `size` characters with events in every clause."""
    dice = random.Random(seed)
    lines, length, n = [], 0, 0
    while length < size:
        n += 1
        line = dice.choice(CLAUSES[language]).format(
            n=n, m=dice.randint(1, n), d=dice.randint(2, 60), a=dice.randint(5, 400) * 1000)
        lines.append(line)
        length += len(line) + 1
    return "\n".join(lines) + "\n"


def timed(command: Sequence[str]) -> float:
    """Wall seconds of one run of a command."""
    began = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - began


def ratio(name: str, ours: Sequence[str], baseline: Sequence[str], runs: int, aim: float) -> None:
    """Interleaved runs A B A B …, the median of the ratios pair by pair."""
    timed(ours), timed(baseline)
    pairs = [(timed(ours), timed(baseline)) for _ in range(runs)]
    value = statistics.median(a / b for a, b in pairs)
    a, b = (statistics.median(column) for column in zip(*pairs, strict=True))
    print(f"{name:28s} {a:6.2f} s / {b:6.2f} s = {value:5.2f}   (aim ≤ {aim})", flush=True)


def typer_twin(folder: Path) -> Path:
    """A Typer application with as many commands and options as ours, each with a help text, that does nothing."""
    from typer.main import get_command

    from clausecheck.cli.app import app

    root = get_command(app)
    lines = ["import typer", "app = typer.Typer(add_completion=False, rich_markup_mode=None)"]
    for name, command in getattr(root, "commands", {}).items():
        params = ", ".join(f"p{i}: str = typer.Option('', '--p{i}', help='An option of the twin.')"
                           for i, _ in enumerate(command.params))
        lines.append(f"@app.command({name!r})\ndef f_{name}({params}):\n    '''A command of the twin, with a help.'''")
    lines.append("app()")
    path = folder / "twin.py"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def growth(language: str, megabytes: Sequence[int], read: Callable[[str], object]) -> None:
    """Seconds of each size in this process, and the ratio of the last to the first."""
    seconds = []
    for size in megabytes:
        text = agreement(language, size * 1_000_000 // (3 if language == "zh" else 1))
        began = time.perf_counter()
        read(text)
        seconds.append(time.perf_counter() - began)
    shown = ", ".join(f"{m} MB {s:.1f} s" for m, s in zip(megabytes, seconds, strict=True))
    factor = megabytes[-1] / megabytes[0]
    print(f"length {language:22s} {shown}: × {seconds[-1] / seconds[0]:.1f} for × {factor:g} of text"
          f"   (aim ≤ {1.2 * factor:g})", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--megabytes", type=int, nargs=2, default=[1, 10])
    options = parser.parse_args()
    from clausecheck import check

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ten_pages = folder / "agreement.txt"
        ten_pages.write_text(agreement("zh", 6_000), encoding="utf-8")
        ours = [sys.executable, "-m", "clausecheck"]
        ratio("cold check / import spaCy", [*ours, "check", str(ten_pages)],
              [sys.executable, "-c", "import spacy; spacy.blank('zh')('x')"], options.runs, 1.6)
        ratio("--help / Typer twin --help", [*ours, "--help"],
              [sys.executable, str(typer_twin(folder)), "--help"], options.runs, 1.3)
    for language in ("zh", "en"):
        growth(language, options.megabytes, check)


if __name__ == "__main__":
    main()
