"""The HTML report in a real browser: no request, no script needed, no sideways scrolling, nothing that axe objects to.

Needs Playwright and axe-core, which `make test-all` installs, and a Chromium that is already on the machine. Where one
is absent the tests are skipped and say what to install.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from sample_reports import bare, sample

from clausecheck import check
from clausecheck.findings import Report
from clausecheck.reports import html

pytestmark = pytest.mark.browser

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
DESKTOP, PHONE = {"width": 1360, "height": 900}, {"width": 375, "height": 700}
SAMPLES = Path(__file__).parents[2] / "samples"
REPORTS = {"zh": sample("zh"), "en": sample("en"), "bare": bare("en")}


@lru_cache(maxsize=2)
def meilan(language: str) -> Report:
    """The report of the sample case, read as a user would have it read."""
    return check(SAMPLES / "meilan" / language / "case.yaml")


@pytest.fixture(scope="module")
def axe() -> str:
    """The source of axe-core: of the npm package where the checkout has one, else of the Python package."""
    own = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
    if not own.exists():
        carrier = pytest.importorskip("axe_playwright_python", reason="axe-core is absent: pip install axe-playwright-python")
        own = Path(carrier.__file__).parent / "axe.min.js"
    return own.read_text("utf-8")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is absent: pip install playwright")
    path = next((found for name in CHROMIUM if (found := shutil.which(name))), None)
    if path is None:
        pytest.skip("there is no Chromium on this machine: apt-get install --no-install-recommends chromium fonts-noto-cjk")
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
    page.locator("#f-1 summary").click()
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


@pytest.mark.parametrize(
    "name, viewport, scheme", [("zh", DESKTOP, "light"), ("en", PHONE, "dark"), ("bare", DESKTOP, "light")]
)
def test_axe_objects_to_nothing(look: Any, axe: str, name: str, viewport: dict[str, int], scheme: str) -> None:
    page = look(REPORTS[name], "en" if name == "bare" else name, viewport=viewport, color_scheme=scheme, bypass_csp=True)
    assert objections(page, axe) == []


@pytest.mark.parametrize("language, scheme", [("zh", "dark"), ("en", "light")])
def test_axe_objects_to_nothing_in_a_real_report_with_all_unfolded(look: Any, axe: str, language: str, scheme: str) -> None:
    page = look(meilan(language), language, color_scheme=scheme, bypass_csp=True)
    page.evaluate("document.querySelectorAll('details').forEach(found => found.open = true)")
    assert objections(page, axe) == []


def objections(page: Any, axe: str) -> list[tuple[str, str]]:
    """What axe calls a violation, and what it could not decide."""
    page.add_script_tag(content=axe)
    found = page.evaluate("async () => await axe.run({resultTypes: ['violations', 'incomplete']})")
    return [(item["id"], node["html"]) for item in found["violations"] + found["incomplete"] for node in item["nodes"]]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("shown", ["zh", "en"])
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_drawing_keeps_its_words_within_it(look: Any, language: str, shown: str, viewport: dict[str, int]) -> None:
    page = look(meilan(language), shown, viewport=viewport)
    assert page.locator(".course").count() == 2, "the contract, and what was promised"
    outside = page.evaluate(OUTSIDE)
    assert outside == []
    assert page.locator(".course text.name:visible").count() >= page.locator(".course rect").count()


OUTSIDE = """() => [...document.querySelectorAll('.drawing svg')].flatMap(svg => {
    const all = svg.getBoundingClientRect();
    return [...svg.querySelectorAll('text, rect, path')].filter(shape => {
        const box = shape.getBoundingClientRect();
        return box.width && (box.left < all.left - 1 || box.right > all.right + 1
                             || box.top < all.top - 1 || box.bottom > all.bottom + 1);
    }).map(shape => shape.outerHTML);
})"""


def test_the_drawing_shows_payment_above_inspection_and_the_promise_the_other_way_round(look: Any) -> None:
    page = look(meilan("zh"))
    contract, promise = page.locator(".course").all()
    for course, upper, lower in ((contract, "付尾款", "验货"), (promise, "验货", "付尾款")):
        above = course.locator("text.name:visible").filter(has_text=upper).bounding_box()
        below = course.locator("text.name:visible").filter(has_text=lower).bounding_box()
        assert above["y"] + above["height"] <= below["y"]
    assert "先付尾款，后看货" in contract.inner_text() and "先看货，后付尾款" in promise.inner_text()


def test_changes_are_told_apart_without_colour(look: Any) -> None:
    page = look(meilan("zh"))
    line = "found => getComputedStyle(found).textDecorationLine"
    for media in ("screen", "print"):
        page.emulate_media(media=media)
        assert page.locator(".changed del").first.evaluate(line) == "line-through"
        assert page.locator(".changed ins").first.evaluate(line) == "underline"


def test_what_is_folded_on_the_screen_stands_on_paper(look: Any) -> None:
    page = look(meilan("en"), "en")
    rule = page.locator("#f-1 details code").last
    assert not rule.is_visible()
    page.emulate_media(media="print")
    assert rule.is_visible()
