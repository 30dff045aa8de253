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
from jsonschema import Draft202012Validator, ValidationError, validators
from jsonschema.protocols import Validator

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
    """The specification's schemas; reading them takes a second, once."""
    document = yaml.load(spec.read_text(encoding="utf-8"), _LOADER)
    return dict(_with_flat_leaves(document["components"]["schemas"]))


@cache
def _validator(spec: Path, schema: str) -> Validator:
    schemas = load_schemas(spec)
    return _DISCRIMINATING({"$ref": _COMPONENTS + schema, "components": {"schemas": schemas}})


def _choose(
    validator: Any, discriminator: dict[str, Any], instance: Any, _schema: Any
) -> Iterator[ValidationError]:
    """OpenAPI's `discriminator`: the property's value names the one schema that must fit."""
    key, mapping = discriminator["propertyName"], discriminator.get("mapping", {})
    value = instance.get(key) if isinstance(instance, dict) else None
    if value not in mapping:
        yield ValidationError(f"{key} is {value!r}, which is none of {sorted(mapping)}")
    else:
        yield from validator.descend(instance, {"$ref": mapping[value] + _FLAT})


_DISCRIMINATING = validators.extend(Draft202012Validator, {"discriminator": _choose})


def _with_flat_leaves(components: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """The schemas, and each that a discriminator may choose once more as one flat object.

    It admits no property it does not name, so that a misspelt one is found.
    """
    for name, schema in components.items():
        yield name, schema
        for target in schema.get("discriminator", {}).get("mapping", {}).values():
            leaf = target.removeprefix(_COMPONENTS)
            yield leaf + _FLAT, _flatten(components, leaf) | {"additionalProperties": False}


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
