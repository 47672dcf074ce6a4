"""Runs a pack's own examples: for `clausecheck rules test`, and for pytest.

    opened = open_pack("my-pack")                         # with its examples
    for result in run_examples(opened.pack, opened.lexicon, opened.law):
        assert not result.problems, result

`running` runs them; `mutants` says which changes to a rule no example would notice; `covering` what the examples touch.
"""

from clausecheck.testing.covering import Share, coverage
from clausecheck.testing.mutants import Mutant, idle, mutants, unnoticed
from clausecheck.testing.running import Result, passes, read_example, run_example, run_examples, why_not

__all__ = [
    "Mutant", "Result", "Share", "coverage", "idle", "mutants", "passes", "read_example", "run_example", "run_examples",
    "unnoticed", "why_not",
]
