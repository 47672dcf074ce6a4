"""Runs a pack's own examples: for `clausecheck rules test`, and for pytest.

    opened = open_pack("my-pack")                         # with its examples
    for result in run_examples(opened.pack, opened.lexicon, opened.law):
        assert not result.problems, result

`running` runs them; `mutants` says which changes to a rule no example would notice; `covering` what the examples touch.
"""

from clausecheck.testing.mutants import Mutant, idle, unnoticed
from clausecheck.testing.running import Result, read_example, run_examples

__all__ = ["Mutant", "Result", "idle", "read_example", "run_examples", "unnoticed"]
