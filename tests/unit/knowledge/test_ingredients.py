"""The ingredient table and how it reads real labels."""

import csv
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import InputError
from bot.domain.tags import CONCERNS
from knowledge.inci import split_inci
from knowledge.ingredients import EVIDENCE, IngredientTable

TABLE = IngredientTable.load()
TAXONOMY_NAMES = (
    "niacinamide", "retinol", "retinal", "ascorbic acid", "salicylic acid", "hyaluronic acid",
    "glycolic acid", "lactic acid", "mandelic acid", "azelaic acid", "ceramide",
    "centella asiatica", "tranexamic acid", "peptide", "bakuchiol", "adapalene",
    "benzoyl peroxide",
)  # fmt: skip


def test_the_table_knows_at_least_420_names_each_with_a_function():
    assert len(TABLE) >= 420
    assert [row.name for row in TABLE if not row.functions] == []


@pytest.mark.parametrize("name", TAXONOMY_NAMES)
def test_a_taxonomy_value_is_its_own_name(name):
    assert TABLE.normalise(name) == name


def test_every_use_is_a_concern_of_the_taxonomy_with_a_known_level():
    for row in TABLE:
        assert set(row.concerns) <= set(CONCERNS), row.name
        assert set(row.concerns.values()) <= EVIDENCE.keys(), row.name


def test_a_family_is_itself_a_name_customers_can_ask_for():
    families = {row.family for row in TABLE if row.family}
    assert [family for family in families if TABLE.normalise(family) != family] == []


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("Aqua", "water"),
        ("Vitamin E Acetate", "tocopheryl acetate"),
        ("Helianthus Annuus (Sunflower) Seed Oil", "helianthus annuus seed oil"),
        ("cica", "centella asiatica"),
        ("Centella Asiatica (Hydrocotyl) Extract", "centella asiatica extract"),
        ("菸鹼醯胺", "niacinamide"),
        ("Parfum (Fragrance)", "fragrance"),
        ("CI 77891/Titanium Dioxide", "titanium dioxide"),
        ("Yeast Extract/Faex/Extrait De Levure", "yeast extract"),
        ("α-Arbutin", "alpha-arbutin"),
        ("Unheard-of Extract", "unheard-of extract"),
    ],
)
def test_spellings_of_one_ingredient_have_one_name(spelling, name):
    assert TABLE.normalise(spelling) == name


@pytest.mark.parametrize(
    ("label", "names"),
    [
        ("Water, 1,2-Hexanediol, Glycerin.", ("water", "1,2-hexanediol", "glycerin")),
        ("Water (Aqua, Eau), 1, 2-Hexanediol", ("water", "1,2-hexanediol")),
        ("Poloxamer 338, 3-O-Ethyl Ascorbic Acid", ("poloxamer 338", "3-o-ethyl ascorbic acid")),
        ("Water\\Aqua\\Eau, Alcohol Denat., Urea 5%", ("water", "alcohol denat", "urea")),
        ("Salicylic Acid (2%), 7,5% Niacinamide", ("salicylic acid", "niacinamide")),
        ("Mica. May Contain: Titanium Dioxide (CI 77891)", ("mica", "titanium dioxide")),
        ("Mica [+/- CI 77891]", ("mica", "titanium dioxide")),
        ("['Serum:', 'Aqua, Pentylene', 'Glycol, Glycerin.', 'Cream:', 'Squalane.']",
         ("water", "pentylene glycol", "glycerin", "squalane")),
        ("['Water\\aqua\\fragrance, Urea']", ("water/aqua/fragrance", "urea")),
        ("Aqua\nGlycerin\nParfum", ("water", "glycerin", "fragrance")),
        ("水、甘油、菸鹼醯胺", ("water", "glycerin", "niacinamide")),
        ("Fragrance (Parfum, Limonene, Linalool)", ("fragrance", "limonene", "linalool")),
        ("Aloe*, Glycerin**. *Certified organic", ("aloe barbadensis leaf juice", "glycerin")),
        ("Ingredients: Water; Glycerin • Squalane", ("water", "glycerin", "squalane")),
        ("Water, Glycerin, Water", ("water", "glycerin")),
        ("Dicaprylyl Ether, BHA", ("dicaprylyl ether", "butylated hydroxyanisole")),
        ("Undaria Pinnatiﬁda Extract", ("undaria pinnatifida extract",)),
    ],
)  # fmt: skip
def test_a_label_is_cut_into_the_names_on_it(label, names):
    assert TABLE.parse_inci(label) == names


def test_a_retinoid_is_never_hidden_behind_brackets():
    assert "retinol complex" in TABLE.parse_inci("Retinol Complex (Water)")
    assert "retinol" in TABLE.parse_inci("Cyclodextrin (Retinol)")


def test_what_an_unknown_name_is_said_to_be_counts_too():
    assert "ascorbic acid" in TABLE.parse_inci("Brightening Blend 100 mg (as Ascorbic Acid)")
    assert "niacinamide" in TABLE.parse_inci("Secret Complex [Niacinamide, Water]")


@pytest.mark.parametrize("label", [None, "", "  ", "N/A", "nan", "[]", "['']", "...", "100%"])
def test_a_text_without_ingredients_leaves_them_unknown(label):
    assert TABLE.parse_inci(label) is None


@given(st.text(max_size=400))
def test_any_text_gives_clean_names_or_none(text):
    names = TABLE.parse_inci(text)
    assert names is None or (names and len(set(names)) == len(names))
    assert all(name == name.strip() and name for name in names or ())


@given(st.lists(st.sampled_from(sorted(row.name for row in TABLE)), min_size=1, unique=True))
def test_a_list_of_known_names_is_read_back_as_it_is(names):
    assert TABLE.parse_inci(", ".join(name.title() for name in names)) == tuple(names)


@given(st.lists(st.sampled_from(sorted(row.name for row in TABLE)), min_size=1, unique=True))
def test_a_list_shaped_text_is_read_like_the_list(names):
    assert TABLE.parse_inci(str([", ".join(names)])) == tuple(names)


def test_names_no_table_lists_are_grouped_by_their_wording():
    groups = TABLE.groups(["retinyl octanoate", "citrus junos peel oil", "myristoyl peptide-99"])
    assert "retinyl octanoate" in groups["retinoid"] & groups["retinol"]
    assert "citrus junos peel oil" in groups["essential_oil"]
    assert "myristoyl peptide-99" in groups["peptide"]


def test_groups_keep_apart_what_customers_keep_apart():
    groups = TABLE.groups()
    assert "bakuchiol" not in groups["retinoid"]
    assert not groups["drying_alcohol"] & groups["fatty_alcohol"]
    assert {"alcohol", "alcohol denat"} <= groups["drying_alcohol"]
    assert "sodium hyaluronate" in groups["hyaluronic acid"]
    assert not groups["hyaluronic acid"] & groups["aha"]


def test_a_table_without_a_column_is_refused_in_a_sentence(tmp_path):
    file = tmp_path / "table.csv"
    file.write_text("name,aliases\nwater,aqua\n", encoding="utf-8")
    with pytest.raises(InputError, match="lacks the column"):
        IngredientTable.load(file)


def test_an_unknown_level_of_evidence_is_refused_in_a_sentence(tmp_path):
    file = tmp_path / "table.csv"
    file.write_text(
        "name,aliases,zh,family,functions,groups,concerns\nx,,,,humectant,,acne=miracle\n",
        encoding="utf-8",
    )
    with pytest.raises(InputError, match="x: the level of evidence"):
        IngredientTable.load(file)


@pytest.mark.skipif(
    "DROPWISE_SHARED" not in os.environ, reason="DROPWISE_SHARED names no folder of real data"
)
def test_four_of_five_names_on_real_labels_are_known():
    file = next(Path(os.environ["DROPWISE_SHARED"]).rglob("sephora2023*products.csv"))
    with file.open(encoding="utf-8", newline="") as rows:
        names = [
            name
            for row in csv.DictReader(rows)
            for name in TABLE.parse_inci(row["ingredients"]) or ()
        ]
    assert sum(name in TABLE for name in names) / len(names) > 0.8


def test_splitting_keeps_names_as_written():
    assert split_inci("Water, PEG-100 Stearate") == ("Water", "PEG-100 Stearate")
