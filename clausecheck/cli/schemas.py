"""`clausecheck rules schema`, and the schemas that are laid beside a file so that an editor completes it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import typer

from clausecheck.cli import output
from clausecheck.errors import UsageError

FOLDER = ".schema"


def schema(
    kind: str | None = typer.Argument(None, metavar="[KIND]",
                                      help="rule, pack, lexicon, case, config, suppressions, …; none: list."),
    pack: str | None = typer.Option(None, "--pack", metavar="NAME", help="The pack whose words and rules are meant."),
    write: str | None = typer.Option(None, "--write", metavar="FOLDER",
                                     help=f"Write all into FOLDER/{FOLDER} (a pack's, or one of agreements)."),
) -> None:
    """Print the JSON Schema of a kind of file, for editors: concepts, doctrines and authorities complete."""
    with output.sentences():
        if write is not None:
            own = write if pack is None and (Path(write) / "pack.yaml").is_file() else pack
            lay_schemas(Path(write), schemas_of(own))
            typer.echo(output.harmless_line(f"wrote {Path(write) / FOLDER}"))
            return
        made = schemas_of(pack)
        if kind is None:
            for name, one in made.items():
                typer.echo(f"{name:14s} {one.get('description', '')}".rstrip())
        elif kind not in made:
            from clausecheck.strictyaml import hint

            raise UsageError(f"no schema {kind!r}{hint(kind, made)} (known: {', '.join(made)})")
        else:
            typer.echo(json.dumps(made[kind], ensure_ascii=False, indent=2))


def schemas_of(pack: str | None) -> dict[str, dict[str, Any]]:
    """The schemas with a pack's words and rules in them; without one, those of the packs that are always checked.

    A pack that is broken completes all the same: that is when an editor is needed. Raises PackError where none is
    there.
    """
    from clausecheck.checker import DEFAULT_PACKS
    from clausecheck.rulebook import open_pack
    from clausecheck.schema import author_schemas

    opened = open_pack(pack or DEFAULT_PACKS[0])
    return author_schemas(opened.lexicon, opened.law, opened.pack)


def lay_schemas(folder: Path, schemas: Mapping[str, Mapping[str, Any]], only: Iterable[str] = ()) -> None:
    """Write schemas into the folder's `.schema`, all of them or `only` some. Raises UsageError where it cannot."""
    target = folder / FOLDER
    try:
        target.mkdir(exist_ok=True)
    except OSError as error:
        raise UsageError(f"{target} cannot be made: {error.strerror or error}") from error
    for name in only or schemas:
        output.write(str(target / f"{name}.json"), json.dumps(schemas[name], ensure_ascii=False, indent=1) + "\n")
