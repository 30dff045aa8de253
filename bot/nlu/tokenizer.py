"""Rasa's tokenizer for a mix of English, Chinese, Japanese and Thai."""

from itertools import groupby
from typing import Any, Dict, List

from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.text import Token as TextToken
from bot.nlu.text import cut, fold, is_thai, tokenise


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class MultilingualTokenizer(Tokenizer):
    """Words, numbers and marks; Chinese and Japanese by character, Thai as runs.

    Reads the first 2,000 characters. Offsets are positions in the message's own text.
    """

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """Rasa's own options of a tokenizer."""
        return {
            "intent_tokenization_flag": False,
            "intent_split_symbol": "_",
            "token_pattern": None,
            "prefix_separator_symbol": None,
        }

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "MultilingualTokenizer":
        """Called by Rasa's graph."""
        return cls(config)

    def tokenize(self, message: Message, attribute: str) -> List[Token]:
        """Tokens of an attribute; a text without any is one token, as Rasa expects one at least."""
        text = message.get(attribute)
        tokens = _join_thai(tokenise(fold(cut(text), {})))
        if not tokens:
            return [Token(text, 0)]
        return self._apply_token_pattern(
            [Token(text[token.start : token.end], token.start, token.end) for token in tokens]
        )


def _join_thai(tokens: List[TextToken]) -> List[TextToken]:
    joined: List[TextToken] = []
    for are_thai, group in groupby(tokens, key=lambda token: is_thai(token.text)):
        run = list(group)
        joined.extend(_merge(run) if are_thai else run)
    return joined


def _merge(tokens: List[TextToken]) -> List[TextToken]:
    runs: List[TextToken] = []
    for token in tokens:
        if runs and runs[-1].end == token.start:
            runs[-1] = TextToken(runs[-1].text + token.text, "word", runs[-1].start, token.end)
        else:
            runs.append(token)
    return runs
