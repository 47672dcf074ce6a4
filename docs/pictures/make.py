"""Makes the pictures of the documentation from a real report, so that they can never show what the program does not do.

    clausecheck check samples/meilan/case.yaml --format json -o report.json
    python docs/pictures/make.py report.json [--lang zh|en]

writes, beside this file: desktop, dark and phone views of the HTML report, its first printed page where pdftoppm is
installed, and the terminal report in colour. Needs Playwright and a Chromium that is already installed.
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

from clausecheck.findings import Report
from clausecheck.reports import html, json, terminal

HERE = Path(__file__).parent
VIEWS = {  # name → width, height, colour scheme, the element at the top of the picture
    "desktop": (1360, 900, "light", None),
    "finding": (1360, 900, "light", "#f-1"),
    "dark": (1360, 900, "dark", "#f-1"),
    "phone": (375, 760, "light", None),
    "phone-finding": (375, 760, "light", "#f-1"),
}
TERMINAL = """<!doctype html><meta charset="utf-8"><style>body {{ margin: 0; background: #16181b; width: max-content }}
pre {{ margin: 0; padding: 20px 24px; color: #e7e4dc; font: 14px/1.45 "Noto Sans Mono CJK SC", monospace }}</style>
<pre>{code}</pre>"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("report", type=Path, help="a report as JSON")
    parser.add_argument("--lang", choices=["zh", "en"], default="zh")
    parser.add_argument("--lines", type=int, default=48, help="lines of the terminal report to show")
    given = parser.parse_args()
    report = json.loads(given.report.read_text("utf-8"))[0]
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
    made = [view(browser, file, name, language) for name in VIEWS]
    page = browser.new_page()
    page.goto(file.as_uri())
    page.pdf(path=folder / "report.pdf", format="A4")
    if shutil.which("pdftoppm"):
        target = HERE / f"print-{language}"
        options = ["-png", "-r", "80", "-f", "1", "-l", "1", "-singlefile"]
        subprocess.run(["pdftoppm", *options, str(folder / "report.pdf"), str(target)], check=True)
        made.append(target.with_suffix(".png"))
    return made


def view(browser: Browser, file: Path, name: str, language: str) -> Path:
    width, height, scheme, top = VIEWS[name]
    page = browser.new_page(
        viewport={"width": width, "height": height},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
        device_scale_factor=2 if width < 500 else 1,
    )
    page.goto(file.as_uri())
    if top:
        page.locator(top).evaluate("element => element.scrollIntoView()")
    path = HERE / f"{name}-{language}.png"
    page.screenshot(path=path)
    page.close()
    return path


def shell(browser: Browser, report: Report, language: str, lines: int) -> Path:
    """The first lines of the terminal report, in its colours."""
    shown = terminal.render(report, language, width=80, colour=True).splitlines()[:lines]
    console = Console(record=True, file=StringIO(), width=100)
    console.print(Text.from_ansi("\n".join(shown)))
    code = console.export_html(theme=MONOKAI, code_format="{code}", inline_styles=True)
    page = browser.new_page(viewport={"width": 900, "height": 100}, device_scale_factor=2)
    page.set_content(TERMINAL.format(code=code))
    path = HERE / f"terminal-{language}.png"
    page.locator("body").screenshot(path=path)
    page.close()
    return path


if __name__ == "__main__":
    main()
