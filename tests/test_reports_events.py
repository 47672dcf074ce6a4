"""What happened is told in words in every report, never as the YAML that it stands in."""

from __future__ import annotations

from pathlib import Path

import pytest

from clausecheck import check
from clausecheck.findings import Evidence
from clausecheck.reports import html, markdown, terminal
from clausecheck.reports.events import told

SAMPLES = Path(__file__).parent.parent / "samples"


def evidence(*quotes: str) -> list[Evidence]:
    return [Evidence("happened", quote, "happened", n * 100, n * 100 + len(quote)) for n, quote in enumerate(quotes)]


@pytest.mark.parametrize(("quote", "zh", "en"), [
    ("- {event: PAYMENT_DEMANDED, on: 2024-12-04, amount: 313900, by: seller, note: 要求7日内付清}",
     "2024-12-04 卖方催收款项，313,900 元，要求7日内付清", "2024-12-04 the seller demanded payment, CNY 313,900, 要求7日内付清"),
    ("- event: DEPOSIT_PAID\n  amount: 5,000\n  to: maker", "买方支付定金（付给生产者），5,000 元", "the buyer paid the deposit to the maker, CNY 5,000"),
    ("- {event: MONEY_RECEIVED_BY, on: 2024-07-19, by: 云岚科技}", "2024-07-19 款项实际由云岚科技收取",
     "2024-07-19 the money was in fact received by 云岚科技"),
    ("- {event: DEFERRAL_AGREED, days: 360}", "双方约定延期或保留订单，360 天", "a postponement or the keeping of the order was agreed, 360 days"),
    ("- {event: NOTHING_KNOWN}", "- {event: NOTHING_KNOWN}", "- {event: NOTHING_KNOWN}"), ("{event: [", "{event: [", "{event: ["),
])  # fmt: skip
def test_an_event_in_words(quote: str, zh: str, en: str) -> None:
    said = told(evidence(quote))
    assert (said.zh, said.en) == (zh, en)


def test_events_are_told_in_order_and_once() -> None:
    first, second = "- {event: CANCELLED, on: 2025-02-21}", "- {event: DELIVERED}"
    said = told([*evidence(first, second), *evidence(first)])
    assert said.en == "2025-02-21 the order was cancelled or the contract ended; the thing was handed over"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_report_shows_yaml(language: str) -> None:
    report = check(SAMPLES / "meilan" / language / "case.yaml")
    assert any(item.source == "happened" for finding in report.findings for item in finding.evidence)
    said = html.render(report, language).split('<section class="paper')[0]
    quoted = [part.split("</blockquote>")[0] for part in said.split("<blockquote")[1:]]
    for text in (terminal.render(report, language), markdown.render(report, language), said):
        assert "event:" not in text
    assert any("the seller demanded payment" in quote for quote in quoted)
    assert "卖方催收款项" in terminal.render(report, "zh")
