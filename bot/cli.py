"""The command line: `dropwise`. Each command imports what it needs when it runs."""

import asyncio
import sys
from collections.abc import Coroutine
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.commands.evaluate_app import evaluate_app
from bot.commands.lint_app import lint_app
from bot.commands.options import Columns, LanguageOption
from bot.domain.errors import DropwiseError

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
app.add_typer(evaluate_app, name="evaluate")
app.add_typer(lint_app, name="lint")

Currency = Annotated[
    str | None, typer.Option(help="Currency of prices that name none, like TWD; else the shop's.")
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would change, change nothing.")]


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
