"""The page of many agreements in a real browser: it fits a phone, its filters work, axe objects to nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from test_html import DESKTOP, PHONE, axe, browser, objections

from clausecheck.reports.portfolio import Portfolio, Row, render
from clausecheck.text import Bilingual

pytestmark = pytest.mark.browser
__all__ = ["axe", "browser"]  # fixtures

NAMES = [f"doctrine-{n}" for n in range(20)]
PAGE = Portfolio("agreements", 3, 2, 1, {"high": 5, "medium": 2, "low": 0}, [(name, 20 - n) for n, name in enumerate(NAMES)],
                 [("澜屿汽车销售（琼海）有限公司", 2, 1), ("A very long name of a seller of vehicles and of much else Co., Ltd.", 1, 0)],
                 [(2024, 2, 1)], {name: Bilingual(f"类别{n}，名字相当长的一种", f"A doctrine with a long name {n}") for n, name in enumerate(NAMES)})
ROWS = [Row("a/very/long/path/with-a-long-name-without-a-blank-in-it-at-all/order.pdf", "澜屿汽车销售（琼海）有限公司", 2024, 5, 1, 0, 10000, "CNY",
            tuple(NAMES[:12]), "reports/1.html"),
        Row("plain.txt", None, None, 0, 0, 0, None, None, ()),
        Row("broken.docx", None, None, 0, 0, 0, None, None, (), None, "truncated or damaged")]  # fmt: skip


@pytest.fixture
def look(browser: Any, tmp_path: Path) -> Iterator[Any]:
    contexts = []

    def opened(language: str = "zh", **given: Any) -> Any:
        path = tmp_path / f"portfolio-{language}.html"
        path.write_text("".join(render(PAGE, ROWS, language)), encoding="utf-8")
        contexts.append(browser.new_context(**{"viewport": DESKTOP, "offline": True, **given}))
        page = contexts[-1].new_page()
        page.goto(path.as_uri())
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_scrolls_sideways(look: Any, language: str) -> None:
    page = look(language)
    for width in (320, 375, 768, 1152, 1920):
        page.set_viewport_size({"width": width, "height": 700})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_an_agreement_is_a_card_on_a_phone(look: Any) -> None:
    page = look("en", viewport=PHONE)
    first = page.locator("#agreements tbody tr").first
    assert first.bounding_box()["width"] <= 375
    assert first.locator("td").nth(2).evaluate("cell => getComputedStyle(cell, '::before').content").startswith('"high')


def test_filters_leave_what_fits(look: Any) -> None:
    page = look("en")
    rows = page.locator("#agreements tbody tr:visible")
    assert rows.count() == 3
    page.locator("#least").select_option("3")
    assert rows.count() == 1 and page.locator("#count").inner_text() == "1"
    page.locator("#least").select_option("0")
    page.locator("#unread").check()
    assert "broken.docx" in rows.first.inner_text() and rows.count() == 1


def test_the_page_is_complete_without_scripts(look: Any) -> None:
    page = look("en", java_script_enabled=False)
    assert page.locator("#agreements tbody tr:visible").count() == 3 and not page.locator("#filters").is_visible()
    assert page.locator("details .bars tr").count() == len(NAMES) - 12


@pytest.mark.parametrize("viewport, scheme", [(DESKTOP, "light"), (DESKTOP, "dark"), (PHONE, "light")])
def test_axe_objects_to_nothing(look: Any, axe: str, viewport: dict[str, int], scheme: str) -> None:
    page = look("zh", viewport=viewport, color_scheme=scheme, bypass_csp=True)
    page.locator("details summary").click()
    assert objections(page, axe) == []
