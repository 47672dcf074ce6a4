"""The HTML report in a real browser: no request, no script needed, no sideways scrolling, nothing that axe objects to.

Needs Playwright and a Chromium that is already installed; axe-core is used where `node_modules` has it. Run by
`make test-all` only.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sample_reports import bare, sample

from clausecheck.findings import Report
from clausecheck.reports import html

pytestmark = pytest.mark.browser

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
DESKTOP, PHONE = {"width": 1360, "height": 900}, {"width": 375, "height": 700}
REPORTS = {"zh": sample("zh"), "en": sample("en"), "bare": bare("en")}


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api")
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        pytest.skip("no Chromium on this machine")
    with playwright.sync_playwright() as running:
        started = running.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def look(browser: Any, tmp_path: Path) -> Iterator[Any]:
    """look(report, language, **context) → the page, opened from a file, offline; requests and complaints are kept."""
    contexts = []

    def opened(report: Report, language: str = "zh", **given: Any) -> Any:
        path = tmp_path / f"report-{len(contexts)}.html"
        path.write_text(html.render(report, language), encoding="utf-8")
        context = browser.new_context(**{"viewport": DESKTOP, "offline": True, "reduced_motion": "reduce", **given})
        contexts.append(context)
        page = context.new_page()
        page.asked, page.complaints = [], []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("console", lambda message: page.complaints.append(message.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.goto(path.as_uri())
        return page

    yield opened
    for context in contexts:
        context.close()


def seen(page: Any, text: str) -> bool:
    return bool(page.get_by_text(text, exact=False).locator("visible=true").count())


@pytest.mark.parametrize("name", REPORTS)
def test_it_asks_for_nothing_but_itself_and_complains_of_nothing(look: Any, name: str) -> None:
    page = look(REPORTS[name])
    page.wait_for_load_state("networkidle")
    assert page.asked == [page.url]
    assert page.complaints == []
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).fontFamily").startswith('"Iowan')


@pytest.mark.parametrize("name", REPORTS)
def test_nothing_scrolls_sideways(look: Any, name: str) -> None:
    page = look(REPORTS[name])
    for width in (320, 375, 768, 1152, 1920):
        page.set_viewport_size({"width": width, "height": 700})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_language_is_switched_without_scripts(look: Any) -> None:
    page = look(REPORTS["zh"], "zh", java_script_enabled=False)
    assert seen(page, "先付尾款，后才能验车") and not seen(page, "The balance is due before")
    page.get_by_text("English", exact=True).click()
    assert seen(page, "The balance is due before") and not seen(page, "先付尾款，后才能验车")
    assert seen(page, "付清尾款前不得验车"), "the contract stays in its own language"
    page.get_by_role("radio", name="English").press("ArrowLeft")
    assert seen(page, "先付尾款，后才能验车")


def test_a_quote_leads_to_its_words_and_back(look: Any) -> None:
    page = look(REPORTS["zh"])
    first = REPORTS["zh"].findings[0].evidence[0]
    page.locator(f'#f-1 .elements a[href="#w-0-{first.start}"]').click()
    page.wait_for_selector(".at:target", state="attached")
    shown = page.locator(".at:target + mark")
    assert shown.inner_text() == first.quote and shown.is_visible()
    page.locator('.paper .ref[href="#f-1"]').first.press("Enter")
    page.wait_for_selector("#f-1:target")


def test_the_papers_stay_beside_the_findings_on_a_wide_screen(look: Any) -> None:
    page = look(REPORTS["zh"])
    page.locator("#f-5").scroll_into_view_if_needed()
    box, finding = page.locator(".papers").bounding_box(), page.locator("#f-5").bounding_box()
    assert box["x"] > finding["x"] + finding["width"] and box["y"] < 900
    narrow = look(REPORTS["zh"], viewport=PHONE)
    assert narrow.locator(".papers").bounding_box()["y"] > narrow.locator("#h-coverage").bounding_box()["y"]


def test_print_has_everything_on_paper(look: Any, tmp_path: Path) -> None:
    page = look(REPORTS["en"], "en")
    page.emulate_media(media="print")
    assert not page.locator(".switch").is_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('.papers')).position") == "static"
    assert page.evaluate("getComputedStyle(document.querySelector('.papers')).overflowY") == "visible"
    assert page.pdf(path=str(tmp_path / "report.pdf"))[:5] == b"%PDF-"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("name", REPORTS)
def test_axe_objects_to_nothing(look: Any, name: str, viewport: dict[str, int], scheme: str) -> None:
    if not AXE.exists():
        pytest.skip("axe-core is not installed (npm install axe-core)")
    page = look(REPORTS[name], "en" if name == "bare" else name, viewport=viewport, color_scheme=scheme, bypass_csp=True)
    page.add_script_tag(path=str(AXE))
    found = page.evaluate("async () => await axe.run()")
    open_ones = found["violations"] + found["incomplete"]
    assert [(item["id"], node["html"]) for item in open_ones for node in item["nodes"]] == []
