"""A page photographed, turned, askew, in two columns: recognized for true, and checked. Needs the extra `photo`."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from test_html import browser

from clausecheck import check
from clausecheck.errors import InputError
from clausecheck.readers import load

pytest.importorskip("rapidocr", reason="recognition is absent: pip install 'clausecheck[photo]'")
Image = pytest.importorskip("PIL.Image")
pytestmark = pytest.mark.browser
__all__ = ["browser"]  # a fixture

SAMPLES = Path(__file__).parents[2] / "samples"
TEXT = (SAMPLES / "meilan/zh/contract.txt").read_text(encoding="utf-8")
PAGE = "\n".join(TEXT.split("\n")[:34])


@pytest.fixture(scope="module")
def printed(browser: Any) -> Any:
    """The first page of the sample contract as a picture."""
    page = browser.new_context(viewport={"width": 794, "height": 1123}, device_scale_factor=2, offline=True).new_page()
    style = "margin:60px;font:15px/1.7 'Noto Serif CJK SC',serif;background:#f6f4ee;color:#222"
    page.set_content(f"<body style=\"{style}\">" + "".join(f"<p style='margin:6px 0'>{line}</p>" for line in PAGE.split("\n") if line))
    shot = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    page.close()
    return shot


def bare(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum())


@pytest.mark.parametrize(("degrees", "kind"), [(0, "png"), (90, "jpg"), (180, "jpg"), (1.5, "jpg")])
def test_a_photograph_is_read_like_the_text(printed: Any, tmp_path: Path, degrees: float, kind: str) -> None:
    path = tmp_path / f"photo.{kind}"
    printed.rotate(degrees, expand=True, fillcolor=(200, 198, 190)).save(path)
    source = load(path)
    want, got = bare(PAGE), bare(source.text)
    wrong = sum(a != b for a, b in zip(want, got, strict=False)) + abs(len(want) - len(got))
    assert wrong <= 0.02 * len(want)
    assert source.encoding == "photo" and "recognized" in source.notes[0].en
    found = {finding.rule for finding in check(path).findings}
    plain = {finding.rule for finding in check(PAGE).findings}
    assert found == plain != set()


def test_a_scanned_pdf_is_recognized_page_by_page(printed: Any, tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    printed.save(path, "PDF", save_all=True, append_images=[printed.rotate(180)], resolution=150)
    source = load(path)
    assert bare(source.text).count(bare(PAGE)[40:80]) == 2
    assert {place.at[0] for place in source.places} == {1, 2}
    assert "page 2 was turned by 180 degrees" in [note.en for note in source.notes]


def test_a_bomb_and_a_stump_are_one_sentence(printed: Any, tmp_path: Path) -> None:
    (tmp_path / "bomb.png").write_bytes(
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + (60_000).to_bytes(4, "big") * 2 + b"\x08\x02\x00\x00\x00" + bytes(40))
    printed.save(tmp_path / "whole.png")
    (tmp_path / "stump.png").write_bytes((tmp_path / "whole.png").read_bytes()[:5_000])
    for name, sentence in (("bomb.png", "damaged|million pixels"), ("stump.png", "damaged or cut off")):
        with pytest.raises(InputError, match=sentence):
            load(tmp_path / name)
