"""The Typer application: every command, and what they share on the way in and out."""

from __future__ import annotations

import typer

from clausecheck.cli import check, config, demo, explain, find, law, parse, query, rules, rulesite, scan, suppress

app = typer.Typer(
    name="clausecheck",
    help="Find unfair terms in consumer agreements, in Chinese or English. Nothing leaves your machine.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _version(wanted: bool) -> None:
    if wanted:
        from clausecheck.version import VERSION

        typer.echo(f"clausecheck {VERSION}")
        raise typer.Exit


@app.callback()
def _main(
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Print the version."),
) -> None:
    pass


app.command("check")(check.check)
app.command("scan")(scan.scan)
app.command("query")(query.query)
app.command("export")(query.export)
app.command("parse")(parse.parse)
app.command("explain")(explain.explain)
app.command("find")(find.find)
app.add_typer(rules.app, name="rules")
rules.app.command("docs")(rulesite.docs)
app.add_typer(config.app, name="config")
app.command("suppress")(suppress.suppress)
app.command("lexicon")(law.lexicon)
app.command("authorities")(law.authorities)
app.command("demo")(demo.demo)
