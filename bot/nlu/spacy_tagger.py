"""Rasa's entity extractor over our tagger: canonical tags, found by spaCy in the shop's lexicon."""

import hashlib
from pathlib import Path
from typing import Any, Callable, Dict, List, Optional

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import (
    ENTITIES,
    ENTITY_ATTRIBUTE_END,
    ENTITY_ATTRIBUTE_START,
    ENTITY_ATTRIBUTE_TYPE,
    ENTITY_ATTRIBUTE_VALUE,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.lexicon import load_lexicon
from bot.nlu.tagging import Tag, Tagger
from bot.nlu.text import cut

INGREDIENTS = "ingredients.csv"
TAGS_KEY = "dropwise_tags"


@DefaultV1Recipe.register(
    [
        DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR,
        DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER,
    ],
    is_trainable=True,
)
class SpacyTagger(GraphComponent, EntityExtractorMixin):
    """Writes each tag as an entity whose value is canonical.

    The lexicon becomes part of the trained model: a model reads messages as it did when it was
    trained. As a featurizer it hands its tags to the intent classifier, in training too.
    """

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """Folder of the lexicon and table of ingredients, relative to the repository."""
        return {"lexicon": "data/lexicon", "ingredients": "data/ingredients.csv"}

    @staticmethod
    def required_packages() -> List[str]:
        """Rasa checks these before training."""
        return ["spacy"]

    @classmethod
    def fingerprint_addon(cls, config: Dict[str, Any]) -> Optional[str]:
        """Rasa trains again when the lexicon or the way it is read has changed."""
        options = {**cls.get_default_config(), **config}
        paths = [*Path(options["lexicon"]).glob("*.yml"), Path(options["ingredients"])]
        paths += Path(__file__).parent.glob("*.py")
        digest = hashlib.sha256()
        for path in sorted(path for path in paths if path.exists()):
            digest.update(path.read_bytes())
        return digest.hexdigest()

    def __init__(self, tagger: Tagger, keep: Callable[[], Resource]) -> None:
        self._tagger = tagger
        self._keep = keep

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "SpacyTagger":
        """Reads the lexicon of the repository."""
        folder, ingredients = Path(config["lexicon"]), Path(config["ingredients"])

        def keep() -> Resource:
            with model_storage.write_to(resource) as directory:
                _copy(folder, ingredients, directory)
            return resource

        return cls(Tagger(load_lexicon(folder, ingredients)), keep)

    @classmethod
    def load(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> "SpacyTagger":
        """Reads the lexicon the model was trained with."""
        with model_storage.read_from(resource) as directory:
            lexicon = load_lexicon(directory, directory / INGREDIENTS)
        return cls(Tagger(lexicon), lambda: resource)

    def train(self, training_data: TrainingData) -> Resource:  # noqa: ARG002 (Rasa's signature)
        """Learns nothing; keeps the lexicon in the model."""
        return self._keep()

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Tags the training messages for the intent classifier."""
        for message in training_data.training_examples:
            self._tag(message)
        return training_data

    def process(self, messages: List[Message]) -> List[Message]:
        """Adds entities to the messages that have a text."""
        for message in messages:
            entities = self.add_extractor_name([_to_entity(tag) for tag in self._tag(message)])
            message.set(ENTITIES, message.get(ENTITIES, []) + entities, add_to_output=True)
        return messages

    def _tag(self, message: Message) -> List[Tag]:
        text = message.get(TEXT)
        tags = self._tagger.tag(cut(text)) if text else []
        message.set(TAGS_KEY, tags)
        return tags


def _to_entity(tag: Tag) -> Dict[str, Any]:
    return {
        ENTITY_ATTRIBUTE_TYPE: tag.name,
        ENTITY_ATTRIBUTE_VALUE: tag.value,
        ENTITY_ATTRIBUTE_START: tag.start,
        ENTITY_ATTRIBUTE_END: tag.end,
    }


def _copy(folder: Path, ingredients: Path, directory: Path) -> None:
    for path in folder.glob("*.yml"):
        (directory / path.name).write_bytes(path.read_bytes())
    if ingredients.exists():
        (directory / INGREDIENTS).write_bytes(ingredients.read_bytes())
