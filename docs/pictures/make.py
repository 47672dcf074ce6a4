"""Makes the pictures of the documentation from a real report, so that they can never show what the program does not do.

    python docs/pictures/make.py [samples/meilan/en/case.yaml] [--lang en]

checks the case and writes, beside this file: the top of the HTML report, what comes first, a finding (light and dark), the
phone's view, the first printed page where pdftoppm is installed, and the terminal report in colour. Needs Playwright and a
Chromium that is already installed.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, sync_playwright
from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

from clausecheck import check
from clausecheck.findings import Report
from clausecheck.reports import html, terminal

HERE = Path(__file__).parent
SAMPLE = Path("samples/meilan/en/case.yaml")  # run from the top of the checkout, so that no picture shows a folder
CHANGED = ".finding:has(del)"
VIEWS = {  # name → width, height, colour scheme, the element at the top of the picture
    "report": (1360, 900, "light", None),
    "order": (1360, 900, "light", "#h-timeline"),
    "finding": (1360, 900, "light", CHANGED),
    "dark": (1360, 900, "dark", CHANGED),
    "phone": (375, 760, "light", "#h-timeline"),
}
TERMINAL = """<!doctype html><meta charset="utf-8"><style>body {{ margin: 0; background: #16181b; width: max-content }}
pre {{ margin: 0; padding: 20px 24px; color: #e7e4dc; font: 14px/1.45 "Noto Sans Mono CJK SC", monospace }}</style>
<pre>{code}</pre>"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("case", type=Path, nargs="?", default=SAMPLE, help="a contract or a case.yaml")
    parser.add_argument("--lang", choices=["zh", "en"], default="en")
    parser.add_argument("--lines", type=int, default=48, help="lines of the terminal report to show")
    given = parser.parse_args()
    report = check(given.case)
    with TemporaryDirectory() as folder, sync_playwright() as running:
        browser = running.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        made = pages(browser, report, given.lang, Path(folder))
        made.append(shell(browser, report, given.lang, given.lines))
        for path in made:
            print(path.relative_to(HERE.parent.parent))
        browser.close()


def chromium() -> str:
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    raise SystemExit("no Chromium on this machine: apt-get install --no-install-recommends chromium fonts-noto-cjk")


def pages(browser: Browser, report: Report, language: str, folder: Path) -> list[Path]:
    """The HTML report in every view, and its first printed page."""
    file = folder / "report.html"
    file.write_text(html.render(report, language), encoding="utf-8")
    made = [view(browser, file, name) for name in VIEWS]
    page = browser.new_page()
    page.goto(file.as_uri())
    page.pdf(path=folder / "report.pdf", format="A4")
    if shutil.which("pdftoppm"):
        options = ["-png", "-r", "60", "-f", "2", "-l", "2", "-singlefile"]
        subprocess.run(["pdftoppm", *options, str(folder / "report.pdf"), str(HERE / "print")], check=True)
        made.append(HERE / "print.png")
    return made


def view(browser: Browser, file: Path, name: str) -> Path:
    width, height, scheme, top = VIEWS[name]
    page = browser.new_page(
        viewport={"width": width, "height": height},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    page.goto(file.as_uri())
    if top:
        page.locator(top).first.evaluate("element => element.scrollIntoView()")
    path = HERE / f"{name}.png"
    page.screenshot(path=path)
    page.close()
    return path


def shell(browser: Browser, report: Report, language: str, lines: int) -> Path:
    """The first lines of the terminal report, in its colours."""
    shown = terminal.render(report, language, width=80, colour=True).splitlines()[:lines]
    console = Console(record=True, file=StringIO(), width=100)
    console.print(Text.from_ansi("\n".join(shown)))
    code = console.export_html(theme=MONOKAI, code_format="{code}", inline_styles=True)
    page = browser.new_page(viewport={"width": 900, "height": 100})
    page.set_content(TERMINAL.format(code=code))
    path = HERE / "terminal.png"
    page.locator("body").screenshot(path=path)
    page.close()
    return path


if __name__ == "__main__":
    main()
