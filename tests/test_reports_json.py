"""The JSON report: lossless, sorted, told by its schema, and read back with a clear word where it does not fit."""

from __future__ import annotations

import json as plain
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator
from report_strategies import reports
from sample_reports import bare, sample

from clausecheck.errors import InputError
from clausecheck.findings import Report
from clausecheck.reports import json
from clausecheck.text import Bilingual

VALIDATOR = Draft202012Validator(json.schema())


def test_the_schema_is_a_schema_and_describes_every_property() -> None:
    Draft202012Validator.check_schema(json.schema())
    for name, shape in json.schema()["$defs"].items():
        for key, value in shape.get("properties", {}).items():
            assert "description" in value or "$ref" in value, f"{name}.{key} is not described"


def shapes(of: Any) -> set[type]:
    """`of` and every dataclass that its fields speak of."""
    found = {of}
    for hint in get_type_hints(of).values():
        for part in (hint, *get_args(hint)):
            if is_dataclass(part) and isinstance(part, type):
                found |= shapes(part)
    return found


def test_the_schema_knows_every_field_of_every_dataclass() -> None:
    known = [set(shape["properties"]) for shape in objects(json.schema())]
    extra = {"Report": {"schema_version", "summary", "points"}, "PartyName": {"quote"}, "Fact": {"quote"}}
    for shape in shapes(Report):
        own = {field.name for field in fields(shape)} | extra.get(shape.__name__, set())
        assert own in known, f"{shape.__name__} is not in the schema as it is: {sorted(own)}"


def objects(node: Any) -> list[dict[str, Any]]:
    if isinstance(node, list):
        return [found for item in node for found in objects(item)]
    if not isinstance(node, dict):
        return []
    own = [node] if isinstance(node.get("properties"), dict) and node.get("type") == "object" else []
    return own + [found for item in node.values() for found in objects(item)]


@pytest.mark.parametrize("report", [sample("zh"), sample("en"), bare()])
def test_samples_validate_and_come_back_the_same(report: Report) -> None:
    text = json.render(report)
    VALIDATOR.validate(plain.loads(text))
    assert json.loads(text) == (report,)
    assert json.render(json.loads(text)[0]) == text


@settings(deadline=None, max_examples=60)
@given(reports)
def test_random_reports_validate_and_come_back_the_same(report: Report) -> None:
    text = json.render(report)
    data = plain.loads(text)
    VALIDATOR.validate(data)
    assert data == json.to_dict(report)
    assert json.from_dict(data) == report


def test_keys_are_sorted_and_the_same_report_gives_the_same_bytes() -> None:
    text = json.render(sample("zh"))
    assert text == json.render(sample("zh"))
    data = plain.loads(text)
    assert text == json.json_safe(plain.dumps(data, ensure_ascii=False, indent=2, sort_keys=True)) + "\n"


def test_every_quote_is_the_text_at_its_place() -> None:
    data = json.to_dict(sample("zh"))
    texts = {source["id"]: source["text"] for source in data["sources"]}
    shown = [item for found in data["findings"] for item in found["evidence"]]
    shown += data["timeline"] + [{**party, "source": "contract"} for party in data["parties"]]
    assert len(shown) > 15
    for item in shown:
        assert item["quote"] == texts[item["source"]][item["start"] : item["end"]]


def test_points_and_summary_agree_with_the_findings() -> None:
    data = json.to_dict(sample("en"))
    assert data["summary"] == {
        "points": 8,
        "findings": 11,
        "undetermined": 2,
        "suppressed": 1,
        "points_by_severity": {"high": 2, "medium": 2, "low": 4},
        "at_stake": [{"amount": "10000.00", "currency": "CNY"}],
    }
    assert data["points"][0] == {"number": 1, "severity": "high", "findings": [0, 1, 2]}
    assert sorted(n for point in data["points"] for n in point["findings"]) == list(range(11))
    for point in data["points"]:
        assert data["findings"][point["findings"][0]]["severity"] == point["severity"]


def test_sums_keep_every_digit() -> None:
    report = replace(sample("en"), remedies=(replace(sample("en").remedies[0], amount=Decimal("1E+3")),))
    assert json.to_dict(report)["remedies"][0]["amount"] == "1000"
    odd = replace(report.remedies[0], amount=Decimal("0.10000000000000000001"))
    assert json.from_dict(json.to_dict(replace(report, remedies=(odd,)))).remedies == (odd,)


def test_one_report_is_one_object_and_several_are_a_list() -> None:
    both = plain.loads(json.dumps([sample("zh"), bare()]))
    VALIDATOR.validate(both)
    assert set(both) == {"schema_version", "reports"}
    assert both["reports"][0] == plain.loads(json.dumps([sample("zh")]))
    assert json.loads(json.dumps([sample("zh"), bare()])) == (sample("zh"), bare())
    assert json.loads(json.dumps([])) == ()


def broken(change: Any) -> Any:
    data = plain.loads(json.render(sample("zh")))
    change(data)
    return data


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda d: d.pop("schema_version"), "no schema_version"),
        (lambda d: d.update(schema_version="2.0"), "2.0"),
        (lambda d: d["findings"][2].pop("rule"), "report.findings[2].rule is missing"),
        (lambda d: d["findings"][0].update(severity="fatal"), "report.findings[0].severity should be one of"),
        (lambda d: d["findings"][0]["evidence"][1].update(start="7"), "report.findings[0].evidence[1].start should be an integer"),
        (lambda d: d["findings"][0]["evidence"][1].update(start=True), "start should be an integer"),
        (lambda d: d["sources"][0].update(guessed=1), "report.sources[0].guessed should be true or false"),
        (lambda d: d["sources"][0].update(about=[]), "report.sources[0].about should be an object"),
        (lambda d: d["remedies"][0].update(amount=5000), "report.remedies[0].amount should be a string"),
        (lambda d: d["remedies"][0].update(amount="much"), "report.remedies[0].amount should be a decimal number"),
        (lambda d: d["remedies"][0].update(amount="NaN"), "should be a decimal number"),
        (lambda d: d.update(parties={}), "report.parties should be a list"),
        (lambda d: d.update(coverage=None), "report.coverage should be an object"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_named_with_its_place(change: Any, said: str) -> None:
    with pytest.raises(InputError, match=r".") as caught:
        json.from_dict(broken(change))
    assert said in str(caught.value)


def test_what_is_no_report_is_refused() -> None:
    for text in ("", "{", "[]", "7", '{"reports": 1}', '{"a": 1}'):
        with pytest.raises(InputError):
            json.loads(text)


def test_unknown_keys_are_passed_over_and_missing_ones_with_a_default_are_filled() -> None:
    data = plain.loads(json.render(bare()))
    data["later"] = 1
    del data["remedies"], data["sources"][0]["encoding"]
    assert json.from_dict(data) == bare()


def test_the_schema_refuses_what_it_should() -> None:
    for change in (
        lambda d: d["findings"][0].update(severity="fatal"),
        lambda d: d["remedies"][0].update(amount=5000),
        lambda d: d.update(extra=1),
        lambda d: d["findings"][0].pop("confidence"),
    ):
        assert not VALIDATOR.is_valid(broken(change))


def test_a_lone_surrogate_and_controls_survive_as_escapes() -> None:
    hostile = "第一条\x1b[31m\ud800\u202e\u2028\U000e0041 乙方"
    report = replace(bare(), sources=(replace(bare().sources[0], text=hostile),))
    text = json.render(report)
    assert text.encode("utf-8")  # nothing that cannot be written to a file
    assert not set(text) & set("\x1b\ud800\u202e\u2028\U000e0041")
    assert json.loads(text)[0].sources[0].text == hostile


def test_empty_texts_stay_empty() -> None:
    first = replace(sample("en").findings[0], suggest=Bilingual("", ""))
    assert json.from_dict(json.to_dict(replace(sample("en"), findings=(first,)))).findings == (first,)
