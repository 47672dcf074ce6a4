"""A folder with a pack.yaml → Pack: its rules, those of the packs that it extends, and what it overrides in them.

    name: my-pack                # the folder's name if left out
    version: 1.0.0
    jurisdiction: CN
    languages: [zh, en]
    needs: clausecheck>=0.1      # oldest version that can read it; also of packs: [clausecheck>=0.1, cn-consumer>=1.0]
    extends: [cn-consumer]       # all their rules; a file of the same name here takes the place of theirs
    rules:                       # override by name: a severity, off, or what is to be different
      no-refund: medium
      hidden-fees: {severity: low, advice: {zh: …, en: …}, unless: [FEES_LISTED]}      # one more defence

Every wrong file is reported, not only the first: a broken rule fails its own pack and never another.
"""

from __future__ import annotations

import re
from pathlib import Path

from clausecheck.authorities import Law
from clausecheck.errors import PackError
from clausecheck.happenings import EVENTS
from clausecheck.lexicon import Lexicon
from clausecheck.patterns import later
from clausecheck.rulefiles.origins import find_pack
from clausecheck.rulefiles.overriding import overridden
from clausecheck.rulefiles.reading import Known, in_words, read_rule
from clausecheck.rulefiles.softening import softened
from clausecheck.rules import LANGUAGES, Pack, Rule
from clausecheck.strictyaml import Located, only, read
from clausecheck.version import VERSION

KEYS = ("name", "version", "jurisdiction", "languages", "needs", "extends", "rules", "softened_by")
NOT_RULES = (
    "pack.yaml", "COVERAGE.yaml", "lexicon.yaml", "authorities.yaml", "instruments.yaml", "doctrines.yaml",
    "cases.yaml", "cues.yaml",
)  # fmt: skip
_NEED = later(r"([a-z][a-z0-9-]*) *>= *(\d+(?:\.\d+)*)")
_NAME = later(r"[a-z][a-z0-9-]*")


def load_pack(folder: Path, lexicon: Lexicon, law: Law, *, examples: bool = False) -> Pack:
    """One pack. Raises PackError: the first thing that is wrong, and how many more there are."""
    pack, errors = read_pack(folder, lexicon, law, examples=examples)
    if pack is None:
        more = f" (and {len(errors) - 1} more: see `clausecheck rules lint`)" if len(errors) > 1 else ""
        raise PackError(errors[0].sentence + more, file=errors[0].file, line=errors[0].line, check=errors[0].check)
    return pack


def read_pack(folder: Path, lexicon: Lexicon, law: Law, *, examples: bool = True,
              above: tuple[Path, ...] = ()) -> tuple[Pack | None, tuple[PackError, ...]]:
    """One pack, or everything that is wrong with it. `above`: the packs that extend it."""
    try:
        table = _table(folder / "pack.yaml")
        words = in_words(lexicon)
        known = Known(words, frozenset(EVENTS), law, _name(table, folder), _languages(table))
        inherited, bases = _inherited(table, folder, lexicon, law, examples, above)
    except PackError as error:
        return None, (error,)
    own, errors = _own(folder, known, examples)
    if errors:
        return None, errors
    try:
        spoken = softened(own, table, known)  # an unknown concept is told in any case
        rules = overridden(_joined(inherited, own if examples else spoken, table), table, known)
    except PackError as error:
        return None, (error,)
    return Pack(known.pack, str(table.get("version", "0")), str(table.get("jurisdiction", "CN")), known.languages,
                rules, bases, str(folder)), ()


def _table(file: Path) -> Located:
    table = read(file)
    only(table, KEYS, "pack.yaml")
    for key in ("version", "jurisdiction"):
        if key in table and (not isinstance(table[key], str | int) or isinstance(table[key], bool)):
            raise PackError(f"{key}: must be a word such as {'1.0.0' if key == 'version' else 'CN'}", file=table.file,
                            line=table.line(key))
    needs = table.get("needs", [])
    for need in needs if isinstance(needs, list) else [needs]:
        _check_need(str(need), table, file.parent)
    return table


def _check_need(need: str, table: Located, folder: Path) -> None:
    """One line of `needs:`. Raises PackError where clausecheck, or a pack, is missing or too old."""
    line = table.line("needs")
    match = _NEED.fullmatch(need)
    if match is None:
        raise PackError("needs: is the oldest version that can read the pack, of clausecheck or of another pack: "
                        "[clausecheck>=0.1, cn-consumer>=1.0]", file=table.file, line=line)
    name, wanted = match.groups()
    try:
        have = VERSION if name == "clausecheck" else _version(find_pack(name, folder, folder.parent).folder)
    except PackError as missing:
        raise PackError(f"needs: {missing.sentence}", file=table.file, line=line, check="unknown-pack") from None
    if not have.startswith("0+") and _numbers(wanted) > _numbers(have):
        raise PackError(f"this pack needs {name} {wanted} or newer, and this is {have}", file=table.file, line=line,
                        check="unknown-pack")


def _version(folder: Path) -> str:
    return str(read(folder / "pack.yaml").get("version", "0"))


def base_folders(folder: Path, above: tuple[Path, ...] = ()) -> tuple[Path, ...]:
    """The folders of the packs that a pack extends, the furthest first: their words and law are needed with its own.

    Raises PackError where one is missing or they go round in a circle.
    """
    table = read(folder / "pack.yaml")
    here = folder.resolve()
    found: list[Path] = []
    for name in _extends(table, here in above):
        base = _base(name, folder, table)
        found += [*base_folders(base, (*above, here)), base]
    return tuple(dict.fromkeys(found))


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(n) for n in re.findall(r"\d+", version)[:3])


def _name(table: Located, folder: Path) -> str:
    name = table.get("name", folder.resolve().name)
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise PackError(f"name: {name!r} is no name: lowercase letters, digits and -", file=table.file,
                        line=table.line("name"))
    return name


def _languages(table: Located) -> tuple[str, ...]:
    given = table.get("languages", list(LANGUAGES))
    if not isinstance(given, list) or not given or not all(lang in LANGUAGES for lang in given):
        line = table.line("languages")
        raise PackError(f"languages: is a list of {' and '.join(LANGUAGES)}, such as [zh, en]", file=table.file,
                        line=line)
    return tuple(given)


def _inherited(table: Located, folder: Path, lexicon: Lexicon, law: Law, examples: bool,
               above: tuple[Path, ...]) -> tuple[tuple[Rule, ...], tuple[str, ...]]:
    """The rules of the packs that this one extends, and their names."""
    here = folder.resolve()
    rules: list[Rule] = []
    bases: list[str] = []
    for name in _extends(table, here in above):
        base, errors = read_pack(_base(name, folder, table), lexicon, law, examples=examples, above=(*above, here))
        if base is None:
            raise errors[0]
        rules += base.rules
        bases += [base.name, *base.extends]
    return tuple(rules), tuple(bases)


def _extends(table: Located, circle: bool) -> list[str]:
    names = table.get("extends", [])
    names = [names] if isinstance(names, str) else names
    if not isinstance(names, list) or circle:
        what = ("packs extend each other in a circle: take one of their extends: out" if circle else
                "extends: is a list of packs, such as [cn-consumer]")
        raise PackError(what, file=table.file, line=table.line("extends"))
    return list(map(str, names))


def _base(name: str, folder: Path, table: Located) -> Path:
    try:
        return find_pack(name, folder, folder.parent).folder
    except PackError as missing:
        raise PackError(f"extends: {missing.sentence}", file=table.file, line=table.line("extends"),
                        check="unknown-pack") from None


def _own(folder: Path, known: Known, examples: bool) -> tuple[tuple[Rule, ...], tuple[PackError, ...]]:
    """The pack's own rule files, every one of them read, and all that is wrong."""
    rules: list[Rule] = []
    errors = [PackError(f"this file is not read: the files of a pack end in .yaml; call it {_named(file)}",
                        file=str(file), line=1, check="bad-name")
              for file in sorted(folder.glob("**/*")) if _misnamed(file, folder)]
    taken: dict[str, str] = {}  # ids and former ids → the file
    for file in sorted(p for p in folder.glob("**/*.yaml") if p.name not in NOT_RULES and _in_pack(p, folder)):
        try:
            if not _NAME.fullmatch(file.stem):
                raise PackError(f"{file.name} is no name of a rule: lowercase letters, digits and -, such as "
                                f"{_such(file.stem)}.yaml", file=str(file), line=1, check="bad-name")
            rule = read_rule(file, known, examples=examples)
            for id in (rule.id, *(w if "/" in w else f"{known.pack}/{w}" for w in rule.was)):
                if id in taken:
                    raise PackError(f"the rule {id} is defined twice: also in {taken[id]}", file=str(file), line=1,
                                    check="defined-twice")
                taken[id] = str(file)
            rules.append(rule)
        except PackError as error:
            errors.append(error)
    return tuple(rules), tuple(errors)


_ENDS = later(r"(?i)\.ya?ml(?:\.txt|\.bak)?$")


def _misnamed(file: Path, folder: Path) -> bool:
    """Is it meant as a file of the pack, and has an ending that nobody reads (.yml, .YAML, .yaml.txt)?"""
    return (_ENDS.search(file.name) is not None and not file.name.endswith((".yaml", ".bak")) and file.is_file()
            and not any(part.startswith(".") for part in file.relative_to(folder).parts) and _in_pack(file, folder))


def _named(file: Path) -> str:
    return _ENDS.sub(".yaml", file.name)


def _such(stem: str) -> str:
    """A name like the one that was given, as it is allowed."""
    return re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-").lstrip("0123456789-") or "no-refund"


def _in_pack(file: Path, folder: Path) -> bool:
    """Neither words, nor a file of another pack in a folder inside this one."""
    between = file.relative_to(folder).parts[:-1]
    inner = [folder.joinpath(*between[: i + 1]) for i in range(len(between))]
    return "lexicon" not in between and not any((p / "pack.yaml").is_file() for p in inner)


def _joined(inherited: tuple[Rule, ...], own: tuple[Rule, ...], table: Located) -> tuple[Rule, ...]:
    """What is inherited, less what a file of the same name replaces, and the pack's own."""
    names = {rule.name for rule in own}
    kept: dict[str, Rule] = {}
    for rule in inherited:
        if rule.id in kept and kept[rule.id] != rule:
            raise PackError(f"the rule {rule.id} is defined twice, in {rule.file} and {kept[rule.id].file}",
                            file=table.file, line=table.line("extends"), check="defined-twice")
        if rule.name not in names:
            kept[rule.id] = rule
    return (*kept.values(), *own)
