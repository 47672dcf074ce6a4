"""JSON Schemas (draft 7, which editors read) of every file that an author writes, made from the code and a pack.

    schemas = author_schemas(lexicon, law)       # {"rule": {…}, "pack": {…}, …}

Concepts, doctrines, authorities, events and rules are listed by their ids, so that an editor completes them. What a
schema cannot say (is a name bound, are the levels in order) is said by `rules lint`. `report.schema.json` in this
folder is another thing: the schema of what clausecheck prints.
"""

from __future__ import annotations

from typing import Any

from clausecheck.authorities import Law
from clausecheck.lexicon import Lexicon
from clausecheck.rules import LANGUAGES, Pack
from clausecheck.schema.elements import definitions
from clausecheck.schema.files import case_file, happened_file, lexicon_file, pack_file
from clausecheck.schema.lawfiles import law_files
from clausecheck.schema.rulefile import rule_file
from clausecheck.schema.settings import config_file, suppressions_file

Schema = dict[str, Any]
FILES = {"config": ".clausecheck", "suppressions": ".clausecheck-suppressions"}  # where they are called otherwise


def author_schemas(lexicon: Lexicon, law: Law, pack: Pack | None = None) -> dict[str, Schema]:
    """One schema a kind of file. `pack`: whose rules and languages are meant; without one, any."""
    languages = LANGUAGES if pack is None else pack.languages
    rules = () if pack is None else pack.rules
    names, ids = tuple(r.name for r in rules), tuple(r.id for r in rules)
    elements = definitions(lexicon)
    made = {
        "rule": {**rule_file(law, languages), "definitions": elements},
        "pack": {**pack_file(names), "definitions": elements},
        "lexicon": lexicon_file(lexicon),
        "case": case_file(),
        "happened": happened_file(),
        "config": config_file(names),
        "suppressions": suppressions_file(ids),
        **law_files(law),
    }
    head = {"$schema": "http://json-schema.org/draft-07/schema#"}
    return {name: {**head, "title": f"clausecheck: {FILES.get(name, name)}.yaml", **schema}
            for name, schema in made.items()}
