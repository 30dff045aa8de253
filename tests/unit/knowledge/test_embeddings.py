"""The embedder and the vectors kept by content, with the real bundled encoder."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from bot.domain.errors import InputError
from bot.domain.languages import Language
from knowledge.embedding_store import MemoryEmbeddings, embed_passages
from knowledge.embeddings import (
    BUNDLED,
    DeferredEmbedder,
    JointEmbedder,
    SentenceEmbedder,
    build_embedder,
    open_embedder,
    to_model_id,
)
from knowledge.passages import Passage

ROOT = Path(__file__).resolve().parents[3]


class CountingEmbedder:
    """Gives each text a vector of its own and counts the texts it was asked for."""

    def __init__(self, model_id: str = "counting", dimension: int = 4) -> None:
        self.model_id, self.dimension, self.asked = model_id, dimension, []

    def embed_passages(self, texts):
        self.asked += texts
        rows = [np.full(self.dimension, len(text), np.float32) for text in texts]
        return np.stack(rows) if rows else np.empty((0, self.dimension), np.float32)

    def embed_query(self, text):
        return np.full(self.dimension, len(text), np.float32)


class PromptRecorder:
    """A SentenceTransformer as far as prefixes go."""

    def __init__(self, prompts):
        self.prompts, self.seen = prompts, []

    def encode(self, texts, prompt, **_):
        self.seen += [prompt + text for text in texts]
        return np.ones((len(texts), 2))


def passage(text: str, product_id: str = "p") -> Passage:
    return Passage(product_id, Language.EN, text, text)


def test_importing_knowledge_loads_no_torch():
    modules = ["embeddings", "search", "recommender", "index", "catalogue", "embedding_store"]
    imports = ", ".join(f"knowledge.{module}" for module in modules)
    code = f"import sys, {imports}; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_the_default_is_a_sentence_transformer_and_says_its_version(embedder):
    from sentence_transformers import SentenceTransformer

    assert isinstance(embedder._model, SentenceTransformer)
    assert embedder.model_id.startswith(f"{BUNDLED}@")
    assert embedder.dimension == 512


def test_vectors_have_length_one_and_the_promised_shape(embedder):
    rows = embedder.embed_passages(["a serum", "面霜", ""])
    assert rows.shape == (3, 512)
    assert rows.dtype == np.float32
    assert np.allclose(np.linalg.norm(rows, axis=1), 1.0, atol=1e-5)
    assert embedder.embed_passages([]).shape == (0, 512)


def test_the_same_meaning_in_two_languages_is_nearer_than_another_meaning(embedder):
    query = embedder.embed_query("菸鹼醯胺精華")
    near = embedder.embed_query("niacinamide serum")
    far = embedder.embed_query("the weather tomorrow")
    assert query @ near > query @ far + 0.1


def test_a_model_that_does_not_exist_is_refused_in_a_sentence(tmp_path):
    with pytest.raises(InputError, match="cannot be loaded"):
        build_embedder([str(tmp_path / "nothing here")])


def test_a_folders_id_changes_with_its_content(tmp_path):
    (tmp_path / "config.json").write_text("{}")
    before = to_model_id(str(tmp_path))
    (tmp_path / "config.json").write_text("[]")
    assert to_model_id(str(tmp_path)) != before
    assert to_model_id("owner/model") == "owner/model"


def test_several_models_stand_side_by_side():
    joint = JointEmbedder([CountingEmbedder("a", 2), CountingEmbedder("b", 3)])
    assert (joint.model_id, joint.dimension) == ("a+b", 5)
    assert joint.embed_query("x").shape == (5,)
    assert joint.embed_passages(["x", "yy"]).shape == (2, 5)


def test_the_cosine_of_joint_vectors_is_the_mean_of_their_cosines(embedder):
    joint = JointEmbedder([embedder, embedder])
    one, two = "a serum", "a cream"
    expected = embedder.embed_query(one) @ embedder.embed_query(two)
    assert joint.embed_query(one) @ joint.embed_query(two) == pytest.approx(expected, abs=1e-5)


@pytest.mark.parametrize(
    ("prompts", "model_id", "query", "text"),
    [
        ({}, "intfloat/multilingual-e5-small", "query: hi", "passage: hi"),
        ({"query": "Q ", "document": "D "}, "owner/other", "Q hi", "D hi"),
        ({"query": "", "document": ""}, "owner/plain", "hi", "hi"),
    ],
)
def test_a_model_gets_the_prefixes_it_wants(prompts, model_id, query, text):
    model = PromptRecorder(prompts)
    embedder = SentenceEmbedder(model, model_id)
    embedder.embed_query("hi")
    embedder.embed_passages(["hi"])
    assert model.seen[-2:] == [query, text]


async def test_only_new_texts_are_embedded():
    store, embedder = MemoryEmbeddings(), CountingEmbedder()
    await embed_passages([passage("one"), passage("three")], embedder, store)
    rows = await embed_passages([passage("three"), passage("seventeen")], embedder, store)
    assert embedder.asked == ["one", "three", "seventeen"]
    assert rows[:, 0].tolist() == [5.0, 9.0]


async def test_the_same_text_of_two_products_is_embedded_once():
    embedder = CountingEmbedder()
    rows = await embed_passages(
        [passage("same", "a"), passage("same", "b")], embedder, MemoryEmbeddings()
    )
    assert embedder.asked == ["same"]
    assert rows.shape == (2, 4)


async def test_another_model_embeds_everything_again():
    store, other = MemoryEmbeddings(), CountingEmbedder("other")
    await embed_passages([passage("one")], CountingEmbedder(), store)
    await embed_passages([passage("one")], other, store)
    assert other.asked == ["one"]


async def test_a_kept_vector_of_another_length_is_made_again():
    store, embedder = MemoryEmbeddings(), CountingEmbedder()
    await store.put_many("counting", {passage("one").hash: np.ones(3, np.float32)})
    rows = await embed_passages([passage("one")], embedder, store)
    assert rows.shape == (1, 4)


async def test_no_passages_give_no_rows():
    assert (await embed_passages([], CountingEmbedder(), MemoryEmbeddings())).shape == (0, 4)


def test_a_deferred_embedder_loads_at_the_first_text_and_only_once():
    loads = []

    def load():
        loads.append(1)
        return CountingEmbedder()

    deferred = DeferredEmbedder(load, "counting", 4)
    assert deferred.embed_passages([]).shape == (0, 4)
    assert loads == []
    with ThreadPoolExecutor(4) as threads:
        vectors = list(threads.map(deferred.embed_query, ["a", "bb", "ccc", "dddd"]))
    assert [vector[0] for vector in vectors] == [1, 2, 3, 4]
    assert deferred.embed_passages(["bb"]).tolist() == [[2, 2, 2, 2]]
    assert loads == [1]


def test_a_deferred_embedder_that_could_not_load_tries_again():
    broken = iter([InputError("no disk"), None])

    def load():
        if error := next(broken):
            raise error
        return CountingEmbedder()

    deferred = DeferredEmbedder(load, "counting", 4)
    with pytest.raises(InputError):
        deferred.embed_query("a")
    assert deferred.embed_query("a").shape == (4,)


def test_the_bundled_embedder_is_known_before_it_is_loaded(embedder):
    """A saved index is opened by these two; were they wrong, it would be built at every start."""
    opened = open_embedder()
    assert (opened.model_id, opened.dimension) == (embedder.model_id, embedder.dimension)


def test_a_model_that_is_not_bundled_is_loaded_at_once(tmp_path):
    with pytest.raises(InputError):
        open_embedder([str(tmp_path / "nothing here")])
