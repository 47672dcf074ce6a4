"""YAML → an event of `happened:`, with by whom and within what time of another event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clausecheck.conditions.happened import Event, Within
from clausecheck.mentions import PARTIES
from clausecheck.patterns import later
from clausecheck.strictyaml import Located, hint, only

if TYPE_CHECKING:
    from clausecheck.rulefiles.elements import ElementReader

_WITHIN = later(r"(?:\$([a-z][a-z0-9_]*)|(.+?)) after ([A-Z][A-Z0-9_]*)")


def read_event(reader: ElementReader, name: str, node: Located, line: int) -> Event:
    """An event with by, within, as. Raises PackError with file and line for what is wrong in it."""
    if name not in reader.events:
        raise reader.wrong(f"unknown event {name}{hint(name, reader.events)}", line, "unknown-event")
    only(node, ("by", "within", "as"), name)
    if "by" in node and node["by"] not in PARTIES:
        raise reader.wrong(f"by: unknown party {node['by']!r}{hint(str(node['by']), PARTIES)}", node.line("by"),
                           "unknown-party")
    within = _within(reader, str(node["within"]), node.line("within")) if "within" in node else None
    bound = reader.bind(node, "as", "day", name) if "as" in node else None
    return Event(name, node.get("by"), within, bound)


def _within(reader: ElementReader, text: str, line: int) -> Within:
    match = _WITHIN.fullmatch(text)
    if match is None:
        raise reader.wrong(f"within: {text!r} is neither `$name after EVENT` nor like `15 days after EVENT`", line)
    if match[3] not in reader.events:
        raise reader.wrong(f"unknown event {match[3]}{hint(match[3], reader.events)}", line, "unknown-event")
    if match[1] is None:
        return Within(reader.days(match[2], line), match[3])
    reader.held(match[1], "period", line)
    return Within(match[1], match[3])
