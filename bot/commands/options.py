"""Options that several commands have."""

from typing import Annotated

import typer

Columns = Annotated[
    list[str] | None,
    typer.Option("--map", help="field=column, where columns have other names; repeatable."),
]
LanguageOption = Annotated[str | None, typer.Option(help="en, zh, ja or th; else as written.")]
