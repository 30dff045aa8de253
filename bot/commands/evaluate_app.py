"""`dropwise evaluate …`. Each command imports what it needs when it runs."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from bot.evaluation.halves import Half

evaluate_app = typer.Typer(help="Measure what the assistant does.", no_args_is_help=True)


@evaluate_app.command("nlu")
def evaluate_nlu(
    file: Path,
    as_json: Annotated[bool, typer.Option("--json")] = False,
    examples: Annotated[int, typer.Option(min=0, help="Texts shown for each mistake.")] = 3,
    no_examples: Annotated[bool, typer.Option("--no-examples", help="Figures only.")] = False,
) -> None:
    """Measure intents, tags and confidence on labelled messages (JSON Lines)."""
    from bot.commands.evaluate import nlu as command

    asyncio.run(command(file, 0 if no_examples else examples, as_json=as_json))


@evaluate_app.command("pipeline")
def evaluate_pipeline(
    train: Annotated[Path, typer.Argument(help="sentence,label or text,intent; or CLINC150 JSON.")],
    test: Annotated[Path | None, typer.Argument(help="Left out for CLINC150's JSON.")] = None,
    out_of_scope: Annotated[str | None, typer.Option(help="The label that means none.")] = None,
    ours_only: Annotated[bool, typer.Option("--ours-only", help="Skip stock Rasa.")] = False,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Train our intent pipeline and stock Rasa's on a data set, and compare them."""
    from bot.commands.evaluate import pipeline as command

    command(train, test, out_of_scope, ours_only=ours_only, as_json=as_json)


@evaluate_app.command("recommend")
def evaluate_recommend(
    train: Annotated[Path, typer.Argument(help="CSV: author_id,product_id,rating.")],
    test: Annotated[Path, typer.Argument(help="CSV of the same form.")],
    catalogue: Annotated[
        Path | None, typer.Option(help="The catalogue's file; else the one imported.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Measure what is recommended from ratings, ours beside seven baselines."""
    from bot.commands.evaluate_recommend import recommend as command

    asyncio.run(command(train, test, catalogue, as_json=as_json))


@evaluate_app.command("retrieval")
def evaluate_retrieval(
    file: Annotated[Path | None, typer.Option(help="JSON Lines; else our own set.")] = None,
    half: Annotated[
        Half, typer.Option(help="Of the questions, told by a digest of their ids.")
    ] = Half.ALL,
    mistakes: Annotated[
        bool, typer.Option("--mistakes", help="Show those of the development half.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Measure how well the knowledge base finds answers, beside its parts alone."""
    from bot.commands.evaluate_retrieval import retrieval as command

    command(file, half, mistakes=mistakes, as_json=as_json)


@evaluate_app.command("profiles")
def evaluate_profiles(
    catalogue: Annotated[Path | None, typer.Option(help="Else the demo shop's.")] = None,
    count: Annotated[int, typer.Option("--profiles", min=1, max=100_000)] = 300,
    seed: Annotated[int, typer.Option(help="Another one makes other shoppers.")] = 1,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Ask the engine for made-up shoppers; fails where a rule is broken or a reason untrue."""
    from bot.commands.evaluate_profiles import profiles as command

    asyncio.run(command(catalogue, count, seed, as_json=as_json))


@evaluate_app.command("claims")
def evaluate_claims(
    file: Annotated[
        Path | None, typer.Option(help="Labelled phrases (JSON Lines); else our own sets.")
    ] = None,
    mistakes: Annotated[bool, typer.Option("--mistakes", help="Show what was misjudged.")] = False,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Measure how well unlawful claims are told from lawful words, per language."""
    from bot.commands.claims import evaluate as command

    command(file, mistakes=mistakes, as_json=as_json)
