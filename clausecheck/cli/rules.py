"""`clausecheck rules list|lint|test|new|schema`: the packs, what is wrong with one, whether its examples hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import typer

from clausecheck.cli import authoring, output, schemas
from clausecheck.errors import PackError, UsageError

if TYPE_CHECKING:
    from clausecheck.rulebook import Opened
    from clausecheck.rules import Pack, Rule

app = typer.Typer(help="Write, list, lint and test rule packs.", no_args_is_help=True, rich_markup_mode=None)


@app.command("list")
def list_rules(
    packs: list[str] = typer.Argument(None, metavar="[PACK…]", help="Packs by name or folder (all that are known)."),
    ground: str | None = typer.Option(None, "--ground", help="Only rules on this ground, such as good-faith."),
    lang: str = typer.Option("en", "--lang", help="zh or en."),
) -> None:
    """List packs (version, origin, counts) and their rules: severity, ground, name and title."""
    with output.sentences():
        from clausecheck.rulebook import open_law

        law = open_law(())
        grounds = {d.ground for d in law.doctrines.values()}
        if ground is not None and ground not in grounds:
            from clausecheck.strictyaml import hint

            raise UsageError(f"no ground {ground!r}{hint(ground, grounds)} (known: {', '.join(sorted(grounds))})")
        broken = False
        for opened in _opened(packs or _known()):
            if isinstance(opened, PackError) or opened.pack is None:
                broken = True
                for error in (opened,) if isinstance(opened, PackError) else opened.errors:
                    output.say(str(error))
            else:
                _show(opened, opened.pack, ground, lang)
        raise typer.Exit(2 if broken else 0)


def _known() -> Sequence[str]:
    from clausecheck.rulefiles.origins import known_packs

    return known_packs()


def _opened(names: Sequence[str]) -> Iterator[Opened | PackError]:
    """Each pack opened; one that is not there is its error, and the others go on."""
    from clausecheck.rulebook import open_pack

    for name in names:
        try:
            yield open_pack(name)
        except PackError as error:
            yield error


def _show(opened: Opened, pack: Pack, ground: str | None, lang: str) -> None:
    law, origin = opened.law, pack.folder if opened.by == "folder" else opened.by
    chosen = [r for r in pack.rules if ground in (None, law.doctrines[r.doctrine].ground)]
    counts = Counter(r.levels[0].severity for r in chosen)
    rules = f"{len(chosen)} of {len(pack.rules)} rules" if ground else f"{len(chosen)} rules"
    graded = ", ".join(f"{counts[s]} {s}" for s in ("high", "medium", "low") if counts[s])
    examples = sum(len(r.examples) for r in chosen)
    typer.echo(output.harmless_line(
        f"{pack.name} {pack.version} from {origin} ({pack.jurisdiction}; {', '.join(pack.languages)}): {rules}"
        + (f" ({graded})" if graded else "") + f", {examples} examples"
        + (f"; extends {', '.join(pack.extends)}" if pack.extends else "")))
    for rule in chosen:
        ground_of, mark = law.doctrines[rule.doctrine].ground, "" if rule.status == "stable" else f" ({rule.status})"
        name, title = output.harmless_line(rule.name), output.harmless_line(rule.title.in_(lang))
        typer.echo(f"  {rule.levels[0].severity:6s} {ground_of:22s} {name:36s} {title}{mark}")


@app.command("lint")
def lint(
    packs: list[str] = typer.Argument(None, metavar="[PACK…]", help="Packs by name or folder (cn-consumer)."),
    words: bool = typer.Option(False, "--words", help="The words that ship with clausecheck instead."),
) -> None:
    """Say everything that is wrong with packs, with file and line. Exit code 2 if one cannot be used, 1 for remarks."""
    with output.sentences():
        from clausecheck.checker import DEFAULT_PACKS
        from clausecheck.linting import CHECKS, lint_words
        from clausecheck.linting import lint as remarks

        count, worst = 0, 0
        read: list[Opened] = []
        for opened in _opened(packs or (_known() if words else DEFAULT_PACKS)):
            if isinstance(opened, PackError):
                output.say(str(opened))
                worst = 2
            else:
                read.append(opened)
        for remark in lint_words(read) if words else (r for opened in read for r in remarks(opened)):
            count += 1
            worst = max(worst, 2 if remark.error else 1)
            typer.echo(output.harmless_line(str(remark)))
            typer.echo(f"    fix: {CHECKS[remark.name].fix}")
        none = "not linted" if worst else "nothing to remark"
        typer.echo(f"{count} remark{'s' * (count > 1)}" if count else none)
        raise typer.Exit(worst)


@app.command("test")
def test(
    packs: list[str] = typer.Argument(None, metavar="[PACK…]", help="Packs by name or folder (cn-consumer)."),
    rule: str | None = typer.Option(None, "--rule", help="Only this rule."),
    coverage: bool = typer.Option(False, "--coverage", help="What the examples touch: elements, levels, forms …"),
    mutate: bool = typer.Option(False, "--mutate", help="Change each rule a little: some example must notice."),
) -> None:
    """Run the examples of packs, and prove each suggestion. Exit code 1 if one fails, 2 if a pack cannot be used."""
    with output.sentences():
        from clausecheck.checker import DEFAULT_PACKS

        tally = Counter[str]()
        for opened in _opened(packs or DEFAULT_PACKS):
            if isinstance(opened, PackError) or opened.pack is None:
                tally["broken"] += 1
                for error in (opened,) if isinstance(opened, PackError) else opened.errors:
                    output.say(str(error))
                continue
            chosen = _chosen(opened.pack, rule)
            _examples(opened, opened.pack, chosen, tally)
            if coverage:
                _coverage(opened, opened.pack, chosen)
            if mutate:
                _mutants(opened, opened.pack, chosen, tally)
        typer.echo(f"{tally['run'] - tally['failed']} of {tally['run']} examples and suggestions hold")
        if mutate:
            typer.echo(f"{tally['changes'] - tally['unnoticed']} of {tally['changes']} changes are noticed")
        raise typer.Exit(2 if tally["broken"] else 1 if tally["failed"] or tally["unnoticed"] else 0)


def _chosen(pack: Pack, name: str | None) -> tuple[Rule, ...]:
    chosen = tuple(r for r in pack.rules if name in (None, r.name, r.id))
    if not chosen and name is not None:
        from clausecheck.strictyaml import hint

        raise UsageError(f"{pack.name} has no rule {name!r}{hint(name, [r.name for r in pack.rules])}")
    return chosen


def _examples(opened: Opened, pack: Pack, chosen: Sequence[Rule], tally: Counter[str]) -> None:
    from clausecheck.testing import run_examples

    for result in (r for rule in chosen for r in run_examples(pack, opened.lexicon, opened.law, only=rule.id)):
        tally["run"] += 1
        if result.problems:
            tally["failed"] += 1
            typer.echo(output.harmless_line(str(result)))
            for line in result.diff:
                typer.echo(f"    {output.harmless_line(line)}")


def _coverage(opened: Opened, pack: Pack, chosen: Sequence[Rule]) -> None:
    from clausecheck.testing import coverage

    for rule in chosen:
        shares = coverage(rule, pack, opened.lexicon, opened.law)
        typer.echo(output.harmless_line(f"{rule.id}: {', '.join(map(str, shares))}"))
        for share in shares:
            if share.missing:
                more = f" and {len(share.missing) - 8} more" if len(share.missing) > 8 else ""
                line = output.harmless_line(f"no example touches {share.kind}: {', '.join(share.missing[:8])}{more}")
                typer.echo(f"    {line}")


def _mutants(opened: Opened, pack: Pack, chosen: Sequence[Rule], tally: Counter[str]) -> None:
    from clausecheck.testing import mutants, unnoticed

    for rule in chosen:
        tally["changes"] += sum(1 for _ in mutants(rule))
        for mutant in unnoticed(rule, pack, opened.lexicon, opened.law):
            tally["unnoticed"] += 1
            typer.echo(output.harmless_line(f"{rule.file}: no example notices {mutant}"))


app.command("new")(authoring.new)
app.command("schema")(schemas.schema)
