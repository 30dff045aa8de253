"""Multilingual E5 small: from a text to its vector."""

from importlib.util import find_spec
from pathlib import Path

from bot.e5.network import E5Network
from bot.e5.rounding import Floats
from bot.e5.tokenizer import UnigramTokenizer
from bot.e5.weights import MODEL, PACKAGE, E5File


class E5:
    """Encodes one text at a time, in any thread; loads in part of a second, takes 0.2 GB.

    Raises:
        ModuleNotFoundError: the package with the weights is not installed.
    """

    def __init__(self) -> None:
        found = find_spec(PACKAGE)
        if found is None or found.origin is None:
            raise ModuleNotFoundError(f"No module named {PACKAGE!r}", name=PACKAGE)
        file = E5File(Path(found.origin).parent / MODEL)
        self._tokenizer = UnigramTokenizer(file.vocabulary)
        self._network = E5Network(file)

    def encode(self, text: str, most_pieces: int) -> Floats:
        """A vector of shape (384,) and length 1, of the beginning of a text that is longer.

        The text begins with "query: " or "passage: ", as E5 was trained.
        """
        return self._network.encode(self._tokenizer.to_numbers(text, most_pieces))

    def encode_pieces(self, text: str, most_pieces: int) -> Floats:
        """What the last layer leaves of each piece of such a text, of shape (pieces, 384)."""
        return self._network.encode_pieces(self._tokenizer.to_numbers(text, most_pieces))
