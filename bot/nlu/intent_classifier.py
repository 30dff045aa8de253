"""Rasa's intent classifier over our intent model."""

from typing import Any, Dict, List, Optional, Sequence, Tuple, Type

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.featurizers.featurizer import Featurizer
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.encoders import load_encoder, to_encoded_text
from bot.nlu.intent_training import train_intents
from bot.nlu.intents import IntentModel, Ranking, to_tag_counts
from bot.nlu.spacy_tagger import TAGS_KEY

INTENT_RANKING = "intent_ranking"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class SimilarityClassifier(IntentClassifier, GraphComponent):
    """Intents by similar examples; little confidence in what resembles none.

    Needs a SentenceEncoderFeaturizer before it for each of its `encoders`, in their order; tags of
    a SpacyTagger before it are used where there are any.
    """

    @classmethod
    def required_components(cls) -> List[Type]:
        """A featurizer must come first."""
        return [Featurizer]

    @staticmethod
    def required_packages() -> List[str]:
        """Rasa checks these before training."""
        return ["sklearn"]

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """`encoders` as the featurizers name them; `ranking_length` counts the intents told."""
        return {"encoders": ["usem3"], "ranking_length": 5}

    def __init__(
        self,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        model: Optional[IntentModel] = None,
    ) -> None:
        self._config = config
        self._model_storage = model_storage
        self._resource = resource
        self._model = model

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "SimilarityClassifier":
        """An untrained component."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> "SimilarityClassifier":
        """The component as it was trained."""
        with model_storage.read_from(resource) as directory:
            return cls(config, model_storage, resource, IntentModel.load(directory))

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the examples that have a text and an intent, and keep the model."""
        messages = [m for m in training_data.intent_examples if m.get(TEXT) and m.get(INTENT)]
        labels = [message.get(INTENT) for message in messages]
        self._model = train_intents(*_to_arrays(messages), labels, self._encode)
        with self._model_storage.write_to(self._resource) as directory:
            self._model.save(directory)
        return self._resource

    def _encode(self, texts: Sequence[str]) -> List[np.ndarray]:
        return [load_encoder(name).encode(texts) for name in self._config["encoders"]]

    def process(self, messages: List[Message]) -> List[Message]:
        """Adds `intent` and `intent_ranking`; a message without a text has no intent."""
        with_text = [message for message in messages if message.get(TEXT)]
        if self._model is None or not with_text:
            return messages
        rankings = self._model.rank(*_to_arrays(with_text))
        for message, ranking in zip(with_text, rankings, strict=True):
            told = _to_rasa(ranking[: self._config["ranking_length"]])
            message.set(INTENT, told[0], add_to_output=True)
            message.set(INTENT_RANKING, told, add_to_output=True)
        return messages


def _to_arrays(messages: List[Message]) -> Tuple[List[str], List[np.ndarray], np.ndarray]:
    """Texts, unit vectors (messages, dimension) for each encoder, tag counts."""
    texts = [to_encoded_text(message.get(TEXT)) for message in messages]
    vectors = zip(*(_to_vectors(message) for message in messages), strict=True)
    tags = np.stack([to_tag_counts(message.get(TAGS_KEY, [])) for message in messages])
    return texts, [np.stack(one) for one in vectors], tags


def _to_vectors(message: Message) -> List[np.ndarray]:
    return [
        features.features[0]
        for features in message.features
        if features.is_dense() and features.attribute == TEXT
    ]


def _to_rasa(ranking: Ranking) -> List[Dict[str, Any]]:
    return [
        {INTENT_NAME_KEY: name, PREDICTED_CONFIDENCE_KEY: confidence}
        for name, confidence in ranking
    ]
