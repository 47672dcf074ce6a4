"""`nlp.add_pipe("clausecheck")`: clauses, concepts and findings on a spaCy Doc.

spaCy finds the factory by entry point and imports this module at the first `spacy.blank()` of any program, so nothing
of ours is imported before a pipe is made. What is written are span groups with plain-dict attributes: they survive
`to_bytes` and `nlp.pipe(n_process=2)`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Doc, Span

if TYPE_CHECKING:
    from clausecheck.rulebook import Rulebook


@Language.factory(
    "clausecheck",
    default_config={"packs": ["cn-consumer"]},
    assigns=["doc.spans", "doc._.clausecheck", "span._.finding"],
)
def create(nlp: Language, name: str, packs: Sequence[str]) -> FindingsPipe:
    """The component. `packs`: names or folders of rule packs."""
    return FindingsPipe(tuple(packs))


class FindingsPipe:
    """Doc → Doc with `doc.spans["clauses" | "concepts" | "findings"]`; `doc._.clausecheck` is the report as a dict."""

    def __init__(self, packs: tuple[str, ...]) -> None:
        self.packs = packs
        _register()

    def __call__(self, doc: Doc) -> Doc:
        from clausecheck.checker import examine
        from clausecheck.readers import from_text
        from clausecheck.readers.case_file import CaseSources
        from clausecheck.rulebook import open_rulebook

        if not doc.text.strip():
            return doc
        book: Rulebook = open_rulebook(self.packs)
        examine(CaseSources(from_text(doc.text)), book, doc=doc)
        return doc


def _register() -> None:
    """Extensions, once a process: a getter, so that nothing but plain data is kept on the Doc."""
    if not Doc.has_extension("clausecheck"):
        Doc.set_extension("clausecheck", getter=_report)
        Span.set_extension("finding", getter=_finding)


def _report(doc: Doc) -> dict[str, object]:
    group = doc.spans.get("findings")
    return dict(group.attrs.get("report", {})) if group is not None else {}


def _finding(span: Span) -> dict[str, object] | None:
    """The finding that a span of doc.spans["findings"] stands for, as in the JSON report."""
    found = _report(span.doc).get("findings")
    if isinstance(found, list) and span.id_ and span.id_.isdigit() and int(span.id_) < len(found):
        return dict(found[int(span.id_)])
    return None
