"""YAML → what a rule claims in law: its doctrine and authorities, and whether they carry its levels."""

from __future__ import annotations

from typing import Any as Node

from clausecheck.authorities import Law
from clausecheck.authorities.provisions import Ref
from clausecheck.errors import PackError
from clausecheck.findings import RANK
from clausecheck.rules import Level
from clausecheck.strictyaml import Located, LocatedList, hint

ROLES = ("ground", "support", "contrary", "administrative")
LINKS = ("stated", "mapped")
_VOIDING = ("statute", "administrative-regulation", "judicial-interpretation")
_SUCH = "{id: cn-civil-code-497, role: ground, link: mapped}"


def read_doctrine(table: Located, law: Law) -> str:
    """The doctrine that a rule belongs to. Raises PackError for one that is unknown."""
    doctrine = table["doctrine"]
    if not isinstance(doctrine, str):
        raise _wrong("doctrine: is the id of one doctrine, such as final-interpretation", table, "doctrine")
    if doctrine not in law.doctrines:
        near = [name for name in law.doctrines if doctrine in name]
        more = hint(doctrine, law.doctrines) or (f" (known: {', '.join(near)})" if near else "")
        raise _wrong(f"unknown doctrine {doctrine!r}{more}", table, "doctrine", "unknown-doctrine")
    return doctrine


def read_refs(table: Located, law: Law) -> tuple[Ref, ...]:
    """A rule's own authorities. Raises PackError for one that is unknown, or not whole."""
    rows = table.get("authorities", LocatedList(table.file, table.at))
    if not isinstance(rows, LocatedList):
        raise _wrong(f"authorities: must be a list of authorities such as {_SUCH}", table, "authorities")
    return tuple(_ref(row, rows, rows.line(i), law) for i, row in enumerate(rows))


def _ref(row: Node, rows: LocatedList, line: int, law: Law) -> Ref:
    if not isinstance(row, Located) or set(row) != {"id", "role", "link"}:
        raise PackError(f"an authority has an id, a role and a link: {_SUCH}", file=rows.file, line=line)
    if row["id"] not in law.authorities:
        raise _wrong(f"unknown authority {row['id']!r}{hint(str(row['id']), law.authorities)}", row, "id",
                     "unknown-authority")
    for key, values in (("role", ROLES), ("link", LINKS)):
        if row[key] not in values:
            known = f"{', '.join(values)}{hint(str(row[key]), values)}"
            raise _wrong(f"{key}: {row[key]!r} is none of {known}", row, key)
    return Ref(row["id"], row["role"], row["link"])


def check_claims(table: Located, law: Law, doctrine: str, refs: tuple[Ref, ...], levels: tuple[Level, ...]) -> None:
    """No level above the doctrine's severity; `void` only on a ground that itself voids. Raises PackError."""
    ceiling = law.doctrines[doctrine].severity
    key = "levels" if "levels" in table else "severity"
    if any(RANK[level.severity] > RANK[ceiling] for level in levels):
        raise _wrong(f"the doctrine {doctrine} is no graver than {ceiling}", table, key, "graver-than-doctrine")
    grounds = refs or law.doctrines[doctrine].authorities
    for ref in grounds:
        if ref.id not in law.authorities:
            known = hint(ref.id, law.authorities)
            raise _wrong(f"the doctrine {doctrine} names the unknown authority {ref.id!r}{known}", table, "doctrine",
                         "unknown-authority")
    if any(level.effect == "void" for level in levels) and not any(voids(ref, law) for ref in grounds):
        raise _wrong("effect: void needs a ground that voids: statute, regulation or interpretation", table, key,
                     "void-without-ground")


def voids(ref: Ref, law: Law) -> bool:
    """Is it a ground that itself voids? Only statutes, regulations and interpretations do."""
    authority = law.authorities[ref.id]
    return ref.role == "ground" and authority.effect == "void" and authority.level in _VOIDING


def _wrong(sentence: str, table: Located, key: str, check: str = "wrong-value") -> PackError:
    return PackError(sentence, file=table.file, line=table.line(key), check=check)
