"""Reads the shop file (YAML), checks it and says in one sentence what to mend."""

from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from bot.adapters.shop_file_model import ShopFile
from bot.domain.errors import InputError
from bot.domain.shop import ShopFacts

_MOST_SENTENCES = 5


def load_shop_file(path: Path) -> ShopFacts:
    """The facts of a shop file.

    Raises:
        InputError: the file cannot be read or says something impossible; the message names the
            file and, for each fault (at most five), the field and what to write.
    """
    try:
        return ShopFile.model_validate(_read_yaml(path)).to_facts()
    except ValidationError as error:
        raise InputError(_sentences(path, error.errors())) from None


def _read_yaml(path: Path) -> Any:
    try:
        return YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise InputError(
            f"{path}: there is no such shop file; copy data/demo/shop.yml and fill it in."
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read as UTF-8 text ({error}).") from None
    except YAMLError as error:
        raise InputError(f"{path}: is not valid YAML{_place(error)}; mend that line.") from None
    except (ValueError, RecursionError) as error:  # a date such as 2026-06-31; endless nesting
        raise InputError(f"{path}: holds a value YAML cannot read ({error}); mend it.") from None


def _place(error: YAMLError) -> str:
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        return ""
    return f" at line {error.problem_mark.line + 1} ({error.problem})"


def _sentences(path: Path, errors: list[ErrorDetails]) -> str:
    shown = [f"{path}: {_sentence(error)}" for error in errors[:_MOST_SENTENCES]]
    if len(errors) > _MOST_SENTENCES:
        shown.append(f"{path}: {len(errors) - _MOST_SENTENCES} more faults follow.")
    return "\n".join(shown)


def _sentence(error: ErrorDetails) -> str:
    where = ".".join(str(part) for part in error["loc"] if part != "[key]") or "the whole file"
    return f"{where} {_problem(error)}.{_advice(error)}"


def _problem(error: ErrorDetails) -> str:
    match error["type"]:
        case "missing":
            return "is missing"
        case "extra_forbidden":
            return "is no field of a shop file: correct its name or take it out"
        case "value_error":
            return str(error["ctx"]["error"])
        case "string_pattern_mismatch":
            return f"is {error['input']!r:.60}, which has not the form it needs"
        case "model_type" | "model_attributes_type":
            return "must hold named fields"
    message = error["msg"].replace("Input should", "it should")
    return f"is {error['input']!r:.60}, but {message}"


def _advice(error: ErrorDetails) -> str:
    if error["type"] == "extra_forbidden":
        return ""
    name, info = _field_at(error["loc"])
    example = _example_of(info) if info else None
    return f" Write for example `{name}: {example}`." if example else ""


def _field_at(location: tuple[int | str, ...]) -> tuple[str, FieldInfo | None]:
    """The innermost field on the way; list places and free keys are no fields of their own."""
    model: type[BaseModel] | None = ShopFile
    name, info = "", None
    for part in map(str, location):
        found = _named(model, part) if model else None
        if found:
            name, info, model = part, found, _model_in(found.annotation)
    return name, info


def _named(model: type[BaseModel], name: str) -> FieldInfo | None:
    """The field of that name as the file writes it: by its alias where it has one."""
    fields = model.model_fields
    return next((info for key, info in fields.items() if name == (info.alias or key)), None)


def _example_of(info: FieldInfo) -> Any:
    """The field's own example, else that of its annotated type, which pydantic keeps nested."""
    nested = (item for arg in get_args(info.annotation) for item in get_args(arg))
    sources = (info, *(item for item in nested if isinstance(item, FieldInfo)))
    return next((source.examples[0] for source in sources if source.examples), None)


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(_model_in, get_args(annotation))), None)
