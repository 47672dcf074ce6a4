"""A picture → its printed lines with boxes and how sure of each character the recognition is (RapidOCR, extra `photo`).

The models come with the package rapidocr; where they are not there, nothing is fetched: the picture is refused.
"""

from __future__ import annotations

import io
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from statistics import median
from typing import Any

from clausecheck.errors import InputError

PIXELS = 120_000_000  # of a picture as the file says, before it is unpacked
_LONGEST = 3_500  # pixels of a side that is looked at: more is no help
_SURE = 0.85  # of a page that stands upright; turned ones reach 0.7
_EXTRA = "reading a picture needs text recognition (OCR): pip install 'clausecheck[photo]'"

_TELLING = 3  # characters of a line whose shape says which way it runs

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Seen:
    """A printed line: its characters with the share to which each is sure (0–1), and its corners from the top left,
    clockwise, in pixels of the picture set upright."""

    characters: tuple[tuple[str, float], ...]
    corners: tuple[Point, Point, Point, Point]

    @property
    def text(self) -> str:
        return "".join(character for character, _ in self.characters)

    @property
    def sure(self) -> float:
        return sum(share for _, share in self.characters) / len(self.characters)

    @property
    def level(self) -> bool:
        """It runs across the picture, as far as its length can tell."""
        (left, top), (right, _), _, (_, bottom) = self.corners
        return len(self.characters) < _TELLING or right - left > bottom - top


@dataclass(frozen=True, slots=True)
class Picture:
    """Lines of a picture, its size set upright, and by how many quarter turns (counter-clockwise) it was turned."""

    lines: tuple[Seen, ...]
    width: float
    height: float
    turned: int = 0


def recognize(data: bytes, name: str) -> Picture:
    """All lines of a picture, the way round in which they read best.

    Raises InputError: the extra is missing, the picture is damaged or too large.
    """
    image = _opened(data, name)
    return upright(image, engine_for(name))


def upright(image: Any, engine: Callable[[Any], list[Seen]]) -> Picture:
    """The lines of an image (of Pillow's kind), turned until they read."""
    best: Picture | None = None
    for quarters in range(4):
        turned = image.rotate(90 * quarters, expand=True) if quarters else image
        found = Picture(tuple(engine(turned)), float(turned.width), float(turned.height), quarters)
        if best is None or _upright(found) > _upright(best):
            best = found
        if _upright(best) > _SURE:
            break
    assert best is not None
    return best


def _upright(picture: Picture) -> float:
    """How sure the characters are, those in lines that run down the page not at all: 0–1."""
    shares = [share * line.level for line in picture.lines for _, share in line.characters]
    return sum(shares) / len(shares) if shares else 0.0


def straight(lines: Sequence[Seen]) -> tuple[Seen, ...]:
    """Lines of a picture taken askew as if it had been held straight: turned back by the usual angle."""
    if not lines:
        return ()
    angle = median(math.atan2(c[1][1] - c[0][1], c[1][0] - c[0][0]) for c in (line.corners for line in lines))
    cosine, sine = math.cos(-angle), math.sin(-angle)

    def turned(point: Point) -> Point:
        return point[0] * cosine - point[1] * sine, point[0] * sine + point[1] * cosine

    return tuple(Seen(line.characters, tuple(map(turned, line.corners))) for line in lines)  # type: ignore[arg-type]


def _opened(data: bytes, name: str) -> Any:
    try:
        opening, turning = _module("PIL.Image"), _module("PIL.ImageOps")
    except ImportError:
        raise InputError(_EXTRA, file=name) from None
    opening.MAX_IMAGE_PIXELS = None  # held to PIXELS here, as an error and not as a warning
    try:
        image = opening.open(io.BytesIO(data), formats=("PNG", "JPEG"))
        if image.width * image.height > PIXELS:
            raise InputError(f"this picture has more than {PIXELS // 10**6} million pixels: not opened", file=name)
        image.draft("RGB", (_LONGEST, _LONGEST))
        image = turning.exif_transpose(image).convert("RGB")
        image.thumbnail((_LONGEST, _LONGEST))
    except (OSError, ValueError, SyntaxError, EOFError):
        raise InputError("this picture is damaged or cut off: it cannot be opened", file=name) from None
    return image


def engine_for(name: str) -> Callable[[Any], list[Seen]]:
    """What gives the lines of an image as it lies. Raises InputError: the extra is missing."""
    try:
        numpy, rapidocr = _module("numpy"), _module("rapidocr")
    except ImportError:
        raise InputError(_EXTRA, file=name) from None
    models = {kind: _model(Path(rapidocr.__file__).parent, kind, name) for kind in ("det", "rec")}
    engine = rapidocr.RapidOCR(params={
        "Global.log_level": "critical", "Global.use_cls": False, "Global.text_score": 0.0,
        "EngineConfig.onnxruntime.intra_op_num_threads": 2, "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        "Det.model_path": models["det"], "Rec.model_path": models["rec"],
    })

    def look(image: Any) -> list[Seen]:
        found = engine(numpy.asarray(image)[:, :, ::-1], use_cls=False, return_word_box=True,
                       return_single_char_box=True)
        if found.boxes is None:
            return []
        lines = map(_seen, found.txts, found.scores, found.boxes, found.word_results)
        return [line for line in lines if line.characters]

    return look


def _module(name: str) -> Any:
    """A package of the extra: types are not asked for, since it need not be there. Raises ImportError."""
    return import_module(name)


def _model(package: Path, kind: str, name: str) -> str:
    found = sorted((package / "models").glob(f"*_{kind}_*.onnx"))
    if not found:
        raise InputError("the package rapidocr came without its models: pip install --force-reinstall rapidocr",
                         file=name)
    return str(found[0])


def _seen(text: str, score: float, box: Any, words: Any) -> Seen:
    """A line; where its characters are not told one by one, each is as sure as the line."""
    said = [(str(word[0]), float(word[1])) for word in words or ()]
    shares = iter([share for word, share in said for _ in word if not _.isspace()])
    singly = sum(not c.isspace() for c in text) == sum(not c.isspace() for word, _ in said for c in word)
    characters = tuple((c, 1.0 if c.isspace() else next(shares) if singly else float(score)) for c in text)
    corners = tuple((float(x), float(y)) for x, y in box)
    return Seen(characters, corners)  # type: ignore[arg-type]  # four of them
