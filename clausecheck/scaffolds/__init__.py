"""A first rule to fill in: for `clausecheck rules new`.

`new_pack` and `new_rule` give texts and write nothing. A new rule is complete: it can be read, its examples hold, its
suggestion is proven. Its sentences are made from the words of its concepts and tried on the engine before they are
offered; what the author has to put in his own words is marked by a comment.
"""

from clausecheck.scaffolds.drafting import Wish, new_rule
from clausecheck.scaffolds.lines import new_pack, new_words

__all__ = ["Wish", "new_pack", "new_rule", "new_words"]
