"""The report as one HTML file that asks nothing of anyone: no script, no request, both languages, for screen and print.

The language is switched by two radio buttons and CSS alone. Every value passes `harmless.visible` and is then escaped,
both by the environment, so that no place of the template can forget it. The page's own style is allowed by its hash and
nothing else is.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from clausecheck.findings import Report
from clausecheck.reports import citing, events, facts, said, timeline_svg, wording
from clausecheck.reports.course import courses
from clausecheck.reports.harmless import visible
from clausecheck.reports.html_view import entries, grounds, law, link, papers, point_rows
from clausecheck.reports.phrases import LABEL, REMEDY
from clausecheck.reports.points import at_stake, by_severity, contract_of, points
from clausecheck.text import Bilingual

_FOLDER = Path(__file__).parent / "templates"
_TAGS = {"zh": "zh-CN", "en": "en"}


def render(report: Report, language: str = "zh") -> str:
    """The page, showing `language` first."""
    found = entries(report)
    return page(
        "report.html.j2",
        language,
        report=report,
        contract=contract_of(report),
        entries=found,
        grounds=grounds(found),
        points=point_rows(report, found),
        papers=papers(report, found),
        courses=courses(report),
        law=law(found),
        counts=by_severity(point.severity for point in points(report)),
        stake=said.largest(at_stake(report.remedies)),
    )


def page(template: str, language: str, **values: Any) -> str:
    """A template of ours with our style in it, `language` shown first."""
    style = _style()
    digest = b64encode(sha256(style.encode()).digest()).decode()
    shown = language if language in _TAGS else "en"
    found = _environment().get_template(template)
    return found.render(language=shown, style=Markup(style), style_hash=digest, **values)  # the style is our own file


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(facts=facts, said=said, citing=citing, timeline_svg=timeline_svg, wording=wording)
    environment.globals.update(events=events, label=LABEL, remedy_kind=REMEDY, link=link, tag=_tag, word=_word)
    return environment


def _finalize(value: Any) -> Any:
    """What every expression of the template goes through before it is escaped."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@lru_cache(maxsize=1)
def _style() -> str:
    return (_FOLDER / "report.css").read_text("utf-8")


def _tag(language: str) -> str:
    return _TAGS.get(language, language if language.isascii() and language.isalnum() else "und")


def _word(words: Mapping[str, Bilingual], code: str) -> Bilingual:
    return wording.word(words, code)
