"""YAML is read strictly, and every key knows its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausecheck.errors import CaseError, PackError
from clausecheck.strictyaml import Located, LocatedList, hint, mapping, only, parse, read


@pytest.mark.parametrize(("text", "value"), [
    ("true", True), ("false", False), ("null", None), ("0", 0), ("-12", -12), ("5000", 5000),
    ("yes", "yes"), ("no", "no"), ("off", "off"), ("True", "True"), ("~", "~"), ("Null", "Null"),
    ("007", "007"), ("1_000", "1_000"), ("0x1f", "0x1f"), ("+1", "+1"), ("1.50", "1.50"), ("1e3", "1e3"), (".5", ".5"),
    ("2024-01-31", "2024-01-31"), ("12:30", "12:30"), ("'5'", "5"), ('"true"', "true"), ("<<", "<<"), ("", ""),
    ("9" * 19, "9" * 19),
])
def test_only_constants_and_plain_integers_are_converted(text: str, value: object) -> None:
    found = mapping(f"key: {text}\n", "f.yaml")["key"]
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(("text", "line", "words"), [
    ("a: 1\nb: 2\na: 3\n", 3, "stands twice"),
    ("a:\n  b: 1\n  b: 2\n", 3, "stands twice"),
    ("a: &x 1\n", 1, "anchors"),
    ("a: &x [1]\n", 1, "anchors"),
    ("a: 1\nb: *x\n", 2, "aliases"),
    ("a: !!str 1\n", 1, "tags"),
    ("a: !!python/object/apply:os.system [ls]\n", 1, "tags"),
    ("a: 1\nb: !x {}\n", 2, "tags"),
    ("? [a]\n: 1\n", 1, "key must be plain text"),
    ("a: 1\n---\nb: 1\n", 2, "a second YAML document"),
    ("a: [1\n", 1, "the [ that is opened here is not closed"),
    ("a: 1\n b: 2\n", 2, "not valid YAML"),
    ("- 1\n", 1, "key: value"),
    ("", 1, "empty"),
    ("# nothing\n", 1, "empty"),
    ("a: 1\nb: \x01\n", 2, "character"),
    ("a: 1\nb: \ud800\n", 2, "character"),
])
def test_what_is_refused_says_where(text: str, line: int | None, words: str) -> None:
    with pytest.raises(PackError) as caught:
        mapping(text, "f.yaml")
    assert (caught.value.file, caught.value.line) == ("f.yaml", line)
    assert words in caught.value.sentence


def test_deep_nesting_is_refused_and_never_overflows() -> None:
    with pytest.raises(PackError, match="nested more than 60 deep"):
        parse("[" * 100, "f.yaml")
    with pytest.raises(PackError, match="nest"):
        parse("[" * 100_000, "f.yaml")


def test_every_key_and_item_knows_its_line() -> None:
    table = mapping("# a remark\na: 1\nb:\n  - x\n  - {c: 2,\n     d: 3}\n", "f.yaml")
    assert (table.line("a"), table.line("b"), table.line("missing")) == (2, 3, 2)
    items = table["b"]
    assert isinstance(items, LocatedList)
    assert (items.line(0), items.line(1), items.line(9)) == (4, 5, 4)
    inner = items[1]
    assert isinstance(inner, Located)
    assert (inner.line("c"), inner.line("d"), inner.file) == (5, 6, "f.yaml")


def test_block_texts_keep_their_lines() -> None:
    assert mapping("a: |\n  第一条\n  12\nb: >-\n  x\n  y\n", "f") == {"a": "第一条\n12\n", "b": "x y"}


def test_the_pure_parser_gives_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "a: [1, '2', {b: null}]\nc: |\n  x\n"
    fast = mapping(text, "f")
    import yaml

    monkeypatch.delattr(yaml, "CSafeLoader", raising=False)
    slow = mapping(text, "f")
    assert slow == fast
    assert slow.lines == fast.lines
    with pytest.raises(PackError, match="not valid YAML"):
        mapping("a: [", "f")


def test_files(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_bytes(b"\xef\xbb\xbfa: 1\n")
    assert read(file) == {"a": 1}
    file.write_bytes(b"a: \xff\n")
    with pytest.raises(CaseError, match="not UTF-8"):
        read(file, CaseError)
    with pytest.raises(PackError, match="cannot be read"):
        read(tmp_path / "none.yaml")


def test_unknown_keys_are_named_with_what_was_meant() -> None:
    table = mapping("when: 1\nunles: 2\n", "f.yaml")
    with pytest.raises(PackError) as caught:
        only(table, ("when", "unless"), "a rule")
    assert str(caught.value) == "f.yaml:2: unknown key 'unles' in a rule — did you mean unless?"
    assert hint("zzz", ("when",)) == ""


DATA = st.recursive(st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"]), max_size=8) | st.booleans()
                    | st.none() | st.integers(-10**6, 10**6),
                    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abc", min_size=1), inner, max_size=3),
                    max_leaves=8)


@given(DATA)
def test_json_is_read_as_it_was_written(data: object) -> None:
    import json

    assert parse(json.dumps(data, ensure_ascii=False), "f") == data
