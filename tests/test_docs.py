"""Every block of the README and of docs/ is run.

`<!-- file: NAME -->` above a block writes it to NAME; a `console` block runs its `$` lines in that folder and each line
shown below must be in the output (`…` stands for anything left out); a `python` block is executed. `$ make X` only needs
the Makefile to have X: the two make commands are run by whoever runs the tests.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"(?:<!-- file: (?P<file>[\w./-]+) -->\n)?^```(?P<kind>\w*)\n(?P<body>.*?)^```", re.DOTALL | re.MULTILINE)
INSTALLERS = {"pip", "pipx", "git", "cd", "python3"}


def test_there_are_blocks_to_run() -> None:
    assert len(BLOCK.findall(PAGES[0].read_text(encoding="utf-8"))) >= 6


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_every_block_runs(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    shutil.copytree(ROOT / "rules", tmp_path / "rules")
    names: dict[str, object] = {"__name__": "docs"}
    for block in BLOCK.finditer(page.read_text(encoding="utf-8")):
        if block["file"]:
            target = tmp_path / block["file"]
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(block["body"], encoding="utf-8")
        elif block["kind"] == "console":
            run_console(block["body"], tmp_path)
        elif block["kind"] == "python":
            exec(compile(block["body"], page.name, "exec"), names)  # noqa: S102  # our own documentation


def run_console(body: str, folder: Path) -> None:
    """Each `$` line is run; the lines up to the next must be in what it printed."""
    for chunk in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
        command, *shown = chunk.splitlines()
        first = shlex.split(command)[0]
        if first == "make":
            assert re.search(rf"^{shlex.split(command)[1]}:", (ROOT / "Makefile").read_text(), re.MULTILINE)
        elif first not in INSTALLERS:
            output = run(command, folder)
            for line in filter(None, map(str.strip, shown)):
                for piece in filter(None, map(str.strip, line.split("…"))):
                    assert piece in output, f"$ {command}\nshown but not printed: {piece}\n\n{output}"


def run(command: str, folder: Path) -> str:
    """Output of a command line as bash runs it, with this Python's clausecheck first on the path."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT), "COLUMNS": "80", "NO_COLOR": "1"}
    done = subprocess.run(["bash", "-c", command], cwd=folder, env=environment, capture_output=True, text=True,
                          encoding="utf-8", timeout=600, check=False)
    return done.stdout + done.stderr
