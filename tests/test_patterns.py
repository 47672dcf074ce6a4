import importlib
import pkgutil
import re

import pytest

import clausecheck
from clausecheck.patterns import _Later, later


def test_it_is_compiled_at_the_first_search_and_then_is_the_compiled_one():
    pattern = later("a(?P<b>b)", re.IGNORECASE)
    assert "search" not in vars(pattern)
    assert pattern.search("xAB")["b"] == "B"
    assert vars(pattern)["search"] == re.compile("a(?P<b>b)", re.IGNORECASE).search
    assert (pattern.pattern, list(pattern.groupindex)) == ("a(?P<b>b)", ["b"])


def test_a_wrong_name_is_an_attribute_error():
    with pytest.raises(AttributeError):
        later("a").serach("a")


def test_every_pattern_of_the_package_compiles():
    found = 0
    for info in pkgutil.walk_packages(clausecheck.__path__, "clausecheck."):
        if info.name.endswith("__main__"):
            continue
        for value in vars(importlib.import_module(info.name)).values():
            for one in value.values() if isinstance(value, dict) else [value]:
                if isinstance(one, _Later):
                    re.compile(one.pattern, one.flags)
                    found += 1
    assert found > 200
