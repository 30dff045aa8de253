"""Passages' ids and how sources are named in an answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.education import Aspect, PassageId, Source
from bot.domain.errors import InputError


@given(name=st.text(min_size=1), aspect=st.sampled_from([*Aspect, None]))
def test_an_id_is_read_as_it_was_written_whatever_its_name_holds(name, aspect):
    written = PassageId(name, aspect)
    assert PassageId.parse(str(written)) == written


@pytest.mark.parametrize(
    "text", ["", "retinol", "ingredient/retinol", "ingredient/retinol/price", "question/", "a/b/c"]
)
def test_what_names_no_passage_is_refused(text):
    with pytest.raises(InputError, match="is no passage"):
        PassageId.parse(text)


@pytest.mark.parametrize(
    ("authors", "year", "short"),
    [
        ("Hakozaki T, Minwalla L, Zhuang J", 2002, "Hakozaki 2002"),
        ("Draelos ZD", 2006, "Draelos 2006"),
        ("van Zuuren EJ, Fedorowicz Z", 2016, "van Zuuren 2016"),
        ("American Academy of Dermatology", None, "American Academy of Dermatology"),
        ("European Commission", 2009, "European Commission 2009"),
        ("FDA", 2021, "FDA 2021"),
    ],
)
def test_a_source_is_named_by_its_first_author_or_authority(authors, year, short):
    assert Source("id", "A title", authors, year, "A journal").short == short
