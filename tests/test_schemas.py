"""The published schemas: every shipped file is valid, and a broken file is refused by the schema and the reader alike."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from packed import PACK, RULE, law, lexicon, write
from typer.testing import CliRunner

from clausecheck import strictyaml
from clausecheck.authorities import files as lawfiles
from clausecheck.cli.app import app
from clausecheck.errors import ClausecheckError
from clausecheck.happenings import EVENTS, read_happenings
from clausecheck.lexicon import load as load_lexicon
from clausecheck.places import rules_root
from clausecheck.readers import from_text
from clausecheck.readers.case_file import load_case
from clausecheck.rulebook import open_law, open_lexicon
from clausecheck.rulefiles.packs import read_pack
from clausecheck.rulefiles.reading import KEYS, OVERRIDES, Known, in_words, rule_from
from clausecheck.schema import author_schemas
from clausecheck.schema.elements import OPERATORS as DESCRIBED
from clausecheck.settings import settings_for
from clausecheck.settings.reading import KEYS as SETTINGS
from clausecheck.suppressions import read_side_file

ROOT = Path(__file__).parent.parent
LAW = ("authorities", "instruments", "doctrines", "cases")
# What is no author's file: cues and the leading case are ours alone, the others are what tests expect.
OURS = ("cues", "meilan.yaml", "COVERAGE.yaml", "expected.yaml")


@cache
def shipped(kind: str, *packs: Path) -> Draft7Validator:
    """The schema of a kind of file, with the words of the packs in it."""
    return Draft7Validator(author_schemas(open_lexicon(packs), open_law(packs))[kind])


def pack_of(path: Path) -> tuple[Path, ...]:
    """The pack that a file belongs to, where it is in one."""
    return tuple(p for p in path.parents if (p / "pack.yaml").is_file())


@cache
def small(kind: str) -> Draft7Validator:
    return Draft7Validator(author_schemas(lexicon(), law())[kind])


def kind_of(path: Path) -> str:
    if path.stem in (*LAW, "pack", "case", "happened"):
        return path.stem
    return "lexicon" if "lexicon" in (*path.relative_to(ROOT).parts, path.stem) else "rule"


FILES = sorted(p for folder in ("rules", "samples") for p in (ROOT / folder).rglob("*.yaml")
               if not any(p.name.startswith(o) or p.name.endswith(o) for o in OURS) and ".schema" not in p.parts)


def test_the_schemas_are_schemas() -> None:
    schemas = author_schemas(lexicon(), law())
    assert set(schemas) == {"rule", "pack", "lexicon", "case", "happened", "config", "suppressions", *LAW}
    for schema in schemas.values():
        Draft7Validator.check_schema(schema)


def test_every_shipped_file_is_valid() -> None:
    kinds = {kind_of(f) for f in FILES}
    assert kinds == {"rule", "pack", "lexicon", "case", "happened", *LAW}
    for file in FILES:
        data = strictyaml.parse(file.read_text(encoding="utf-8"), str(file))
        error = next(shipped(kind_of(file), *pack_of(file)).iter_errors(data), None)
        assert error is None, f"{file}: {list(error.absolute_path)}: {error.message[:200]}"


def test_every_key_of_a_rule_is_described() -> None:
    from clausecheck.rulefiles.elements import OPERATORS, QUALIFIERS

    schema = author_schemas(lexicon(), law())["rule"]
    assert set(schema["properties"]) == set(KEYS)
    assert all("description" in p for p in schema["properties"].values())
    assert set(DESCRIBED) == set(OPERATORS)
    qualifiers = schema["definitions"]["qualifiers"]["properties"]
    assert set(qualifiers) == set(QUALIFIERS) and all("description" in q for q in qualifiers.values())
    override = author_schemas(lexicon(), law())["pack"]["properties"]["rules"]["additionalProperties"]["anyOf"][1]
    assert set(override["properties"]) == set(OVERRIDES)


def test_ids_complete() -> None:
    schemas = author_schemas(open_lexicon(()), open_law(()))
    assert "PAY_BALANCE" in schemas["rule"]["definitions"]["concept"]["enum"]
    assert "final-interpretation" in schemas["rule"]["properties"]["doctrine"]["enum"]
    assert "cn-civil-code-497" in schemas["rule"]["properties"]["authorities"]["items"]["properties"]["id"]["enum"]
    assert "DEPOSIT_PAID" in schemas["happened"]["items"]["properties"]["event"]["enum"]


# --- broken files ----------------------------------------------------------------------------------------------------
VALUES = [None, True, False, 0, 7, -1, "", " ", "any", "x", "high", "zh", "buyer", "PAY", "15 days", "20% of PAY", "5000 CNY", "1.0.0",
          "2024-07-19", [], {}, ["PAY"], [["PAY"]], {"zh": "一", "en": "one"}, {"PAY": {}}, {"none": ["PAY"]}, [None], {"by": "seller"}]


@st.composite
def broken(draw: Callable[[Any], Any], whole: Any) -> Any:
    """The data with one thing changed somewhere: a key renamed, a value replaced, deleted or written twice."""
    data = json.loads(json.dumps(whole))
    holder, at = None, None
    node = data
    while isinstance(node, dict | list) and node and (holder is None or draw(st.integers(0, 3))):
        holder, at = node, draw(st.sampled_from(sorted(node) if isinstance(node, dict) else range(len(node))))
        node = holder[at]
    change = draw(st.sampled_from(["replace", "delete", "rename", "add"]))
    if change == "replace" or (change == "rename" and isinstance(holder, list)):
        holder[at] = draw(st.sampled_from(VALUES))
    elif change == "delete":
        del holder[at]
    elif change == "rename":
        holder[draw(st.sampled_from(["x", "PAY", "when", "zh", at + "s"]))] = holder.pop(at)
    elif isinstance(holder, dict):
        holder[draw(st.sampled_from(["x", "as", "by", "ask", "sectors", "when", "note", "severity"]))] = draw(st.sampled_from(VALUES))
    else:
        holder.append(draw(st.sampled_from(VALUES)))
    return data


def refused(read: Callable[[], object]) -> ClausecheckError | None:
    try:
        read()
    except KeyError as missing:  # of the law files: the mapping that holds the entries says of which
        return ClausecheckError(f"lacks {missing}")
    except ClausecheckError as error:
        return error
    return None


def agree(kind: str, data: Any, read: Callable[[], object], beyond: tuple[str, ...] = ()) -> None:
    """Both accept or both refuse; `beyond`: what only a reader can see, by check or words."""
    error, wrong = next(small(kind).iter_errors(data), None), refused(read)
    if error is None and wrong is not None:
        assert wrong.check in beyond or any(b in wrong.sentence for b in beyond), wrong
    else:
        assert (error is None) == (wrong is None), (error and error.message[:300], wrong)


SLOW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
BUILD: dict[str, Callable[[Any], object]] = {
    "authorities": lambda e: lawfiles.authority(e, law().instruments), "instruments": lawfiles.instrument,
    "doctrines": lawfiles.doctrine, "cases": lawfiles.decided_case}
HAPPENED = [{"event": "DEPOSIT_PAID", "on": "2024-07-19", "amount": "5,000.00", "currency": "CNY", "to": "the maker"},
            {"event": "DEFERRAL_AGREED", "days": 360, "amount": 5, "note": "x"}]
FULL = strictyaml.mapping(RULE, "rule.yaml")
FULL["authorities"] = [{"id": "cn-civil-code-497", "role": "ground", "link": "mapped"}]
FULL["when"] = [*FULL["when"], {"any": ["KEEP", {"all": ["PAY", {"sentence": ["BALANCE"]}]}]}, {"promised": {"INSPECT": {"by": "buyer"}}},
                {"PAY": {"amount": {"over": "20% of BALANCE", "total": True}, "if": {"KEEP": {"negated": True}}}},
                {"happened": {"before": [{"DEPOSIT_PAID": {"by": "buyer", "within": "15 days after CANCELLED"}}, "DELIVERED"]}}]
FULL["examples"]["violates"]["zh"][0] = {"text": "买方付清尾款后方可验货。", "promised": ["先验货。"], "level": "low", "captures": {"pay": "x"},
                                         "happened": [{"event": "DELIVERED"}]}
SEEN_BY_THE_READER_ALONE = (
    "unbound-capture", "unbound-name", "never-met", "defined-twice", "graver-than-doctrine", "void-without-ground",
    "the gravest first", "but the last", "unknown concept", "anywhere: belongs", "unknown event", "inside", "is no length of time", "too-few-examples",
    "no-near-miss")


@SLOW
@given(broken(dict(FULL)))
def test_a_broken_rule_is_refused_by_both(data: Any) -> None:
    known = Known(in_words(lexicon()), frozenset(EVENTS), law(), "demo", ("zh", "en"))
    agree("rule", data, lambda: rule_from(json.dumps(data), "r.yaml", "demo/r", known, examples=True), SEEN_BY_THE_READER_ALONE)


def everywhere(whole: Any) -> Any:
    """The data with a list, and with a mapping, in the place of each value in turn."""
    data = json.loads(json.dumps(whole))

    def spots(holder: Any) -> Any:
        for at in list(holder) if isinstance(holder, dict) else range(len(holder)):
            yield holder, at
            if isinstance(holder[at], dict | list):
                yield from spots(holder[at])

    for holder, at in list(spots(data)):
        kept = holder[at]
        for value in ([], {}):
            holder[at] = value
            yield data
        holder[at] = kept


def test_a_list_or_a_mapping_in_the_wrong_place_is_never_a_crash(tmp_path: Path) -> None:
    known = Known(in_words(lexicon()), frozenset(EVENTS), law(), "demo", ("zh", "en"))
    for data in everywhere(dict(FULL)):
        agree("rule", data, lambda d=data: rule_from(json.dumps(d), "r.yaml", "demo/r", known, examples=True), SEEN_BY_THE_READER_ALONE)
    for data in everywhere(HAPPENED):
        agree("happened", data, lambda d=data: read_happenings(from_text(json.dumps(d), "happened", name="h.yaml")), ("is no day",))
    for kind in LAW:
        for data in everywhere(dict(strictyaml.read(rules_root() / f"{kind}.yaml")[kind][0])):
            located = strictyaml.parse(json.dumps([data]), "law.yaml")[0]
            agree(kind, {kind: [data]}, lambda e=located, k=kind: BUILD[k](e))


def test_the_whole_rule_is_accepted_by_both() -> None:
    known = Known(in_words(lexicon()), frozenset(EVENTS), law(), "demo", ("zh", "en"))
    assert list(small("rule").iter_errors(dict(FULL))) == []
    assert rule_from(json.dumps(FULL), "r.yaml", "demo/r", known, examples=True).id == "demo/r"


@SLOW
@given(broken({"name": "demo", "version": "1.2", "jurisdiction": "CN", "languages": ["zh", "en"], "needs": ["clausecheck>=0.1"], "extends": [],
               "rules": {"first": {"severity": "low", "unless": ["KEEP"], "advice": {"zh": "问", "en": "ask"}}}}))
def test_a_broken_pack_is_refused_by_both(tmp_path: Path, data: Any) -> None:
    folder = write(tmp_path / "demo", {"first": RULE}, json.dumps(data))

    def read() -> None:
        _, errors = read_pack(folder, lexicon(), law(), examples=False)
        if errors:
            raise errors[0]

    agree("pack", data, read, ("unknown-pack", "unknown-rule", "unbound-capture", "defined-twice", "circle", "never-met"))


@SLOW
@given(broken({"PAY": {"kind": "event", "actor": "buyer", "zh": ["付清", "以…为准"], "en": ["pay*"]}, "BALANCE": {"kind": "thing", "en": ["balance"]},
               "PAY_BALANCE": {"kind": "event", "joins": [["PAY", "BALANCE"]]}}))
def test_a_broken_lexicon_is_refused_by_both(tmp_path: Path, data: Any) -> None:
    file = tmp_path / "lexicon.yaml"
    file.write_text(json.dumps(data), encoding="utf-8")
    agree("lexicon", data, lambda: load_lexicon([file]), ("needs a kind", "joins the unknown concept"))


@SLOW
@given(broken(HAPPENED))
def test_a_broken_list_of_events_is_refused_by_both(data: Any) -> None:
    agree("happened", data, lambda: read_happenings(from_text(json.dumps(data), "happened", name="happened.yaml")), ("is no day",))


@SLOW
@given(broken({"contract": "c.txt", "promised": ["p.md"], "agreed": "p.md", "happened": "h.yaml"}))
def test_a_broken_case_is_refused_by_both(tmp_path: Path, data: Any) -> None:
    for name in ("c.txt", "p.md"):
        (tmp_path / name).write_text("第一条 双方友好协商。", encoding="utf-8")
    (tmp_path / "h.yaml").write_text("- {event: DELIVERED}\n", encoding="utf-8")
    (tmp_path / "case.yaml").write_text(json.dumps(data), encoding="utf-8")
    agree("case", data, lambda: load_case(tmp_path / "case.yaml"), ("no such file", "is a folder", "directory", "cannot be read"))


CONFIG = {"packs": ["cn-consumer"], "experimental": True, "lang": "en", "fail-on": "low", "as-of": "2024-07-19", "sector": "vehicle",
          "buyer": "business", "suppressions": "s.yaml", "baseline": "b.json", "docs": "https://example.org/rules",
          "rules": {"final-interpretation": "off", "hidden-fees": "low"}, "paths": [{"match": "gyms/**", "sector": "prepaid", "docs": "site"}]}


@SLOW
@given(broken(CONFIG))
def test_broken_settings_are_refused_by_both(tmp_path: Path, data: Any) -> None:
    (tmp_path / ".clausecheck.yaml").write_text(json.dumps(data), encoding="utf-8")
    agree("config", data, lambda: settings_for(tmp_path / "gyms" / "c.txt"), ("is a day such as",))


@SLOW
@given(broken([{"rule": "cn-consumer/hidden-fees", "file": "c.txt", "clause": "第二条", "quote": "8c1f0e6a2b9d4e57", "reason": "agreed",
                "until": "2027-01-01"}]))
def test_broken_suppressions_are_refused_by_both(tmp_path: Path, data: Any) -> None:
    file = tmp_path / "s.yaml"
    file.write_text(json.dumps(data), encoding="utf-8")
    agree("suppressions", data, lambda: read_side_file(file, date(2026, 1, 1)), ("is a day such as",))


def test_every_setting_is_described_and_settings_that_docs_show_are_valid() -> None:
    schemas = author_schemas(open_lexicon(()), open_law(()))
    assert set(schemas["config"]["properties"]) == set(SETTINGS)
    for properties in (schemas["config"]["properties"], schemas["suppressions"]["items"]["properties"]):
        assert all("description" in p for p in properties.values())
    shown = re.search(r"<!-- file: .clausecheck.yaml -->\n```yaml\n(.*?)```", (ROOT / "docs" / "settings.md").read_text("utf-8"), re.DOTALL)
    assert shown is not None
    assert list(shipped("config").iter_errors(strictyaml.parse(shown[1], "x"))) == []


def test_new_settings_are_valid_and_name_a_schema_that_is_there(tmp_path: Path) -> None:
    made = CliRunner().invoke(app, ["config", "new", str(tmp_path)])
    text = (tmp_path / ".clausecheck.yaml").read_text(encoding="utf-8")
    assert made.exit_code == 0 and settings_for(tmp_path / "c.txt").packs == ("cn-consumer",)
    schema = json.loads((tmp_path / text.splitlines()[0].partition("$schema=")[2]).read_text(encoding="utf-8"))
    whole = text.replace("\n# ", "\n").partition("\n")[2].partition("\n")[2]  # what stands in comments is valid too
    for shown in (text, whole):
        assert list(Draft7Validator(schema).iter_errors(strictyaml.parse(shown, "x"))) == []
    assert "hidden-fees" in schema["properties"]["rules"]["properties"]
    again = CliRunner().invoke(app, ["config", "new", str(tmp_path)])
    assert again.exit_code == 2 and "exists already" in again.stderr


@pytest.mark.parametrize("kind", LAW)
def test_a_broken_law_file_is_refused_by_both(kind: str) -> None:
    entry = dict(strictyaml.read(rules_root() / f"{kind}.yaml")[kind][0])
    for key, value in entry.items():
        dropped = {k: v for k, v in entry.items() if k != key}
        for changed in (dropped, {**dropped, f"{key}s": value}, {**entry, key: "of no such kind"} if key in lawfiles.VALUES[kind] else dropped):
            located = strictyaml.parse(json.dumps([changed]), "law.yaml")[0]
            agree(kind, {kind: [changed]}, lambda e=located: BUILD[kind](e))


def test_the_command_prints_and_writes_them(tmp_path: Path) -> None:
    listed = CliRunner().invoke(app, ["rules", "schema"])
    assert listed.stdout.splitlines()[0].startswith("rule ") and "case " in listed.stdout
    printed = CliRunner().invoke(app, ["rules", "schema", "rule"])
    assert "FINAL_INTERPRETATION" in json.loads(printed.stdout)["definitions"]["concept"]["enum"]
    wrong = CliRunner().invoke(app, ["rules", "schema", "rul"])
    assert wrong.exit_code == 2 and "did you mean rule?" in wrong.stderr
    folder = write(tmp_path / "demo", {"broken": "a: ["}, PACK)
    (folder / "lexicon.yaml").write_text("MY_OWN: {kind: state, zh: [我], en: [mine]}\n", encoding="utf-8")
    written = CliRunner().invoke(app, ["rules", "schema", "--write", str(folder)])
    assert written.exit_code == 0
    assert "MY_OWN" in json.loads((folder / ".schema" / "rule.json").read_text(encoding="utf-8"))["definitions"]["concept"]["enum"]
