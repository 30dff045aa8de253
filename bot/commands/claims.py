"""`dropwise lint claims` and `dropwise evaluate claims`."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import typer

from bot.adapters.imports.claims_lint import ClaimsReport, LintedClaim, lint_file
from bot.adapters.imports.columns import to_column_map
from bot.adapters.imports.report import ImportOptions
from bot.adapters.shop_file import load_shop_file
from bot.commands.imports import to_language
from bot.domain.languages import detect_language
from bot.evaluation import claims_report
from bot.settings import REPOSITORY_ROOT, load_settings
from knowledge.claim_reader import open_claims_lint
from knowledge.ingredients import IngredientTable

_SETS = tuple(
    REPOSITORY_ROOT / "data" / "evaluation" / name
    for name in (
        "claims_dev.jsonl",
        "claims_dev_more.jsonl",
        "claims_dev_fresh.jsonl",
        "claims_dev_hard.jsonl",
        "claims_dev_plain.jsonl",
        "claims_held_out.jsonl",
        "claims_held_out_plain.jsonl",
        "claims_held_out_fresh.jsonl",
    )
)


def lint(file: Path, columns: Sequence[str], language: str | None, *, as_json: bool) -> None:
    """Print every unlawful claim of a file with its place, its rule and lawful words.

    Raises:
        InputError: the file cannot be read.
        SystemExit: with 1 where a claim was found.
    """
    options = ImportOptions(
        columns=to_column_map(columns),
        shop_currency=load_shop_file(load_settings().shop_file).currency,
        language=to_language(language),
    )
    report = lint_file(file, options, IngredientTable.load(), open_claims_lint())
    if as_json:
        typer.echo(json.dumps(_to_json(report), ensure_ascii=False))
    else:
        _tell(report)
    if report.claims:
        sys.exit(1)


def _tell(report: ClaimsReport) -> None:
    for found in report.claims:
        typer.echo(_to_line(found))
    medical = sum(found.claim.is_medical for found in report.claims)
    typer.echo(
        f"{report.checked} checked: {medical} medical and {len(report.claims) - medical} "
        "exaggerated claims."
        + (f" {report.unread} lines could not be read." if report.unread else "")
    )


def _to_line(found: LintedClaim) -> str:
    claim = found.claim
    language = detect_language(claim.phrase)
    place = ", ".join(
        part
        for part in (
            f"line {found.line}",
            f"product {found.product}" if found.product else "",
            found.field or "",
        )
        if part
    )
    rule = f"{claim.kind.value}, {claim.rule.title.in_language(language)} ({claim.rule.source})"
    instead = claim.instead.in_language(language)
    return f"{place}: “{claim.phrase}” is {rule}. Say: “{instead}”."


def _to_json(report: ClaimsReport) -> dict[str, Any]:
    return {
        "claims": [
            {
                "line": found.line,
                "product": found.product,
                "field": found.field,
                "phrase": found.claim.phrase,
                "kind": found.claim.kind.value,
                "rule": found.claim.rule.id,
                "source": found.claim.rule.source,
                "instead": {"en": found.claim.instead.en, "zh": found.claim.instead.zh},
            }
            for found in report.claims
        ],
        "checked": report.checked,
        "unread": report.unread,
    }


def evaluate(file: Path | None, *, mistakes: bool, as_json: bool) -> None:
    """Print how many unlawful phrases are found and how many lawful ones are taken for unlawful.

    Mistakes are shown with their words only for a set that was made to be looked at.

    Raises:
        InputError: a set is missing or holds a line that is none of its kind.
    """
    find = open_claims_lint()
    judged = {path.stem: claims_report.judge(path, find) for path in ((file,) if file else _SETS)}
    report = {name: claims_report.to_report(phrases) for name, phrases in judged.items()}
    if as_json:
        typer.echo(json.dumps({"sets": report}, allow_nan=False))
        return
    for name, phrases in judged.items():
        typer.echo(claims_report.to_text(name, report[name]))
        if mistakes and "held_out" not in name:
            typer.echo("\n".join(claims_report.to_mistakes(phrases)))
