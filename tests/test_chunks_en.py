"""Marked-up sentences on which the English chunker goes wrong first: `[index relation status sign modality >head: words]`.

Each frame stands beside its twin with the roles swapped. Only the parts are tested here, with a handful of plain
mentions, so that the lexicon can grow without touching these tests.
"""

from __future__ import annotations

import re

import pytest

from clausecheck.chunks import Hit, Part
from clausecheck.chunks.en import chunk
from clausecheck.text import Sentence

MENTIONS = {
    "PAY_BALANCE": r"pay|pays|paid|paying|payment|payable|settle\w*|unpaid|outstanding|remit\w*",
    "INSPECT": r"inspect\w*|examin\w*|view|views|viewed|viewing\w*|tries|try",
    "HANDOVER": "handed over|handover|delivery|delivered|hands the|collection",
    "ACCEPT": "satisfied|approval|approves",
    "release slip": "release slip",
}
SENTENCES = """
[0 main + may: The Buyer may inspect the car [1 after done + >0: only after the balance has been paid]].
[0 main + must: The Buyer shall pay the balance [1 after done + >0: only after the car has been inspected]].
[0 main + must: The Buyer shall pay the balance [1 before pending + >0: before inspecting the car]].
[0 main + must: The Buyer shall inspect the car [1 before pending + >0: before paying the balance]].
[0 main - may: [1 before pending + >0: Until the balance has been paid] the Buyer may not inspect the car].
[0 main -: [1 before pending + >0: Until the Buyer has inspected the car] it need not pay the balance].
[0 main +: [1 after done + >2: Once the buyer has paid the balance] the seller will let it [2 content + >0: inspect the car]].
[0 main + must: [1 after done + >0: Once the buyer has inspected the car] it shall pay the balance].
[0 main + may: [1 after done + >0: Upon payment of the balance] the Buyer may inspect the car].
[0 main + must: [1 after done + >0: Upon inspection of the car] the Buyer shall pay the balance].
[0 main -: Inspection [1 before pending + >0: before payment] is not possible].
[0 main -: Payment [1 before pending + >0: before inspection] is not required].
[0 main - may: A buyer [1 relative pending - >0: who has not paid the balance] may not inspect the car].
[0 main -: A buyer [1 relative pending - >0: who has not inspected the car] need not pay the balance].
[0 main - must: No customer [1 relative pending - >0: whose balance is outstanding] shall be permitted to view a car].
[0 main + may: Only a customer [1 relative done + >0: whose balance has been paid] may view the car].
[0 main -: The Seller cannot refuse [1 content + >0: inspection] [2 because pending - >1: merely because the balance is unpaid]].
[0 main -: The Buyer cannot refuse [1 content + >0: payment] [2 because pending - >1: merely because it has not inspected the car]].
[0 main + may: The Seller may refuse [1 content - may >0: to let the Buyer inspect the car] [2 before pending + >1: until it has paid]].
[0 main + may: The Buyer may refuse [1 content - may >0: to pay the balance] [2 before pending + >1: until it has inspected the car]].
[0 main - must: In no case shall the car be viewed [1 without pending + >0: without the balance having first been paid]].
[0 main - must: In no case shall the balance be paid [1 without pending + >0: without the car having first been viewed]].
[0 main +: [1 after done + >0: Payment] precedes inspection].
[0 main +: [1 after done + >0: Inspection] precedes payment].
[0 main +: Payment follows [1 after done + >0: inspection]].
[0 main +: Payment need not follow [1 after pending + >0: inspection]].
[0 main +: [1 after done + >0: Payment] is followed by inspection].
[0 main +: Inspection is preceded by [1 after done + >0: payment]].
[0 main +: [1 after done + >0: Payment] is a condition of inspection].
[0 main +: [1 after pending + >0: Payment is not] a condition of inspection].
[0 main +: It is a condition of any viewing [1 after done + >0: that the balance has been paid]].
[0 main +: Inspection is conditional on [1 after done + >0: payment]].
[0 main +: The right to inspect is not conditional on [1 after pending + >0: payment]].
[0 main +: Payment of the balance is subject to [1 after done + >0: the Buyer's approval]].
[0 main +: [1 after done + >0: Payment of the balance] entitles the customer to view the car].
[0 main + must: [1 unless pending + must >2: The customer must first be allowed to inspect the car]], [2 main -: failing which the balance is not payable].
[0 main + must: [1 unless pending + must >2: The customer must pay the balance]], [2 main -: failing which the car is not handed over].
[0 main +: [1 after done + >0: Having paid the balance], the Buyer will be invited to inspect the car].
[0 main + must: [1 after done + >0: Having inspected the car], the Buyer shall pay the balance].
[0 after done + >1: The balance having been paid], [1 main + may: the buyer may inspect the car].
[0 after done + >1: The car having been inspected], [1 main + must: the buyer shall pay the balance].
[0 main +: The Buyer pays the balance] [1 then + >0: and then inspects the car].
[0 main +: The Buyer inspects the car] [1 then + >0: and then pays the balance].
[0 main +: [1 same same + >0: On that day] the customer pays], [2 then + >0: then inspects the car].
[0 main +: Pay first] [1 then + >0: and inspect later].
[0 main +: Inspect first] [1 then + >0: and pay later].
[0 main +: Inspection first, [1 then + >0: payment second]].
[0 main -: [1 if pending - >0: No payment], no inspection].
[0 main +: The parties proceed in the following order]: [1 main +: inspection, [2 then + >1: payment], [3 then + >2: collection]].
[0 main + must: The buyer shall pay the price [1 without pending + >0: whether or not it has inspected the goods]].
[0 main + may: You may inspect the car [1 without pending + >0: whether or not you have paid]].
[0 main +: The fact [1 because pending - >0: that the customer has not yet inspected the car] is no reason for late payment].
[0 main +: [1 because pending - >0: That the Buyer has not inspected the car] does not relieve it of the duty to pay].
[0 main -: [1 unless pending + >0: Unless the balance has been paid], no viewing will be arranged].
[0 main -: [1 unless pending + >0: Unless the car has been inspected], no payment is due].
[0 main - may: [1 if pending - >0: If the balance has not been paid], the Buyer may not inspect the car].
[0 main -: [1 if pending - >0: If the Buyer has not inspected the car], the balance is not payable].
[0 if pending - >1: Should the balance be outstanding], [1 main - may: the Buyer may not inspect the car].
[0 main + may: The Seller may ask for payment [1 if done + >0: only if the Buyer has inspected the car]].
[0 main +: The buyer examines the car] [1 and + >0: and, [2 if done + >1: if satisfied], pays].
[0 main +: The yard hands the car over [1 relative done + >0: to whoever presents the release slip]].
[0 main +: The customer inspects the car [1 same same + >0: at handover]].
[0 main +: [1 same same + >0: While the car is being handed over], the customer inspects it].
[0 main +: The balance is payable [1 after done + >0: within seven days of the Buyer's approval]].
[0 main +: The Seller invites the buyer [1 content + >0: to inspect the car]].
[0 main +: The seller disputes [1 content 0 >0: inspection] [2 before pending + >1: before payment]].
[0 main -: [1 before pending + >0: Pending payment] the car is kept locked] [2 and - may >0: and nobody may inspect it].
[0 main - may: [1 same pending - >0: As long as any part of the price is unpaid] the car may not be inspected].
[0 main -: Examination of the car [1 before pending + >0: before payment] is excluded].
[0 main +: The buyer waives [1 content - >0: any right to inspect the car] [2 before pending + >1: before payment]].
[0 main + may: The buyer, [1 after done + >0: after paying the balance], may inspect the car].
[0 main +: The balance is payable [1 same done + >0: when the Buyer has inspected the car]].
[0 main + must: Inspection shall take place [1 after done + >0: after, and not before, payment]].
[0 main -: The Buyer is under no obligation to pay the balance [1 unless pending + >0: unless it has first inspected the car]].
[0 main - may: [1 after pending - >0: With the balance unpaid] the car may not be inspected].
[0 main + must: A buyer [1 purpose + >0: wishing to inspect the car] must first pay the balance].
""".strip().splitlines()
_TAG = re.compile(r"\[(\d+) ([^:\]]+): |\]")


def read(marked: str) -> tuple[str, list[tuple[int, str, int, int]]]:
    """A marked-up sentence → its text and the parts that it promises: (index, attributes, start, end)."""
    text, open_, found, last = "", [], [], 0
    for tag in _TAG.finditer(marked):
        text += marked[last : tag.start()]
        last = tag.end()
        if tag[1] is None:
            index, attributes, start = open_.pop()
            found.append((index, attributes, start, len(text)))
        else:
            open_.append((int(tag[1]), tag[2], len(text)))
    return text + marked[last:], sorted(found)


def sentence(text: str) -> Sentence:
    view = text.lower()
    return Sentence(0, 0, 0, len(view), "en", view, tuple(range(len(view) + 1)))


def mentions(view: str) -> list[Hit]:
    return sorted(
        ((c, m.start(), m.end()) for c, p in MENTIONS.items() for m in re.finditer(rf"\b(?:{p})\b", view)), key=lambda h: h[1]
    )


def told(part: Part) -> str:
    """A part's attributes as the mark-up writes them."""
    words = [part.relation, part.status, {1: "+", -1: "-", 0: "0"}[part.sign]]
    words += [None if part.modality == "is" else part.modality, None if part.head is None else f">{part.head}"]
    return " ".join(w for w in words if w)


def trimmed(view: str, start: int, end: int) -> tuple[int, int]:
    return start + len(view[start:end]) - len(view[start:end].lstrip(" .,;")), start + len(view[start:end].rstrip(" .,;"))


@pytest.mark.parametrize("marked", SENTENCES)
def test_a_sentence_has_the_parts_that_its_mark_up_says(marked: str) -> None:
    text, expected = read(marked)
    here = sentence(text)
    parts = chunk(here, mentions(here.view))
    assert [(i, told(p), *trimmed(here.view, p.start, p.end)) for i, p in enumerate(parts)] == expected


def subject(text: str, index: int = 0) -> str | None:
    here = sentence(text)
    span = chunk(here, mentions(here.view))[index].subject
    return None if span is None else here.view[slice(*span)]


@pytest.mark.parametrize(("text", "index", "who"), [
    ("The Buyer may inspect the car.", 0, "the buyer"),
    ("The balance is paid by the Buyer.", 0, "the buyer"),
    ("The balance is paid on Monday.", 0, None),
    ("The Seller invites the Buyer to inspect the car.", 1, "the buyer"),
    ("The Seller shall arrange for the Purchaser to view the car.", 1, "the purchaser"),
    ("Once the buyer has paid the balance, the seller delivers the car.", 1, "the buyer"),
    ("Payment is followed by the buyer's examination of the car.", 0, None),
])
def test_the_subject_is_who_does_it(text: str, index: int, who: str | None) -> None:
    assert subject(text, index) == who


def test_a_paper_goes_by_its_own_name() -> None:
    here = sentence("The yard hands the car over to whoever presents the release slip.")
    parts = chunk(here, mentions(here.view))
    assert [[n[0] for n in p.names] for p in parts] == [[], ["release slip"]]


def test_a_sequence_word_at_the_beginning_reaches_back() -> None:
    here = sentence("Thereafter the Buyer may inspect the car.")
    (part,) = chunk(here, mentions(here.view))
    assert (part.relation, part.head, part.anaphoric) == ("then", None, True)


@pytest.mark.parametrize(("text", "low", "high"), [
    ("The balance is due three days before delivery.", None, -3.0),
    ("The balance is due within seven days of delivery.", 0, 7.0),
    ("The balance is due on the day after delivery.", 1, 1),
    ("The balance is due on the eve of delivery.", None, -1.0),
])
def test_days_are_counted_from_the_event_they_name(text: str, low: float | None, high: float) -> None:
    here = sentence(text)
    clock = chunk(here, mentions(here.view))[0].clock
    assert clock is not None and (clock.anchor, clock.low, clock.high) == ("HANDOVER", low, high)


def test_hostile_text_is_chunked_without_failing() -> None:
    for text in ("", ".", ",,,;;;", "who who who which", "not not not", "the " * 500, "(" * 300, "before after until"):
        chunk(sentence(text), mentions(text))
