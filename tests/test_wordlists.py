"""Lists of words that are set apart are what the parser would have made of them, line by line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausecheck.errors import PackError
from clausecheck.lexicon import load
from clausecheck.places import rules_root
from clausecheck.strictyaml import Located, LocatedList, mapping, read
from clausecheck.wordlists import WordList, set_apart

LEXICONS = sorted(p for p in (rules_root() / "lexicon").rglob("*.yaml") if not p.name.startswith("cues"))


def apart(text: str) -> Located:
    changed, lists = set_apart(text, "f.yaml")
    return mapping(changed, "f.yaml", lists=lists)


def agree(plain: object, lists_apart: object) -> int:
    """How many lists were set apart; they and all else are the same, at the same lines."""
    if isinstance(lists_apart, WordList):
        assert isinstance(plain, LocatedList)
        assert lists_apart.words() == plain
        assert [lists_apart.line(n) for n in range(len(plain))] == plain.lines
        assert (lists_apart.first(), lists_apart.at) == (plain[0], plain.at)
        return 1
    assert plain.__class__ is lists_apart.__class__
    if isinstance(plain, Located) and isinstance(lists_apart, Located):
        assert list(plain.lines.items()) == list(lists_apart.lines.items())
        return sum(agree(plain[key], lists_apart[key]) for key in plain)
    assert plain == lists_apart
    return 0


@pytest.mark.parametrize("file", LEXICONS, ids=lambda f: f.name)
def test_every_lexicon_that_ships_is_read_the_same(file: Path) -> None:
    found = agree(read(file), read(file, word_lists=True))
    assert found or file.stat().st_size < 20_000


ITEM = st.one_of(st.text("ab买方 -", min_size=1, max_size=12), st.sampled_from(
    ['"a, b"', '"x*"', "no refund", "12", "-1", "true", "a: b", "a:b", "#c", "a #c", "[x]", "{a: b}", "'q'", '"a" b', "null",
     "*x", "&y", "", "- z", '"a\\nb"', "~", "|", "1日内"]))


@given(st.lists(st.tuples(ITEM, st.sampled_from([", ", ",", ",\n       ", " , ", "\n  , ", "\n       "])), min_size=25, max_size=40))
def test_any_list_is_read_the_same_or_left_to_the_parser(items: list[tuple[str, str]]) -> None:
    body = "".join(item + gap for item, gap in items)
    text = f"A:\n  kind: state\n  zh: [{body}last]\n  en: [x]\nB: 1\n"
    try:
        plain = mapping(text, "f.yaml")
    except PackError as expected:
        with pytest.raises(PackError) as caught:
            apart(text)
        assert (caught.value.line, caught.value.sentence) == (expected.line, expected.sentence)
    else:
        agree(plain, apart(text))


def test_a_language_is_read_and_checked_when_it_is_asked_for(tmp_path: Path) -> None:
    words = ", ".join(f"word {chr(97 + n)}{chr(97 + m)}" for n in range(6) for m in range(6))
    file = tmp_path / "lexicon.yaml"
    file.write_text(f"A:\n  kind: state\n  zh: [甲]\n  en: [{words},\n       word aa]\n", encoding="utf-8")
    concept = load([file]).concepts["A"]
    assert concept.forms["zh"] == ("甲",)
    assert concept.forms.first("en") == "word aa"
    with pytest.raises(PackError) as caught:
        concept.forms["en"]
    assert (caught.value.line, caught.value.sentence) == (5, "A: the form 'word aa' stands twice")


def test_a_text_that_holds_a_stand_in_is_left_alone() -> None:
    text = "A:\n  zh: [" + "甲乙, " * 40 + '丙]\n  en: ["\ue0000"]\n'
    assert set_apart(text, "f.yaml") == (text, [])
