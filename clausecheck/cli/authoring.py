"""`clausecheck rules new FOLDER/RULE`: begin a rule."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from clausecheck.cli import output
from clausecheck.cli.schemas import lay_schemas
from clausecheck.errors import PackError, UsageError

if TYPE_CHECKING:
    from clausecheck.rulebook import Opened
    from clausecheck.scaffolds import Wish

_LEXICON = "# yaml-language-server: $schema=.schema/lexicon.json\n"


def new(
    rule: str = typer.Argument(..., metavar="FOLDER/RULE", help="Where: the pack's folder and the rule's name."),
    pack: bool = typer.Option(False, "--pack", help="Make the folder and its pack.yaml too."),
    doctrine: str | None = typer.Option(None, "--doctrine",
                                        help="The family of reasons, such as final-interpretation."),
    when: list[str] = typer.Option([], "--when", metavar="ELEMENT",
                                   help="An element: a CONCEPT, or as a rule writes it."),
    unless: list[str] = typer.Option([], "--unless", metavar="ELEMENT", help="A defence, likewise."),
    zh: list[str] = typer.Option([], "--zh", metavar="WORDS", help="Chinese words for a --when CONCEPT that is new."),
    en: list[str] = typer.Option([], "--en", metavar="WORDS", help="English words for it."),
    example: list[str] = typer.Option([], "--example", metavar="TEXT",
                                      help="A clause that it must find (either language)."),
    title_zh: str | None = typer.Option(None, "--title-zh", help="Title in Chinese (the doctrine's)."),
    title_en: str | None = typer.Option(None, "--title-en", help="Title in English (the doctrine's)."),
    severity: str | None = typer.Option(None, "--severity", help="high, medium or low (the doctrine's)."),
    scope: str = typer.Option("clause", "--scope", help="clause: all elements in one clause; document: anywhere."),
) -> None:
    """Write a rule that can be read and whose examples hold, to put your own words into. Asks for what is not given."""
    with output.sentences():
        from clausecheck.schema import author_schemas

        folder, name = _place(rule)
        asks = at_terminal()
        made = _made_pack(folder, pack or (asks and _confirmed(folder)))
        try:
            opened = _opened(folder)
            doctrine = _doctrine(doctrine, opened, asks)
            when = when or _asked("Elements (UPPERCASE concepts, comma between)", asks, "--when").replace("，",
                                                                                                          ",").split(",")
            when = [w.strip() for w in when if w.strip()]
            opened, words = _with_new_words(folder, opened, when, zh, en, asks)
            title = _title(title_zh, title_en, opened, doctrine)
            text = _drafted(opened, _wish(name, doctrine, when, unless, title, severity, scope, example, opened))
        except BaseException:
            _undo(made)
            raise
        if words is not None:
            output.write(str(folder / "lexicon.yaml"), words)
            typer.echo(output.harmless_line(f"wrote {folder / 'lexicon.yaml'}"))
        target = folder / f"{name}.yaml"
        output.write(str(target), text)
        typer.echo(output.harmless_line(f"wrote {target}"))
        lay_schemas(folder, author_schemas(opened.lexicon, opened.law, opened.pack))
        typer.echo(output.harmless_line(f"next: put in your own words, then: clausecheck rules test {folder}"))


def at_terminal() -> bool:
    """May it be asked for what is not given?"""
    return sys.stdin.isatty()


def _place(rule: str) -> tuple[Path, str]:
    path = Path(rule.removesuffix(".yaml"))
    if not re.fullmatch(r"[a-z][a-z0-9-]*", path.name) or path.parent == Path("."):
        raise UsageError(f"{rule!r} is not FOLDER/RULE, such as my-pack/no-refund: lowercase letters, digits and -")
    if path.with_name(f"{path.name}.yaml").exists():
        raise UsageError(f"{path}.yaml exists already")
    return path.parent, path.name


def _confirmed(folder: Path) -> bool:
    return not (folder / "pack.yaml").exists() and typer.confirm(f"{folder} is no pack yet. Make one?", default=True)


def _made_pack(folder: Path, wanted: bool) -> list[Path]:
    """Makes the folder and its pack.yaml where that is wanted; what was made, to be undone if the rule fails."""
    from clausecheck.scaffolds import new_pack

    file = folder / "pack.yaml"
    if file.exists():
        return []
    if not wanted:
        raise UsageError(f"{folder} is no pack: there is no pack.yaml (--pack makes one)")
    name = re.sub(r"[^a-z0-9-]", "-", folder.resolve().name.lower()).lstrip("-0123456789") or "my-pack"
    made = [] if folder.exists() else [folder]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{folder} cannot be made: {error.strerror or error}") from error
    output.write(str(file), new_pack(name))
    return [file, *made]


def _undo(made: list[Path]) -> None:
    for path in made:
        path.rmdir() if path.is_dir() else path.unlink()


def _opened(folder: Path) -> Opened:
    from clausecheck.rulebook import open_pack

    opened = open_pack(str(folder))
    if opened.pack is None:
        raise opened.errors[0]
    return opened


def _asked(question: str, asks: bool, flag: str) -> str:
    if not asks:
        raise UsageError(f"{flag} is needed: this is no terminal to ask at")
    return str(typer.prompt(question))


def _doctrine(given: str | None, opened: Opened, asks: bool) -> str:
    """The doctrine by its id; on a terminal a wrong one is asked for again."""
    from clausecheck.strictyaml import hint

    known = opened.law.doctrines
    while given is None or given not in known:
        if given is not None:
            near = [d for d in known if given in d]
            more = hint(given, known) or (f" (known: {', '.join(near)})" if near else "")
            if not asks:
                raise UsageError(f"unknown doctrine {given!r}{more}")
            output.say(f"unknown doctrine {given!r}{more}")
        given = _asked("Doctrine (clausecheck rules schema rule lists them)", asks, "--doctrine")
    return given


def _with_new_words(folder: Path, opened: Opened, when: list[str], zh: list[str], en: list[str],
                    asks: bool) -> tuple[Opened, str | None]:
    """The pack with a concept that is new defined by the words given, and the text of its lexicon.yaml."""
    from clausecheck.rulebook import open_pack
    from clausecheck.scaffolds import new_words
    from clausecheck.strictyaml import hint

    lexicon = opened.lexicon.concepts
    fresh = [w for w in when if re.fullmatch(r"[A-Z][A-Z0-9_]*", w) and w not in lexicon]
    if not fresh:
        if zh or en:
            raise UsageError("--zh and --en are words for a --when CONCEPT that no lexicon has: there is none")
        return opened, None
    if not (zh and en):
        if not asks:
            more = hint(fresh[0], lexicon)
            raise UsageError(f"unknown concept {fresh[0]}{more}; for a new one give its words: --zh, --en")
        output.say(f"{fresh[0]} is new{hint(fresh[0], lexicon)}")
        zh = zh or re.split(r"[,，]\s*", str(typer.prompt("Its words in Chinese (comma between)")))
        en = en or re.split(r",\s*", str(typer.prompt("Its words in English (comma between)")))
    if len(fresh) > 1:
        raise UsageError(f"one new concept at a time: {', '.join(fresh)}")
    file = folder / "lexicon.yaml"
    before = file.read_text(encoding="utf-8") if file.exists() else _LEXICON
    text = before + ("" if before.endswith("\n") else "\n") + new_words(fresh[0], zh, en)
    existed = file.exists()
    output.write(str(file), text)  # the loader reads files; put back as it was if the rule fails
    try:
        return open_pack(str(folder)), text
    finally:
        if existed:
            output.write(str(file), before)
        else:
            file.unlink()


def _title(zh: str | None, en: str | None, opened: Opened, doctrine: str) -> tuple[str, str]:
    own = opened.law.doctrines[doctrine].title
    return zh or own.zh, en or own.en


def _wish(name: str, doctrine: str, when: list[str], unless: list[str], title: tuple[str, str], severity: str | None,
          scope: str, examples: list[str], opened: Opened) -> Wish:
    from clausecheck.findings import RANK
    from clausecheck.scaffolds import Wish
    from clausecheck.text import Bilingual

    ceiling = opened.law.doctrines[doctrine].severity
    if severity is not None and (severity not in RANK or RANK[severity] > RANK[ceiling]):
        raise UsageError(f"--severity is low, medium or high, and {doctrine} is no graver than {ceiling}")
    if scope not in ("clause", "document"):
        raise UsageError(f"--scope is clause or document, not {scope!r}")
    return Wish(name, doctrine, tuple(when), tuple(unless), Bilingual(*title), severity, scope, tuple(examples))


def _drafted(opened: Opened, wish: Wish) -> str:
    from clausecheck.scaffolds import new_rule

    if opened.pack is None:
        raise opened.errors[0]
    try:
        return new_rule(wish, opened, opened.pack)
    except PackError as error:  # the file it names is not written yet
        raise UsageError(f"{error.sentence} (in --when, --unless or a title)") from None
