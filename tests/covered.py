"""What rules/cn-consumer/COVERAGE.yaml must say, and `python tests/covered.py` to write it anew."""

from __future__ import annotations

from clausecheck.places import rules_root
from clausecheck.rulebook import open_rulebook

FILE = rules_root() / "cn-consumer" / "COVERAGE.yaml"
NOT_CITED = ("background", "repealed-citation")  # in place of doctrines: why no rule cites an authority
HEAD = """# Which rules speak for which doctrine of rules/doctrines.yaml, and which cite which authority of rules/authorities.yaml.
# Authorities that are background, or repealed and named only as a warning, are cited by none.
# Held by tests/test_pack_cn_consumer.py; `python tests/covered.py` writes it anew.
"""


def doctrines() -> dict[str, list[str]]:
    book = open_rulebook(("cn-consumer",), experimental=True)
    rules = sorted(book.packs[0].rules, key=lambda r: r.name)
    return {name: [r.name for r in rules if r.doctrine == name] for name in book.law.doctrines}


def authorities() -> dict[str, list[str]]:
    """Of every authority but the background: the rules that cite it, by their own list or their doctrine's."""
    book = open_rulebook(("cn-consumer",), experimental=True)
    rules = sorted(book.packs[0].rules, key=lambda r: r.name)
    cited = {r.name: {ref.id for ref in r.refs or book.law.doctrines[r.doctrine].authorities} for r in rules}
    return {name: [r.name for r in rules if name in cited[r.name]] for name, authority in book.law.authorities.items()
            if not set(authority.doctrines) <= set(NOT_CITED)}


def written() -> str:
    lines = [HEAD]
    for part, table in (("doctrines", doctrines()), ("authorities", authorities())):
        lines += [f"{part}:", *(f"  {name}: [{', '.join(rules)}]" for name, rules in table.items()), ""]
    return "\n".join(lines)


if __name__ == "__main__":
    FILE.write_text(written(), encoding="utf-8")
