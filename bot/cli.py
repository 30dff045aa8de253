"""The command line: `dropwise`. Each command imports what it needs when it runs."""

import asyncio
import sys
from collections.abc import Coroutine
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.domain.errors import DropwiseError
from bot.evaluation.halves import Half

app = typer.Typer(
    help="A skincare shop's assistant on LINE, Messenger and the web.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
import_app = typer.Typer(help="Read the shop's catalogue and orders.", no_args_is_help=True)
agent_app = typer.Typer(help="People who answer in the console.", no_args_is_help=True)
app.add_typer(import_app, name="import")
app.add_typer(agent_app, name="agent")
review_app = typer.Typer(help="Messages that were not read well, to be labelled.")
app.add_typer(review_app, name="review")
evaluate_app = typer.Typer(help="Measure what the assistant does.", no_args_is_help=True)
app.add_typer(evaluate_app, name="evaluate")
lint_app = typer.Typer(help="Find faults in what the shop writes.", no_args_is_help=True)
app.add_typer(lint_app, name="lint")

Columns = Annotated[
    list[str] | None,
    typer.Option("--map", help="field=column, where columns have other names; repeatable."),
]
Currency = Annotated[
    str | None, typer.Option(help="Currency of prices that name none, like TWD; else the shop's.")
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would change, change nothing.")]
LanguageOption = Annotated[str | None, typer.Option(help="en, zh, ja or th; else as written.")]


def main() -> None:
    """Run a command; whatever is wrong is one sentence and a non-zero end."""
    try:
        app()
    except DropwiseError as error:
        typer.echo(str(error), err=True)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)


def _run(command: Coroutine[Any, Any, None]) -> None:
    asyncio.run(command)


@app.command()
def up() -> None:
    """Run the whole product: database, Rasa, web process and worker (what `make run` calls)."""
    from bot.commands.up import up as command

    _run(command())


@app.command()
def serve() -> None:
    """Run the web process alone: webhooks, chat, console."""
    from bot.commands.serve import serve as command

    _run(command())


@app.command()
def worker() -> None:
    """Run the job worker alone, with its action server and its Rasa beside it."""
    from bot.commands.worker import worker as command

    _run(command())


@app.command()
def train(
    with_reviews: Annotated[
        bool,
        typer.Option("--with-reviews", help="Learn the labels too, unless it understands less."),
    ] = False,
    without_reviews: Annotated[
        bool, typer.Option("--without-reviews", help="Go back to the shipped data alone.")
    ] = False,
    activate: Annotated[
        bool, typer.Option("--activate", help="Use the reviewed model whatever its figures.")
    ] = False,
) -> None:
    """Train Rasa's model if the training data changed, and make every process use it."""
    from bot.commands.train import train as command

    _run(command(with_reviews=with_reviews, without_reviews=without_reviews, activate=activate))


@review_app.callback(invoke_without_command=True)
def review(
    context: typer.Context,
    limit: Annotated[int, typer.Option(min=1, max=10_000)] = 20,
    settled_too: Annotated[
        bool, typer.Option("--all", help="Those labelled already, too.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """List messages that were not read well or that an agent corrected, newest first."""
    from bot.commands.review import show as command

    if context.invoked_subcommand is None:
        _run(command(limit, settled_too=settled_too, as_json=as_json))


@review_app.command("label")
def review_label(number: int, intent: str) -> None:
    """Say what a message means."""
    from bot.commands.review import label as command

    _run(command(number, intent))


@review_app.command("ignore")
def review_ignore(number: int) -> None:
    """Take a message off the list and learn nothing from it."""
    from bot.commands.review import ignore as command

    _run(command(number))


@review_app.command("each")
def review_each() -> None:
    """Go through the list at the terminal: a number for a suggestion, skip, ignore."""
    from bot.commands.review import each as command

    _run(command())


@import_app.command("catalogue")
def import_catalogue(
    file: Path,
    columns: Columns = None,
    currency: Currency = None,
    language: LanguageOption = None,
    dry_run: DryRun = False,
) -> None:
    """Read a catalogue: CSV, JSON Lines or a Shopify product export."""
    from bot.commands.imports import catalogue as command

    _run(command(file, columns or [], currency, language, dry_run=dry_run))


@import_app.command("orders")
def import_orders(
    file: Path,
    columns: Columns = None,
    currency: Currency = None,
    language: LanguageOption = None,
    dry_run: DryRun = False,
) -> None:
    """Read orders: CSV or JSON Lines."""
    from bot.commands.imports import orders as command

    _run(command(file, columns or [], currency, language, dry_run=dry_run))


@app.command()
def parse(
    file: Annotated[
        Path | None, typer.Argument(help="JSON Lines or plain lines; else stdin.")
    ] = None,
) -> None:
    """Tag messages: language, intent, confidence, tags; one JSON line each, in order."""
    from bot.commands.parse import parse as command

    _run(command(file))


@app.command()
def search(
    text: str,
    limit: Annotated[int, typer.Option(min=1, max=100)] = 5,
    language: LanguageOption = None,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Find products by meaning."""
    from bot.commands.advice import search as command

    _run(command(text, limit, language, as_json=as_json))


@app.command()
def recommend() -> None:
    """Recommend for a JSON object or JSON Lines on standard input."""
    from bot.commands.advice import recommend as command

    _run(command(sys.stdin.read()))


@app.command()
def chat(
    jsonl: Annotated[
        Path | None, typer.Option("--jsonl", help="Play the conversations of this file.")
    ] = None,
) -> None:
    """Talk to the assistant in a scratch database, never the shop's own."""
    from bot.commands.chat import chat as command

    _run(command(jsonl))


@app.command()
def feedback(
    limit: Annotated[int, typer.Option(min=1, max=100_000)] = 50,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """Tell what shoppers say of each product: how often, how good, what about."""
    from bot.commands.feedback import show as command

    _run(command(limit, as_json=as_json))


@evaluate_app.command("nlu")
def evaluate_nlu(
    file: Path,
    as_json: Annotated[bool, typer.Option("--json")] = False,
    examples: Annotated[int, typer.Option(min=0, help="Texts shown for each mistake.")] = 3,
    no_examples: Annotated[bool, typer.Option("--no-examples", help="Figures only.")] = False,
) -> None:
    """Measure intents, tags and confidence on labelled messages (JSON Lines)."""
    from bot.commands.evaluate import nlu as command

    _run(command(file, 0 if no_examples else examples, as_json=as_json))


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

    _run(command(train, test, catalogue, as_json=as_json))


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

    _run(command(catalogue, count, seed, as_json=as_json))


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


@agent_app.command("add")
def add_agent(
    email: str,
    name: Annotated[str, typer.Option(prompt=True, help="As shoppers read it.")],
    password: Annotated[str, typer.Option(prompt=True, hide_input=True, confirmation_prompt=True)],
) -> None:
    """Add a person who answers in the console, or give one a new password."""
    from bot.commands.agents import add as command

    _run(command(email, name, password))


if __name__ == "__main__":
    main()
