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
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_COMPONENTS = "#/components/schemas/"
_FLAT = ".flat"


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
def load_schemas(spec: Path) -> dict[str, Any]:
    """The specification's schemas as JSON Schema; takes a second, once."""
    document = yaml.load(spec.read_text(encoding="utf-8"), _LOADER)
    return dict(_to_json_schemas(document["components"]["schemas"]))


@cache
def _validator(spec: Path, schema: str) -> Draft202012Validator:
    schemas = load_schemas(spec)
    return Draft202012Validator({"$ref": _COMPONENTS + schema, "components": {"schemas": schemas}})


def _to_json_schemas(components: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """OpenAPI's discriminators said in JSON Schema, which has none.

    A schema with a mapping becomes a choice by its property's value; each choice is one flat object
    that admits no property it does not name, so that a misspelt one is found.
    """
    bases = {name for name, schema in components.items() if _mapping(schema)}
    for name, schema in components.items():
        yield name, _to_choice(schema) if name in bases else schema
        for target in _mapping(schema).values():
            leaf = target.removeprefix(_COMPONENTS)
            yield leaf + _FLAT, _flatten(components, leaf) | {"additionalProperties": False}


def _mapping(schema: dict[str, Any]) -> dict[str, str]:
    mapping: dict[str, str] = schema.get("discriminator", {}).get("mapping", {})
    return mapping


def _to_choice(schema: dict[str, Any]) -> dict[str, Any]:
    key, mapping = schema["discriminator"]["propertyName"], _mapping(schema)
    choices = [
        {"if": {"properties": {key: {"const": value}}}, "then": {"$ref": target + _FLAT}}
        for value, target in mapping.items()
    ]
    known = {"properties": {key: {"enum": list(mapping)}}, "required": [key]}
    return {"allOf": [known, *choices]}


def _flatten(components: dict[str, Any], name: str) -> dict[str, Any]:
    """A schema and all it inherits by `allOf` as one object."""
    properties: dict[str, Any] = {}
    required: set[str] = set()
    for part in _parts(components, components[name]):
        properties |= part.get("properties", {})
        required |= set(part.get("required", []))
    return {"type": "object", "properties": properties, "required": sorted(required)}


def _parts(components: dict[str, Any], schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if "$ref" in schema:
        schema = components[schema["$ref"].removeprefix(_COMPONENTS)]
    yield schema
    for part in schema.get("allOf", []):
        yield from _parts(components, part)
