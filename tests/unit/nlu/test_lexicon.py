from pathlib import Path

import pytest

from bot.nlu.lexicon import LexiconError, find_faults, load_lexicon
from bot.nlu.tagging import Tagger

GOOD = "skin_type:\n  oily: {en: [oily], zh: [油肌]}\n"


def write(folder: Path, content: str, name: str = "terms.yml") -> Path:
    (folder / name).write_text(content, encoding="utf-8")
    return folder


def test_a_spelling_added_by_the_staff_is_read(tmp_path):
    folder = write(tmp_path, "skin_type:\n  oily: {en: [slick like a seal]}\n")
    tags = Tagger(load_lexicon(folder)).tag("I am slick-like a SEAL")
    assert [(tag.name, tag.value) for tag in tags] == [("skin_type", "oily")]


def test_the_longest_spelling_wins(tmp_path):
    folder = write(tmp_path, "concern:\n  acne: {zh: [痘]}\n  dark_spots: {zh: [痘疤]}\n")
    assert [tag.value for tag in Tagger(load_lexicon(folder)).tag("痘疤")] == ["dark_spots"]


def test_a_spelling_across_a_blank_gives_way_to_those_that_end_at_it(tmp_path):
    folder = write(
        tmp_path,
        "skin_type:\n  oily: {zh: [油肌]}\nproduct_type:\n  sunscreen: {zh: [防曬, 防曬油]}\n",
    )
    tagger = Tagger(load_lexicon(folder))
    assert {tag.value for tag in tagger.tag("防曬 油肌")} == {"sunscreen", "oily"}
    assert [tag.value for tag in tagger.tag("防 曬 油")] == ["sunscreen"]
    assert [tag.value for tag in tagger.tag("防曬 油")] == ["sunscreen"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (
            "skin_type:\n  greasy: {en: [greasy]}\n",
            "'greasy' is no skin_type; use one of oily, dry",
        ),
        ("skin_types:\n  oily: {en: [oily]}\n", "'skin_types' is no section"),
        ("skin_type:\n  oily: {fr: [gras]}\n", "'fr' is no language"),
        ("skin_type:\n  oily: {en: oily}\n", "needs a list of spellings"),
        ("skin_type:\n  oily: {en: ['']}\n", "an entry is empty"),
        ("skin_type:\n  oily:\n", "is empty or not of the form"),
        (
            "skin_type:\n  oily: {en: [shiny]}\n  dry: {en: [Shiny]}\n",
            "already says skin_type oily",
        ),
        ("skin_type: [oily\n", "not readable as YAML"),
        ("compound:\n  oily: {en: [x y]}\n", "must be written as tag=value"),
    ],
)
def test_a_mistake_is_told_in_a_sentence_that_names_the_place(tmp_path, content, sentence):
    with pytest.raises(LexiconError) as error:
        load_lexicon(write(tmp_path, content))
    assert sentence in str(error.value)
    assert "terms.yml" in str(error.value)


def test_a_folder_without_files_is_refused(tmp_path):
    with pytest.raises(LexiconError, match="no lexicon file"):
        load_lexicon(tmp_path)


def test_inci_names_come_from_the_table_and_the_lexicon_outranks_them(tmp_path):
    folder = write(tmp_path, GOOD + "ingredient:\n  retinol: {en: [vitamin a]}\n")
    table = tmp_path / "ingredients.csv"
    table.write_text(
        "name,aliases,zh\nsqualane,perhydrosqualene;vitamin a,角鯊烷\n", encoding="utf-8"
    )
    tagger = Tagger(load_lexicon(folder, table))
    values = [tag.value for tag in tagger.tag("squalane 角鯊烷 perhydrosqualene vitamin a")]
    assert values == ["squalane", "retinol"]


def test_the_shops_own_lexicon_is_without_a_mistake(lexicon):
    assert len(lexicon.tags) > 3_000


def test_simplified_characters_read_as_traditional_ones(tagger):
    assert [tag.value for tag in tagger.tag("油肤质 敏感肌肤")][-1:] == ["sensitive"]


def test_the_check_tells_every_fault_with_file_and_line(tmp_path):
    write(
        tmp_path,
        "skin_type:\n  oily: {en: [shiny]}\n  dry:\n    en: [flat,\n      Shiny]\n",
        "a.yml",
    )
    write(tmp_path, "skin_type:\n  oily: {fr: [gras]}\n", "b.yml")
    write(tmp_path, "\nskin_tpe:\n  oily: {en: [slick]}\n", "c.yml")
    assert find_faults(tmp_path) == [
        "b.yml, line 2: skin_type, oily: 'fr' is no language; use en, zh, ja, th.",
        "c.yml, line 2: 'skin_tpe' is no section; docs/lexicon.md lists them.",
        "a.yml, line 5: skin_type, dry: 'Shiny' already says skin_type oily; keep it in one place.",
    ]


def test_a_missing_table_of_ingredients_is_a_fault(tmp_path):
    [fault] = find_faults(write(tmp_path, GOOD), tmp_path / "none.csv")
    assert "no table of ingredients" in fault


def test_the_shops_own_lexicon_is_in_order():
    data = Path(__file__).parents[3] / "data"
    assert find_faults(data / "lexicon", data / "ingredients.csv") == []


def test_a_fact_of_the_section_alone_counts_only_as_a_clause(tmp_path):
    folder = write(tmp_path, "alone:\n  skin_type=normal: {en: [normal]}\n")
    tagger = Tagger(load_lexicon(folder))
    assert [tag.value for tag in tagger.tag("Normal, some redness")] == ["normal"]
    assert tagger.tag("my normal routine") == []
