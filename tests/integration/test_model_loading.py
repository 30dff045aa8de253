"""A model's domain is loaded as Rasa itself loads it, in Rasa's own environment."""

import pytest

from tests.conftest import needs_rasa
from tests.rasa_environment import run_with_rasa

pytestmark = [
    pytest.mark.rasa,
    needs_rasa,
]
# The same model storage is loaded by Rasa's own way and, in the same process, by ours.
BOTH = """
import json, sys, tempfile
from pathlib import Path
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.graph_components.providers.domain_provider import DomainProvider
from rasa.shared.core.domain import Domain
from rasa.shared.utils.io import read_yaml
from bot.nlu.model_loading import load_once

values = sys.stdin.read()
storage, resource = LocalModelStorage(Path(tempfile.mkdtemp())), Resource("domain")
domain = Domain.from_path("domain.yml").merge(Domain.from_path("data/responses"))
with storage.write_to(resource) as folder:
    domain.persist(folder / "domain.yml")

def loaded():
    provider = DomainProvider.load({}, storage, resource, None)
    return provider.provide_inference().as_dict(), repr(read_yaml(values))

rasa = loaded()
load_once()
ours = loaded()
print(json.dumps([rasa == ours, sorted(ours[0]), ours[1]]))
"""
# One of each kind of value that YAML 1.2 tells apart, and what looks like one.
VALUES = """\
1 -2 0x1F 0o17 017 1_000 1.5 -.inf .nan 1e3 true False yes No off on null ~ "" "1" 'true'
12:30:45 2026-11-22 "~" word 保濕 🙂 $ $HOME {} [] [b,1] -x .5 +1 Null TRUE .
"""
VALUES = "".join(f"- {value}\n" for value in VALUES.split())


@pytest.mark.timeout(120)
def test_a_models_domain_and_every_kind_of_value_are_read_as_by_rasa() -> None:
    is_same, keys, values = run_with_rasa(BOTH, VALUES)
    assert is_same
    assert {"intents", "slots", "responses", "actions", "forms"} <= set(keys)
    assert values.startswith("[1, -2, 31, 15,")
