"""LINE's own OpenAPI as a judge of payloads, where the folder of specifications is given.

The files are LINE's (github.com/line/line-openapi) and are not copied here: DROPWISE_SHARED names
the folder that holds `specs/line/messaging-api.yml` and `specs/line/webhook.yml`.
"""

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator

SHARED_VARIABLE = "DROPWISE_SHARED"
WHY_SKIPPED = f"LINE's OpenAPI is not here: set {SHARED_VARIABLE} to a folder with specs/line"
_COMPONENTS = "#/components/schemas/"


def find_spec(name: str) -> Path | None:
    """The file of that name, None where the folder is not given or lacks it."""
    folder = os.environ.get(SHARED_VARIABLE)
    path = Path(folder or "") / "specs" / "line" / name
    return path if folder and path.is_file() else None


def faults_against(spec: Path, schema: str, value: Any) -> list[str]:
    """Why the value does not fit the schema; empty when it does."""
    errors = _validator(spec, schema).iter_errors(value)
    return [f"{error.json_path}: {error.message}" for error in errors]


@cache
def _validator(spec: Path, schema: str) -> Draft202012Validator:
    components = yaml.safe_load(spec.read_text(encoding="utf-8"))["components"]["schemas"]
    schemas = dict(_to_json_schemas(components))
    return Draft202012Validator({"$ref": _COMPONENTS + schema, "components": {"schemas": schemas}})


def _to_json_schemas(components: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """OpenAPI's discriminators said in JSON Schema, which has none.

    A schema with a mapping becomes a choice by its property's value; what the chosen schemas
    inherit from it stays under another name. A chosen schema admits no property it does not name,
    so that a misspelt one is found.
    """
    bases = {name for name, schema in components.items() if _mapping(schema)}
    leaves = {
        target.removeprefix(_COMPONENTS)
        for name in bases
        for target in _mapping(components[name]).values()
    } - bases
    for name, schema in components.items():
        plain = {key: value for key, value in schema.items() if key != "discriminator"}
        if name in bases:
            yield f"{name}.base", plain
            yield name, _to_choice(name, schema["discriminator"])
        elif name in leaves:
            yield name, _inheriting(plain, bases) | {"unevaluatedProperties": False}
        else:
            yield name, plain


def _mapping(schema: dict[str, Any]) -> dict[str, str]:
    mapping: dict[str, str] = schema.get("discriminator", {}).get("mapping", {})
    return mapping


def _to_choice(name: str, discriminator: dict[str, Any]) -> dict[str, Any]:
    key, mapping = discriminator["propertyName"], discriminator["mapping"]
    choices = [
        {"if": {"properties": {key: {"const": value}}}, "then": {"$ref": target}}
        for value, target in mapping.items()
    ]
    known = {"properties": {key: {"enum": list(mapping)}}, "required": [key]}
    return {"allOf": [{"$ref": f"{_COMPONENTS}{name}.base"}, known, *choices]}


def _inheriting(schema: dict[str, Any], bases: set[str]) -> dict[str, Any]:
    """The schema with its parents' plain forms, or the choice would call itself."""
    parents = [
        {"$ref": part["$ref"] + ".base"}
        if part.get("$ref", "").removeprefix(_COMPONENTS) in bases
        else part
        for part in schema.get("allOf", [])
    ]
    return schema | ({"allOf": parents} if parents else {})
