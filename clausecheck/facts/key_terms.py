"""Price, deposit, balance, instalments and days as the contract gives them: stated, blank, or twice and not alike."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from clausecheck.document import Document
from clausecheck.findings import Fact
from clausecheck.mentions import Mention
from clausecheck.patterns import later
from clausecheck.quantities import Amount, read_amounts, read_conflicts, read_days
from clausecheck.text import Sentence

# Kind → the concepts whose figures it takes; a figure of an earlier kind is none of a later one (earnest *money*).
_KINDS = {
    "deposit": ("DEPOSIT", "EARNEST"),
    "deposit-unclear": ("DEPOSIT_UNCLEAR",),
    "advance": ("ADVANCE", "BOOKING_MONEY"),
    "balance": ("BALANCE",),
    "price": ("CONTRACT_PRICE", "PRICE"),
}
_INSTALMENT = later(
    r"第[一二三四五六七八九十\d]{1,3}期|首期|首付款?|分期款|\b(?:first|second|third|fourth|final|last) instal?lment"
    r"|\binstal?lment (?:no\. ?)?\d{1,2}|\bdown payment"
)
_DAYS = {
    "delivery-day": later(r"交付|交车|交房|提车|收房|交货|发货|\bdeliver|\bhandover|\bhand over|\bcollect"),
    "payment-day": later(r"付款|支付|付清|缴纳|缴清|\bpay(?!ee)|\bpaid\b"),
    "signing-day": later(r"签订|签署|签约|\bsign(?:ed|ing|ature)|\bdated\b"),
}
_BLANK_DAY = later(
    r"[_＿\s□【】]{2,}年[_＿\s□【】]{1,}月[_＿\s□【】]{1,}[日号]|_{2,}\s?[/-]\s?_{2,}\s?[/-]\s?_{2,}"
    r"|\[[\s●•_]*\] (?:day of )?\[[\s●•_]*\] \[[\s●•_]*\]"
)
_NEAR = 28  # view positions between a label and its figure
_BREATH = "。；;"


def key_terms(document: Document) -> tuple[Fact, ...]:
    """Every different value once, by where it stands."""
    found: dict[tuple[str, str, str | None], Fact] = {}
    for fact in (*_sums(document), *_by_sentence(document)):
        known = found.get((fact.kind, fact.state, fact.value))
        if known is None or fact.start < known.start:
            found[fact.kind, fact.state, fact.value] = fact
    stated = {kind for kind, state, _ in found if state == "stated"}
    kept = [f for f in found.values() if f.state != "blank" or f.kind not in stated or f.kind not in _KINDS]
    missing = [Fact("price", "not stated", None, None, None, 0, 0)] if not any(f.kind == "price" for f in kept) else []
    return (*missing, *sorted(kept, key=lambda f: (f.start, f.kind)))


def _sums(document: Document) -> Iterator[Fact]:
    sentences = {s.index: s for s in document.sentences}
    owner: dict[tuple[int, int], str] = {}
    parts = {(s.index, amount.start) for s in document.sentences for _, amount in _paid_in_parts(s)}
    for kind, concepts in _KINDS.items():
        for mention in document.mentions:
            if mention.concept not in concepts or mention.negated or mention.hypothetical:
                continue
            form = document.clauses[mention.clause].kind == "key-term"
            sentence = sentences[mention.sentence]
            for amount in _amounts(mention, sentence, form):
                fits = amount.share is None or form or kind.startswith("deposit")
                fits = fits and not (kind == "price" and (mention.sentence, amount.start) in parts)
                if amount.per is None and fits and owner.setdefault((mention.sentence, amount.start), kind) == kind:
                    yield _sum(document, kind, sentence, amount, mention.start)


def _amounts(mention: Mention, sentence: Sentence, form: bool) -> tuple[Amount, ...]:
    """What is said of the mention; in a line of a form that has one figure, that one."""
    own = mention.amounts or ((mention.amount,) if mention.amount else ())
    here = read_amounts(sentence.view, sentence.language) if form and not own else ()
    return own or (here if len(here) == 1 else ())


def _sum(document: Document, kind: str, sentence: Sentence, amount: Amount, label: int) -> Fact:
    span = sentence.span(amount.start, amount.end)
    start, end = min(label, span.start), max(label, span.end)
    if "\n" in document.source.text[start:end]:  # its label stands above, at the head of a column
        start, end = span.start, span.end
    if amount.value is None and amount.share is None:
        return Fact(kind, "blank", None, None, document.source.id, start, end)
    if amount.share is not None:
        share = _plain(amount.share) + (f" – {_plain(amount.upper)}" if amount.upper else "")
        return Fact(kind, "stated", share, "share", document.source.id, start, end)
    value = _plain(amount.value) + (f" – {_plain(amount.upper)}" if amount.upper else "")
    return Fact(kind, "stated", value, amount.currency, document.source.id, start, end)


def _plain(number: Decimal | None) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _by_sentence(document: Document) -> Iterator[Fact]:
    for sentence in document.sentences:
        yield from _differing(document, sentence)
        yield from _instalments(document, sentence)
        yield from _days(document, sentence)


def _differing(document: Document, sentence: Sentence) -> Iterator[Fact]:
    for first, second in read_conflicts(sentence.view, sentence.language):
        span = sentence.span(first.start, second.end)
        both = f"{_plain(first.value)} / {_plain(second.value)}"
        yield Fact("figures", "differs", both, first.currency, document.source.id, span.start, span.end)


def _instalments(document: Document, sentence: Sentence) -> Iterator[Fact]:
    for label, amount in _paid_in_parts(sentence):
        yield _sum(document, "instalment", sentence, amount, sentence.span(*label).start)


def _paid_in_parts(sentence: Sentence) -> Iterator[tuple[tuple[int, int], Amount]]:
    """The names of instalments (view spans), each with the first figure behind it."""
    labels = list(_INSTALMENT.finditer(sentence.view))
    amounts = read_amounts(sentence.view, sentence.language) if labels else ()
    for label, stop in zip(labels, [*(m.start() for m in labels[1:]), len(sentence.view)], strict=False):
        amount = next((a for a in amounts if label.end() <= a.start < stop), None)
        if amount is not None and amount.start - label.end() <= _NEAR:
            yield label.span(), amount


def _days(document: Document, sentence: Sentence) -> Iterator[Fact]:
    """A day, or a blank one, in the same breath as the words for delivering, paying or signing."""
    view = sentence.view
    days = [(d.start, d.end, d.value.isoformat()) for d in read_days(view, sentence.language)]
    for start, end, value in [*days, *((m.start(), m.end(), None) for m in _BLANK_DAY.finditer(view))]:
        left = max(start - _NEAR, max(view.rfind(stop, 0, start) for stop in _BREATH) + 1)
        right = min([end + _NEAR, *(at for stop in _BREATH if (at := view.find(stop, end)) >= 0)])
        kind = _kind_of_day(view[left:start], view[end:right])
        if kind:
            span = sentence.span(start, end)
            state = "stated" if value else "blank"
            yield Fact(kind, state, value, "date", document.source.id, span.start, span.end)  # type: ignore[arg-type]


def _kind_of_day(before: str, after: str) -> str | None:
    """By the last word before the day, or else the first one behind it."""
    last = max(((m.end(), kind) for kind, words in _DAYS.items() for m in words.finditer(before)), default=None)
    if last:
        return last[1]
    first = min(((m.start(), kind) for kind, words in _DAYS.items() for m in words.finditer(after)), default=None)
    return first[1] if first else None
