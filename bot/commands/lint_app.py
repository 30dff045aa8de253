"""`dropwise lint …`. Each command imports what it needs when it runs."""

from pathlib import Path
from typing import Annotated

import typer

from bot.commands.options import Columns, LanguageOption

lint_app = typer.Typer(help="Find faults in what the shop writes.", no_args_is_help=True)


@lint_app.command("nlu")
def lint_nlu(
    by_meaning: Annotated[
        bool, typer.Option("--by-meaning", help="Compare meanings across intents, too: slower.")
    ] = False,
) -> None:
    """Find duplicates, contradictions, gaps and leaks in the training messages of data/nlu."""
    from bot.commands.lint import nlu as command

    command(by_meaning=by_meaning)


@lint_app.command("lexicon")
def lint_lexicon(
    folder: Annotated[
        Path | None, typer.Option(help="A lexicon's folder; else data/lexicon.")
    ] = None,
) -> None:
    """Find faults in the words of data/lexicon and data/ingredients.csv, with file and line."""
    from bot.commands.lint import lexicon as command

    command(folder)


@lint_app.command("knowledge")
def lint_knowledge(
    folder: Annotated[Path | None, typer.Argument(help="Else data/knowledge.")] = None,
) -> None:
    """Find faults in the facts, questions and sources of the knowledge base."""
    from bot.commands.lint import knowledge as command

    command(folder)


@lint_app.command("claims")
def lint_claims(
    file: Path,
    columns: Columns = None,
    language: LanguageOption = None,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Find unlawful claims in a text or a catalogue: phrase, rule, and lawful words instead."""
    from bot.commands.claims import lint as command

    command(file, columns or [], language, as_json=as_json)
