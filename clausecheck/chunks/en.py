"""English: a sentence → its parts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Literal

from clausecheck.chunks import Part
from clausecheck.chunks.en_clock import ANCHORS, calendar, counted
from clausecheck.chunks.en_frames import Side, split_frames
from clausecheck.chunks.en_lists import listed
from clausecheck.chunks.en_regions import Parser, Region
from clausecheck.chunks.en_signs import Reader, Reading
from clausecheck.chunks.en_tokens import Token, tokenise
from clausecheck.chunks.en_words import Words, words
from clausecheck.text import Sentence

Mention = tuple[str, int, int]
Status = Literal["done", "pending", "same"] | None

# events that last: with "on" or "when" they are the time, not the condition
LASTING = frozenset(["HANDOVER", "HANDOVER_DAY", "VISIT", "ARRIVE", "DISPATCH"])
_LIGHT = frozenset("make carry conduct perform effect do undertake complete have take render fulfil owe".split())
_SHOWING = frozenset("show present produce display demonstrate open uncover unveil exhibit unlock".split())
_AHEAD = re.compile(r"\b(?:beforehand|before that|in advance|before then|prior to that|ahead of that)\b")
THINGS = frozenset(["BALANCE", "PRICE", "DEPOSIT", "ADVANCE", "DEPOSIT_UNCLEAR", "DELIVERY_DATE", "WHOLE_PRICE"])


def chunk(sentence: Sentence, mentions: Sequence[Mention]) -> tuple[Part, ...]:
    """The parts of an English sentence, in the order in which they begin. Heads are indices into the result."""
    known = words()
    tokens = tokenise(sentence.view, known)
    if not tokens:
        return ()
    atoms = _atoms(mentions)
    events = _token_ranges(tokens, atoms)
    parser = Parser(sentence.view, tokens, events, known)
    regions = parser.run()
    return Assembly(sentence.view, tokens, events, atoms, regions, known, parser.framed).parts()


def _atoms(mentions: Sequence[Mention]) -> list[Mention]:
    """Mentions that hold no smaller one: a joined concept covers its verb, its thing and what is between."""
    return [
        m for m in mentions
        if not any(o != m and m[1] <= o[1] and o[2] <= m[2] and o[2] - o[1] < m[2] - m[1] for o in mentions)
    ]


def _token_ranges(tokens: Sequence[Token], mentions: Sequence[Mention]) -> list[tuple[int, int]]:
    ranges = []
    for _, start, end in mentions:
        inside = [k for k, t in enumerate(tokens) if t.start < end and t.end > start]
        if inside:
            ranges.append((inside[0], inside[-1] + 1))
    return sorted(set(ranges))


class Assembly:
    """Regions of one sentence → its parts."""

    def __init__(self, view: str, tokens: Sequence[Token], events: Sequence[tuple[int, int]],
                 mentions: Sequence[Mention], regions: list[Region], known: Words, framed: set[int]) -> None:
        self.view, self.tokens, self.events, self.mentions = view, tokens, events, mentions
        self.regions, self.words = regions, known
        self.reader = Reader(view, tokens, events, known, framed)
        self.readings: dict[int, Reading] = {}
        self.drafts: list[dict[str, Any]] = []

    def parts(self) -> tuple[Part, ...]:
        keep = [n for n, r in enumerate(self.regions) if r.end > r.start or r.relation == "main"]
        for n in range(len(self.regions)):
            self.draft(n, n in keep)
        self.hang_content()
        split_frames(self)
        self.attributives()
        self.sequence()
        listed(self)
        self.otherwise()
        self.previously()
        return self.freeze()

    # --- one draft a region, and one more where its sign changes ----------------------------------------------------
    def own(self, n: int) -> list[int]:
        r = self.regions[n]
        inner = {k for m, q in enumerate(self.regions) if m > n and q.start >= r.start and q.end <= r.end
                 for k in range(q.start, q.end)}
        skip = set(range(*r.cue)) if r.cue and r.relation != "relative" else set()
        return [k for k in range(r.start, r.end) if k not in inner and k not in skip and self.tokens[k].tag not in (";", ".")]

    def draft(self, n: int, keep: bool) -> None:
        r, own = self.regions[n], self.own(n)
        inherited = 1
        if r.joined is not None and r.joined in self.readings:
            inherited = self.inherit(r, own)
        reading = self.reader.read(r, own, inherited)
        self.readings[n] = reading
        modality = reading.modality
        if r.joined is not None and modality == "is":
            modality = self.readings[r.joined].modality
        self.drafts.append({
            "region": n, "start": r.start, "end": r.end, "own": own, "head": r.head, "relation": r.relation,
            "sign": reading.sign, "modality": modality, "cue": r.cue, "keep": keep, "rule": r.rule, "only": r.only,
            "anaphoric": r.anaphoric, "subject": self.subject(r, own), "undone": reading.undone, "fixed": None,
            "asserted": False, "splits": reading.splits, "status": None, "group": r.group, "joined": r.joined is not None,
        })

    def inherit(self, r: Region, own: Sequence[int]) -> int:
        model = self.readings[r.joined] if r.joined is not None else None
        if model is None or r.group is not None and self.tokens[r.group.start].tag == "M":
            return 1
        return self.reader.negation(self.regions[r.joined or 0], self.own(r.joined or 0))

    def subject(self, r: Region, own: Sequence[int]) -> tuple[int, int] | None:
        """The agent of a passive, else the subject's words, else the possessor of an event noun."""
        agent = self.agent(own)
        if agent is not None:
            return agent
        if r.group is not None and not r.group.passive and not r.group.inverted and r.group.start > r.group.onset and self.acts(r, own):
            last = r.group.start - 1
            while last > r.group.onset and self.tokens[last].tag in ("A", "G"):
                last -= 1
            return self.tokens[r.group.onset].start, self.tokens[last].end
        if r.joined is not None:
            return self.drafts[r.joined]["subject"]  # type: ignore[no-any-return]
        return None

    def acts(self, r: Region, own: Sequence[int]) -> bool:
        """Is the subject the one who does the event: not who shows the goods, or refuses what another does?"""
        here = [(s, e) for s, e in self.events if s in own]
        if not here:
            return True
        verb = self.tokens[r.group.verb] if r.group is not None and r.group.verb >= 0 else None
        if verb is not None and verb.base in _LIGHT:
            return True
        doing = [s for s, e in here if any(self.tokens[k].tag == "V" for k in range(s, e)) and self.tokens[s].base not in _SHOWING]
        return bool(doing) or verb is None or all(self.tokens[s].base not in _SHOWING for s, _ in here) and all(
            self.tokens[s].tag == "N" and verb.base not in self.words.allow | self.words.refuse for s, _ in here)

    def agent(self, own: Sequence[int]) -> tuple[int, int] | None:
        for k in own:
            if self.tokens[k].text == "by" and k + 1 < len(self.tokens):
                j = k + 1
                while j < len(self.tokens) and self.tokens[j].tag in ("D", "N", "P") and self.tokens[j].text not in self.words.persons | self.words.pronouns:
                    j += 1
                if j < len(self.tokens) and self.tokens[j].text in self.words.persons | self.words.pronouns:
                    return self.tokens[k + 1].start, self.tokens[j].end
        for k in own:
            if self.tokens[k].text in ("'s", "'") and k and self.tokens[k - 1].text in self.words.persons:
                if any(0 < s - k <= 4 for s, _ in self.events):
                    j = k - 1
                    return self.tokens[j - 1 if j and self.tokens[j - 1].tag == "D" else j].start, self.tokens[j].end
        return None

    def hang_content(self) -> None:
        """Split drafts where a refusing or unknown word governs what follows; children after it hang on the content."""
        for d in list(self.drafts):
            for split in d["splits"]:
                to, sign = split.start, split.sign
                last = [k for k in d["own"] if k >= to and (split.stop is None or k < split.stop)]
                if not self.events_in(last):
                    continue
                index = len(self.drafts)
                parent = next(n for n, q in enumerate(self.drafts) if q is d)
                stop = last[-1] + 1
                self.drafts.append({
                    **d, "start": to, "end": stop, "own": last, "head": parent, "relation": "content", "sign": sign,
                    "cue": (to - 1, to), "rule": "none", "splits": (), "region": -1, "keep": True, "asserted": False,
                    "subject": (d["subject"] if self.tokens[to].tag in ("T", "V") and not any(self.tokens[k].base in _SHOWING for k in last) else None) if split.subject is None else (self.tokens[split.subject[0]].start, self.tokens[split.subject[1]].end),
                })
                for q in self.drafts[:index]:
                    if q["head"] == parent and q is not d and (q["start"] >= to or q["start"] < d["own"][0] or self.fronted(q)) and split.stop is None and q["relation"] not in ("then", "and", "content") :
                        q["head"] = index
                d["own"] = [k for k in d["own"] if k not in last]

    def fronted(self, q: dict[str, Any]) -> bool:
        return q["region"] >= 0 and self.regions[q["region"]].fronted

    def otherwise(self) -> None:
        """What "failing which" looks back at: the duty stays, and its twin is the condition of what follows."""
        for d in list(self.drafts):
            target = self.regions[d["region"]].extra.get("otherwise") if d["region"] >= 0 else None
            if target is not None:
                self.drafts.append({**d, "relation": "unless", "head": target, "rule": "pending", "fixed": "pending", "region": -1,
                                    "asserted": True})

    def previously(self) -> None:
        """ "Beforehand the balance is paid": the sentence before tells what comes later."""
        for d in list(self.drafts):
            if d["relation"] != "main" or not self.events_in(d["own"]) or any(
                    q["head"] is not None and self.drafts[q["head"]] is d and q["relation"] in ("same", "if", "before", "purpose") for q in self.drafts):
                continue
            for m in self.words.prior.finditer(self.view, self.tokens[d["start"]].start):
                at = next((k for k in d["own"] if self.tokens[k].start == m.start()), None)
                if at is not None and not self.adjective(at, m.end()) and m.group() not in ("first", "previously", "in advance", "until then"):
                    self.drafts.append({**d, "start": at, "end": at + len(m.group().split()), "own": [], "head": self.drafts.index(d), "relation": "before",
                                        "fixed": "pending", "anaphoric": True, "sign": 1, "cue": (at, at + 1), "region": -1, "rule": "pending", "group": None})

    # --- order words ---------------------------------------------------------------------------------------------------
    def sequence(self) -> None:
        for n, d in enumerate(self.drafts):
            if d["relation"] not in ("main", "and") or not d["own"]:
                continue
            if self.says(d, self.words.then):
                d["relation"], d["anaphoric"] = "then", d["head"] is None
                if d["head"] is None and n > 0:
                    previous = [m for m in range(n) if self.drafts[m]["relation"] in ("main", "and", "then") and self.drafts[m]["end"] <= d["start"]]
                    d["head"] = previous[-1] if previous else None
            elif d["relation"] == "and" and d["head"] is not None and self.says(self.drafts[d["head"]], self.words.first):
                d["relation"] = "then"

    def says(self, d: dict[str, Any], pattern: re.Pattern[str]) -> bool:
        """A sequence word among the draft's own words, at a place where an adverb can stand."""
        own = set(d["own"])
        for m in pattern.finditer(self.view, self.tokens[d["start"]].start, self.tokens[d["end"] - 1].end):
            k = next((k for k, t in enumerate(self.tokens) if t.start == m.start()), None)
            if k is not None and k in own and not self.adjective(k, m.end()):
                return True
        return False

    def adjective(self, k: int, end: int) -> bool:
        """ "the first instalment", "a second visit", "the next day's"."""
        following = next((t for t in self.tokens[k + 1 :] if t.start >= end), None)
        before = self.tokens[k - 1] if k else None
        return before is not None and before.tag in ("D", "I") and following is not None and following.tag in ("N", "V", "I")

    # --- the result --------------------------------------------------------------------------------------------------
    def status(self, d: dict[str, Any]) -> Status:
        if d["fixed"] is not None:
            return d["fixed"]  # type: ignore[no-any-return]
        sign, rule = d["sign"], d["rule"]
        if d["relation"] in ("main", "and", "then", "content", "purpose") or rule == "none":
            return None
        if sign == 0:
            return None
        by_sign: Status = "done" if sign > 0 else "pending"
        if d["relation"] == "relative" and not self.conditional(d):
            return None
        if rule in ("polarity", "done"):
            return by_sign
        if rule == "pending":
            return "pending"
        if rule == "unmet":
            return "pending" if sign > 0 else "done"
        if rule in ("when", "while"):
            perfect = d["group"] is not None and d["group"].perfect
            if sign < 0 or perfect:
                return by_sign
            return "same" if rule == "while" or self.lasting(d, LASTING | {"INSPECT"}) else "done"
        return "same"

    def conditional(self, d: dict[str, Any]) -> bool:
        """Does a relative pick out whom or what the head is about, or only say more of it ("in which … can be viewed")?"""
        if d["cue"] is None or d["sign"] < 0 or d["group"] is None or d["group"].perfect:
            return True
        words = {self.tokens[k].text for k in range(*d["cue"])}
        before = self.tokens[d["cue"][0] - 1] if d["cue"][0] else None
        return bool(words & {"who", "whose", "whom", "whoever"}) or before is not None and before.text in self.words.persons

    def lasting(self, d: dict[str, Any], which: frozenset[str] = LASTING) -> bool:
        own = set(d["own"])
        return any(c in which and any(self.tokens[k].start == s or s <= self.tokens[k].start < e for k in own) for c, s, e in self.mentions)

    def freeze(self) -> tuple[Part, ...]:
        for d in self.drafts:
            d["status"] = self.status(d)
            self.beforehand(d)
            if d["rule"] == "done" and d["cue"] and self.lasting(d) and re.fullmatch(
                    r"(?:only |just |except |but )*(?:up)?on(?: the)?", self.view[self.tokens[d["cue"][0]].start : self.tokens[d["cue"][1] - 1].end]):
                d["relation"], d["status"] = "same", "same"
        self.clocks()
        order = sorted((n for n, d in enumerate(self.drafts) if d["keep"]), key=lambda n: (self.drafts[n]["start"], -self.drafts[n]["end"]))
        place = {n: i for i, n in enumerate(order)}
        return tuple(self.part(self.drafts[n], place) for n in order)

    def beforehand(self, d: dict[str, Any]) -> None:
        """ "When you inspect the car, the balance must have been paid": what is told of the head lies before this part."""
        if d["head"] is None or d["status"] not in ("same", "done") or d["relation"] not in ("same", "if", "after"):
            return
        if d["relation"] == "after" and d["rule"] != "noun" or d["fixed"] is not None:
            return
        head = self.drafts[d["head"]]
        group = head["group"]
        modal_perfect = group is not None and group.perfect and head["modality"] == "must" and self.tokens[group.start].tag == "M"
        if modal_perfect or self.says(head, self.words.prior) and (d["rule"] != "polarity" or self.says(head, _AHEAD)):
            d["relation"], d["status"] = "before", "pending"

    def clocks(self) -> None:
        """Dates in a draft's own words; days counted from the event of a draft that hangs on it."""
        for d in self.drafts:
            spans = [(self.tokens[k].start, self.tokens[k].end) for k in d["own"]]
            d["clock"] = calendar(self.view, lambda at, spans=spans: any(s <= at < e for s, e in spans)) if spans else None  # type: ignore[misc]
        for d in self.drafts:
            if d["cue"] is not None and d["head"] is not None and not self.events_in(d["own"]) and self.drafts[d["head"]]["clock"] is None:
                span = (self.tokens[d["start"]].start, self.tokens[d["end"] - 1].end)
                self.drafts[d["head"]]["clock"] = calendar(self.view, lambda at, span=span: span[0] <= at < span[1])  # type: ignore[misc]
        for d in self.drafts:
            anchors = [c for c, s, e in self.mentions if (c in ANCHORS or c.islower()) and any(
                s <= self.tokens[k].start < e for k in d["own"])]
            if d["cue"] is None or d["head"] is None or len(anchors) != 1 or d["relation"] not in ("after", "before", "same"):
                continue
            head = self.drafts[d["head"]]
            words = self.view[self.tokens[d["cue"][0]].start : self.tokens[d["cue"][1] - 1].end]
            if head["clock"] is None and head["sign"] > 0:
                head["clock"] = counted(words, anchors[0], d["status"])

    def part(self, d: dict[str, Any], place: dict[int, int]) -> Part:
        cue = d["cue"]
        head = d["head"]
        while head is not None and head not in place:
            head = self.drafts[head]["head"]
        return Part(
            start=self.tokens[d["start"]].start if d["start"] < len(self.tokens) else len(self.view),
            end=self.tokens[d["end"] - 1].end if d["end"] else 0,
            head=None if head is None else place[head],
            relation=d["relation"], status=d["status"], sign=d["sign"], modality=d["modality"], subject=d["subject"],
            cue=None if cue is None else (self.tokens[cue[0]].start, self.tokens[cue[1] - 1].end),
            hypothetical=d["relation"] in ("if", "unless") and not d["asserted"],
            names=tuple(m for m in self.mentions if m[0].islower() and any(self.tokens[k].start == m[1] for k in d["own"])),
            clock=d["clock"], announces=d["relation"] == "main" and self.words.ordered.search(self.view) is not None,
            past=d["relation"] == "main" and d["group"] is not None and d["group"].perfect and d["modality"] == "is",
            only=d["only"], anaphoric=d["anaphoric"], negated=d["sign"] < 0 and d["relation"] in ("if", "unless", "relative", "because"),
        )

    # --- for frames ---------------------------------------------------------------------------------------------------
    def events_in(self, own: Sequence[int]) -> bool:
        """Is there an event mention among these tokens?"""
        return self.reader.events_among(own)

    def text(self, own: Sequence[int]) -> str:
        """The words of these tokens."""
        return " ".join(self.tokens[k].text for k in own)

    def lacks(self, own: Sequence[int]) -> bool:
        """Do these words speak of a lack: "non-payment", "lack of", "unpaid"?"""
        return any(self.tokens[k].text in self.words.refusing_nouns for k in own) or self.reader.state(own, self.words.undone)

    def blocks(self, own: Sequence[int]) -> bool:
        """Is an event among these tokens itself one of holding back ("withhold the balance")?"""
        return any(s in own and self.tokens[s].tag == "V" and (self.tokens[s].base in self.words.refuse or self.reader.phrasal(s)) for s, _ in self.events)

    def refusing(self, side: Side) -> bool:
        """Does one side of a frame speak of a refusal?"""
        return side.draft is None and (self.blocks(side.own) or self.reader.refusals(side.own) < 0)

    def attributives(self) -> None:
        """ "a paid-up customer", "fully paid customers": the state of the person is a relative without "who"."""
        for n in range(len(self.drafts)):
            d = self.drafts[n]
            for s, e in self.events:
                if s in d["own"] and e < len(self.tokens) and self.tokens[e].text in self.words.persons and self.past(s, e) and len(d["own"]) > e - s + 1:
                    own = list(range(s, e))
                    d["own"] = [k for k in d["own"] if k not in own]
                    self.drafts.append({**d, "start": s, "end": e, "own": own, "head": n, "relation": "relative", "cue": None, "sign": 1,
                                        "rule": "polarity", "splits": (), "region": -1, "fixed": None, "group": None, "subject": None})

    def past(self, s: int, e: int) -> bool:
        """Is the event told as done: "paid", "paid-up", "settled"?"""
        return re.match(r"(?:fully |already )?(?:paid|settled|cleared)", self.view[self.tokens[s].start :]) is not None

    def extraposed(self, n: int) -> int | None:
        """The content clause of "it is a condition … that …", if the draft has one."""
        if not any(self.tokens[k].text == "it" for k in self.drafts[n]["own"][:3]):
            return None
        return next((m for m, q in enumerate(self.drafts) if q["head"] == n and q["relation"] in ("content", "relative")), None)
