"""The layer over E5 that reads whether a sentence means a claim."""

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.claims import find_claims
from bot.domain.claims.likeness import FARTHEST
from bot.evaluation.claim_reader_training import Sentences, fit_head
from knowledge.claim_reader import ClaimHead, MeaningReader, open_claims_lint, to_pieces

CLAIMS = (
    "cures acne",
    "heals eczema for good",
    "kills germs",
    "erases wrinkles",
    "treats psoriasis",
)
LAWFUL = ("rinse it off", "free delivery", "pat your face dry", "a light gel", "we are open today")


@pytest.fixture(scope="module")
def sentences() -> Sentences:
    return Sentences.read([*CLAIMS, *LAWFUL])


IS_CLAIM = np.array([True] * len(CLAIMS) + [False] * len(LAWFUL))


def test_a_fitted_layer_parts_claims_from_lawful_sentences(sentences: Sentences) -> None:
    numbers = np.tile(np.arange(len(IS_CLAIM)), 30)
    head = ClaimHead(fit_head(sentences, numbers, IS_CLAIM))
    scores = np.array([head.score(to_pieces(text)) for text in (*CLAIMS, *LAWFUL)])
    assert scores[IS_CLAIM].min() > scores[~IS_CLAIM].max()
    assert head.score(to_pieces("gets rid of eczema")) > head.score(to_pieces("is in stock"))


def test_fitting_twice_gives_the_same_weights(sentences: Sentences) -> None:
    one, other = (fit_head(sentences, np.arange(len(IS_CLAIM)), IS_CLAIM) for _ in range(2))
    assert all(np.array_equal(one[name], other[name]) for name in one)


def test_the_layer_computes_what_torch_computes() -> None:
    """A transformer layer of torch with the kept weights, as they were learnt there."""
    head = ClaimHead.load()
    weights = {name: torch.from_numpy(values) for name, values in head.weights.items()}
    width, wide = weights["wide"].shape
    layer = torch.nn.TransformerEncoderLayer(
        width, 4, wide, 0.0, activation="relu", batch_first=True, norm_first=True
    )
    layer.load_state_dict(
        {
            "self_attn.in_proj_weight": weights["qkv"].T,
            "self_attn.in_proj_bias": weights["qkv.b"],
            "self_attn.out_proj.weight": weights["joined"].T,
            "self_attn.out_proj.bias": weights["joined.b"],
            "linear1.weight": weights["wide"].T,
            "linear1.bias": weights["wide.b"],
            "linear2.weight": weights["narrow"].T,
            "linear2.bias": weights["narrow.b"],
            "norm1.weight": weights["norm1"],
            "norm1.bias": weights["norm1.b"],
            "norm2.weight": weights["norm2"],
            "norm2.bias": weights["norm2.b"],
        }
    )
    pieces = to_pieces("it leaves your face the way it was years ago")
    with torch.no_grad():
        hidden = torch.from_numpy(pieces) @ weights["inner"] + weights["inner.b"]
        hidden = layer.eval()(hidden[None])[0]
        looked = (hidden @ weights["looked"] + weights["looked.b"])[:, 0].softmax(0)
        told = float((looked @ hidden) @ weights["left"] + weights["left.b"])
    assert head.score(pieces) == pytest.approx(np.clip(told, -FARTHEST, FARTHEST), abs=1e-3)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=3_000))
def test_any_text_is_read(text: str) -> None:
    assert -FARTHEST <= MeaningReader(ClaimHead.load()).score(text) <= FARTHEST


@pytest.mark.parametrize(
    ("claim", "lawful"),
    [
        ("Flare-ups on my elbows are history since I switched.", "My elbows feel soft now."),
        ("乾癬好了，手肘不再脫屑見血", "手肘擦了很滑"),
        ("このクリームでアトピーが治りました", "このクリームは伸びがいいです"),
        ("ครีมนี้รักษาสิวหายขาด", "ครีมนี้เนื้อบางเบา"),
    ],
)
def test_a_claim_is_read_as_more_of_one_in_each_language(claim: str, lawful: str) -> None:
    reader = MeaningReader(ClaimHead.load())
    assert reader.score(claim) > reader.score(lawful)


def test_the_lint_of_a_process_reads_meanings() -> None:
    lint = open_claims_lint()
    assert lint("This serum cures acne and erases every wrinkle overnight.")
    assert not lint("Your parcel left our warehouse this morning.")
    assert lint is open_claims_lint()
    assert lint is not find_claims
