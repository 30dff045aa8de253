"""Loads a model without the work that Rasa repeats: half of the time that loading takes.

ruamel.yaml 0.17 makes its list of patterns longer with every value it reads, so that reading takes
time with the square of the length; and Rasa 3.6 reads a model's domain three times and checks it
against a schema, though it wrote it itself when it was trained.
"""

from pathlib import Path
from typing import Any, Dict, Tuple

from rasa.engine.graph import ExecutionContext
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.graph_components.providers.domain_provider import DomainProvider
from rasa.shared.core.domain import Domain
from rasa.shared.utils.io import read_file, read_yaml
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.resolver import BaseResolver, VersionedResolver


def resolve(self: VersionedResolver, kind: Any, value: str, implicit: Tuple[bool, bool]) -> Any:
    """The tag of a value: ruamel's own rule, without changing the patterns it goes by."""
    if kind is ScalarNode and implicit[0]:
        patterns = self.versioned_resolver
        for tag, pattern in (*patterns.get(value[:1], ()), *patterns.get(None, ())):
            if pattern.match(value):
                return tag
        implicit = (False, implicit[1])
    return BaseResolver.resolve(self, kind, value, implicit)


def load_domain(
    cls: type,
    config: Dict[str, Any],  # noqa: ARG001 (Rasa's method)
    model_storage: ModelStorage,
    resource: Resource,
    execution_context: ExecutionContext,  # noqa: ARG001
    **_: Any,
) -> DomainProvider:
    """A model's domain as Rasa wrote it."""
    with model_storage.read_from(resource) as folder:
        domain = Domain.from_dict(read_yaml(read_file(Path(folder) / "domain.yml")))
    return cls(model_storage, resource, domain)


def load_once() -> None:
    """Let Rasa load models this way."""
    VersionedResolver.resolve = resolve
    DomainProvider.load = classmethod(load_domain)
