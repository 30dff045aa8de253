"""What customers write, and what the taxonomy makes of it."""

from typing import Any

import pytest

from bot.nlu.tagging import Tagger, to_values

ACIDS = ["glycolic acid", "lactic acid", "mandelic acid"]


def read(tagger: Tagger, text: str, expecting: str | None = None) -> dict[str, Any]:
    """Tags without the bare numbers, which are no tag of the taxonomy."""
    values = to_values(tagger.tag(text, expecting))
    values.pop("number", None)
    return {name: sorted(v) if isinstance(v, list) else v for name, v in values.items()}


def budget(low: float | None, high: float | None, currency: str | None = None) -> dict[str, Any]:
    return {"min": low, "max": high, "currency": currency}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("oily", {"skin_type": ["oily"]}),
        ("OILY SKIN!!", {"skin_type": ["oily"]}),
        ("ooooily", {"skin_type": ["oily"]}),
        ("ｏｉｌｙ", {"skin_type": ["oily"]}),
        ("sensitive acne-prone skin", {"skin_type": ["sensitive"], "concern": ["acne"]}),
        ("敏感肌", {"skin_type": ["sensitive"]}),
        ("我是油肌", {"skin_type": ["oily"]}),
        ("油皮肤", {"skin_type": ["oily"]}),
        ("泛紅", {"concern": ["redness"]}),
        ("出油很嚴重", {"concern": ["oiliness"]}),
        ("毛孔粗大", {"concern": ["pores"]}),
        ("粉刺好多", {"concern": ["blackheads"]}),
        ("一直長痘痘", {"concern": ["acne"]}),
        ("想淡斑", {"concern": ["dark_spots"]}),
        ("痘疤", {"concern": ["dark_spots"]}),
        ("暗沉 想美白", {"concern": ["dullness"]}),
        ("細紋抗老", {"concern": ["wrinkles"]}),
        ("鬆弛 緊緻", {"concern": ["firmness"]}),
        ("缺水", {"concern": ["dryness"]}),
        ("黑眼圈", {"concern": ["dark_circles"]}),
        ("屏障受損", {"concern": ["barrier"]}),
        ("乾敏肌", {"skin_type": ["dry", "sensitive"]}),
        ("油痘肌", {"skin_type": ["oily"], "concern": ["acne"]}),
        ("乾燥肌です", {"skin_type": ["dry"]}),
        ("毛穴の黒ずみ", {"concern": ["blackheads"]}),
        ("ผิวแพ้ง่าย เป็นสิว", {"skin_type": ["sensitive"], "concern": ["acne"]}),
        ("darkspots", {"concern": ["dark_spots"]}),
        ("dark-spot", {"concern": ["dark_spots"]}),
        ("Dark  spots", {"concern": ["dark_spots"]}),
        ("drysensitiveskin", {"skin_type": ["dry", "sensitive"]}),
        ("T字油 兩頰很乾", {"skin_type": ["combination"]}),
        ("my t-zone is oily but my cheeks are dry", {"skin_type": ["combination"]}),
        ("Tゾーンはテカるのに頬はカサカサ", {"skin_type": ["combination"]}),
        ("combo, oily on the nose", {"skin_type": ["combination"]}),
        ("oily skin, dry lips", {"skin_type": ["oily"]}),
        ("Normal, bit of redness", {"skin_type": ["normal"], "concern": ["redness"]}),
        ("油 24歲", {"skin_type": ["oily"]}),
        ("dry patches", {"concern": ["dryness"]}),
    ],
)
def test_skin_types_and_concerns_are_read_in_four_languages(tagger, text, expected):
    assert read(tagger, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a face wash", {"product_type": ["cleanser"]}),
        ("eye creams", {"product_type": ["eye_cream"]}),
        ("sun cream", {"product_type": ["sunscreen"]}),
        ("sleeping mask", {"product_type": ["mask"]}),
        ("peel pads", {"product_type": ["exfoliant"]}),
        ("a gel or a lotion", {"product_type": ["moisturizer"]}),
        ("防曬乳", {"product_type": ["sunscreen"]}),
        ("精華液", {"product_type": ["serum"]}),
        ("ครีมกันแดด", {"product_type": ["sunscreen"]}),
        ("日焼け止め", {"product_type": ["sunscreen"]}),
        ("sun protection", {"concern": ["sun"]}),
    ],
)
def test_kinds_of_product(tagger, text, expected):
    assert read(tagger, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("BHA", ["salicylic acid"]),
        ("HA serum", ["hyaluronic acid"]),
        ("cica", ["centella asiatica"]),
        ("vitamin C", ["ascorbic acid"]),
        ("左旋C", ["ascorbic acid"]),
        ("A醇", ["retinol"]),
        ("A醛", ["retinal"]),
        ("菸鹼醯胺", ["niacinamide"]),
        ("傳明酸", ["tranexamic acid"]),
        ("玻尿酸", ["hyaluronic acid"]),
        ("神經醯胺", ["ceramide"]),
        ("積雪草", ["centella asiatica"]),
        ("杜鵑花酸", ["azelaic acid"]),
        ("胜肽", ["peptide"]),
        ("niacinimide", ["niacinamide"]),
        ("AHA", ACIDS),
        ("酸類", [*ACIDS, "salicylic acid"]),
        ("レチノール", ["retinol"]),
        ("ไนอาซินาไมด์", ["niacinamide"]),
        ("vitamin b3", ["niacinamide"]),
    ],
)
def test_ingredients_by_their_colloquial_names(tagger, text, expected):
    assert read(tagger, text)["ingredient"] == expected


def test_an_inci_name_comes_from_the_ingredient_table(tagger):
    assert read(tagger, "sodium lauryl sulfate")["ingredient"] == ["sodium lauryl sulfate"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("not oily", {}),
        ("我不是敏感肌", {}),
        ("I don't have acne", {}),
        ("I don’t have acne", {}),
        ("not oily or sensitive, but dry", {"skin_type": ["dry"]}),
        ("neither dry nor oily", {}),
        ("敏感肌ではない", {}),
        ("ไม่ใช่ผิวมัน", {}),
        ("not pregnant", {}),
        ("沒有痘痘", {}),
        ("not only oily but also acne", {"skin_type": ["oily"], "concern": ["acne"]}),
        ("no more acne please", {"concern": ["acne"]}),
        ("toner, not serum", {"product_type": ["toner"]}),
        ("no, I'm oily", {"skin_type": ["oily"]}),
        ("說錯了,是乾肌不是油肌", {"skin_type": ["dry"]}),
        ("used to be oily, now dry", {"skin_type": ["dry"]}),
        ("everything except wrinkles", {}),
        ("doesn't leave me greasy", {}),
    ],
)
def test_what_is_denied_is_no_tag(tagger, text, expected):
    assert read(tagger, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("no fragrance", {"avoid": ["fragrance"]}),
        ("fragrance-free", {"avoid": ["fragrance"]}),
        ("無香料", {"avoid": ["fragrance"]}),
        ("香料なし", {"avoid": ["fragrance"]}),
        ("ไม่มีน้ำหอม", {"avoid": ["fragrance"]}),
        ("不要酸類", {"avoid": [*ACIDS, "salicylic acid"]}),
        ("no alcohol, fragrance or retinol", {"avoid": ["alcohol", "fragrance", "retinol"]}),
        ("不含酒精和香精", {"avoid": ["alcohol", "fragrance"]}),
        ("without retinol", {"avoid": ["retinol"]}),
        ("allergic to lanolin", {"avoid": ["lanolin"], "condition": ["allergy"]}),
        ("對酒精過敏", {"avoid": ["alcohol"], "condition": ["allergy"]}),
        ("對酒精和香料過敏", {"avoid": ["alcohol", "fragrance"], "condition": ["allergy"]}),
        ("แพ้แอลกอฮอล์", {"avoid": ["alcohol"], "condition": ["allergy"]}),
        ("allergic to nuts", {"condition": ["allergy"]}),
        ("alcohol free toner", {"avoid": ["alcohol"], "product_type": ["toner"]}),
        (
            "no fragrance, niacinamide serum",
            {"avoid": ["fragrance"], "ingredient": ["niacinamide"], "product_type": ["serum"]},
        ),
        ("A醇不要酒精", {"ingredient": ["retinol"], "avoid": ["alcohol"]}),
        ("sensitive to fragrance", {"avoid": ["fragrance"]}),
        ("對花粉過敏", {"condition": ["allergy"]}),
        ("對這個過敏", {}),
        ("nothing scented please", {"avoid": ["fragrance"]}),
        ("no acids, nothing perfumed", {"avoid": ["fragrance", *ACIDS, "salicylic acid"]}),
        ("nothing helps my acne", {"concern": ["acne"]}),
        ("is there nothing for redness", {"concern": ["redness"]}),
        ("hates perfume, loves cream", {"avoid": ["fragrance"], "product_type": ["moisturizer"]}),
    ],
)
def test_what_must_not_be_in_it_is_to_be_avoided(tagger, text, expected):
    assert read(tagger, text) == expected


def test_a_question_whether_something_may_be_used_asks_about_the_ingredient(tagger):
    assert read(tagger, "孕婦不能用A醇嗎") == {
        "condition": ["pregnancy"],
        "ingredient": ["retinol"],
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I'm expecting", ["pregnancy"]),
        ("懷孕", ["pregnancy"]),
        ("孕婦可以用嗎", ["pregnancy"]),
        ("哺乳期", ["breastfeeding"]),
        ("on accutane", ["prescription_acne"]),
        ("吃羅可坦", ["prescription_acne"]),
        ("eczema", ["eczema"]),
        ("酒糟", ["rosacea"]),
        ("after laser", ["post_procedure"]),
        ("妊娠中", ["pregnancy"]),
        ("ตั้งครรภ์", ["pregnancy"]),
    ],
)
def test_conditions(tagger, text, expected):
    assert read(tagger, text)["condition"] == expected


@pytest.mark.parametrize(
    "text",
    [
        "laundry day",
        "do i wait for it to dry before the next step",
        "ice cream please",
        "I was expecting better",
        "is it normal that it tingles?",
        "can you dry clean this",
        "the oil price rises",
        "很香",
        "一起來",
        "hand cream",
        "the cleaner stain",
    ],
)
def test_words_that_only_look_like_a_term_are_none(tagger, text):
    assert {"skin_type", "concern", "condition", "avoid"}.isdisjoint(read(tagger, text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("around 1000", budget(800, 1200)),
        ("1000左右", budget(800, 1200)),
        ("1000上下", budget(800, 1200)),
        ("under 30", budget(None, 30)),
        ("30以下", budget(None, 30)),
        ("30以內", budget(None, 30)),
        ("over 500", budget(500, None)),
        ("500以上", budget(500, None)),
        ("1000", budget(None, 1000)),
        ("１０００", budget(None, 1000)),
        ("around $30", budget(24, 36, "USD")),
        ("$500 以內的精華", budget(None, 500, "TWD")),
        ("NT$1,200", budget(None, 1200, "TWD")),
        ("500元", budget(None, 500, "TWD")),
        ("兩百塊", budget(None, 200, "TWD")),
        ("一千五以內", budget(None, 1500)),
        ("1千5左右", budget(1200, 1800)),
        ("預算1.5k", budget(None, 1500)),
        ("三千以下", budget(None, 3000)),
        ("一千零五十元", budget(None, 1050, "TWD")),
        ("3000円以内", budget(None, 3000, "JPY")),
        ("¥5000まで", budget(None, 5000, "JPY")),
        ("ไม่เกิน 500 บาท", budget(None, 500, "THB")),
        ("งบ ๕๐๐", budget(None, 500)),
        ("สองร้อยบาท", budget(None, 200, "THB")),
        ("20-30 bucks", budget(20, 30, "USD")),
        ("$7-11", budget(7, 11, "USD")),
        ("7-11 usd", budget(7, 11, "USD")),
        ("我要7-11取貨 預算500", budget(None, 500)),
        ("between 20 and 35 dollars", budget(20, 35, "USD")),
        ("500到1000", budget(500, 1000)),
        ("500～800元", budget(500, 800, "TWD")),
        ("1-2k", budget(1000, 2000)),
        ("no more than £60", budget(None, 60, "GBP")),
        ("I can't spend more than 40", budget(None, 40)),
        ("at most 25 euros", budget(None, 25, "EUR")),
        ("at least 50 dollars", budget(50, None, "USD")),
        ("不超過1000", budget(None, 1000)),
        ("預算大概兩千", budget(1600, 2400)),
        ("my budget is 1000", budget(None, 1000)),
        ("twenty five dollars max", budget(None, 25, "USD")),
        ("1000以上2000以下", budget(1000, 2000)),
        ("1000 ntd or less", budget(None, 1000, "TWD")),
        ("不是3000是300塊", budget(None, 300, "TWD")),
        ("2000円から2500円", budget(2000, 2500, "JPY")),
        ("三四百", budget(300, 400)),
        ("30ish usd", budget(24, 36, "USD")),
        ("1000-1500", budget(1000, 1500)),
        ("預算六七百", budget(600, 700)),
        ("I could stretch to 70", budget(None, 70)),
    ],
)
def test_budgets(tagger, text, expected):
    assert read(tagger, text)["budget"] == expected


@pytest.mark.parametrize(
    "text",
    [
        "it costs $30",
        "this serum was $45, why?",
        "10% niacinamide",
        "SPF50",
        "30ml",
        "two bottles of 50 ml",
        "order 10023",
        "I'm 30",
        "30歲",
        "after 3 weeks",
        "滿1000免運嗎",
        "$5 off code",
        "not too expensive",
        "買2瓶",
        "in my 30s",
        "women over 40",
        "一起買",
        "at 10 am",
        "千萬不要太油",
        "it's $30 on your site",
        "call me on 0912-345-678",
        "I ordered on 2026-11-03",
        "下巴一塊紅紅的",
        "can I pick it up at 7-11",
        "超商7-11店到店",
        "support 24/7?",
        "dry skin, fifty-ish",
        "我兩頰脫皮",
    ],
)
def test_other_numbers_are_no_budget(tagger, text):
    assert "budget" not in read(tagger, text)


def test_a_bare_number_answers_the_question_for_a_budget(tagger):
    assert read(tagger, "maybe 1000 then", expecting="budget")["budget"] == budget(None, 1000)


def test_a_bare_number_among_words_is_given_for_the_application_to_use(tagger):
    assert to_values(tagger.tag("hm 1000 then"))["number"] == 1000


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("two weeks", 14),
        ("a fortnight", 14),
        ("半個月", 15),
        ("next month", 30),
        ("兩週後", 14),
        ("三天", 3),
        ("10天", 10),
        ("一個半月", 45),
        ("been 9 days", 9),
        ("every 45 days", 45),
        ("after 3 weeks", 21),
        ("2週間後", 14),
        ("อีก 2 สัปดาห์", 14),
        ("下個月再提醒我", 30),
        ("half a year", 180),
        ("in 2-3 weeks", 21),
        ("remind me tomorrow", 1),
        ("3 more weeks", 21),
        ("two and a half weeks", 18),
        ("三個半月", 105),
        ("day 11 and no parcel", 11),
        ("วันที่ 11 แล้ว", 11),
        ("3 อาทิตย์ หน้าใสขึ้น", 21),
        ("每40天提醒我一次", 40),
        ("remind me once a month", 30),
        ("兩週後再問我一次", 14),
        ("半月後にもう一度聞いて", 15),
        ("40日おきに", 40),
    ],
)
def test_spans_in_days(tagger, text, expected):
    assert read(tagger, text)["days"] == expected


@pytest.mark.parametrize(
    "text",
    ["twice a week", "3 times a week", "2 days a week", "一週三次", "每天", "一天兩次", "週に2回",
     "every night", "6 months old", "懷孕五個月", "the weather tomorrow", "30歲", "一週可以擦幾次",
     "兩種酸同一天擦", "眼睛四周", "2026年11月3日"],
)  # fmt: skip
def test_frequencies_and_ages_are_no_span(tagger, text):
    assert "days" not in read(tagger, text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("order 10023", "10023"),
        ("where is #10023", "10023"),
        ("我的訂單DW-10023在哪", "DW-10023"),
        ("訂單編號：20261121001", "20261121001"),
        ("注文番号 10023", "10023"),
        ("ออเดอร์ 10023", "10023"),
        ("it's A-20417", "A-20417"),
        ("my package 88213 hasn't arrived", "88213"),
        ("88213到哪了", "88213"),
        ("7719取消", "7719"),
        ("88213那筆先不要寄", "88213"),
        ("order ref 3310-C", "3310-C"),
        ("same again as 88213", "88213"),
        ("88213 ยังไม่ได้รับ", "88213"),
        ("88213番の荷物", "88213"),
        ("#dw-3310-x", "dw-3310-x"),
    ],
)
def test_order_numbers_as_written(tagger, text, expected):
    assert read(tagger, text)["order_id"] == expected


@pytest.mark.parametrize(
    "text",
    ["1000", "SPF 5000", "0912345678", "2026-11-21", "orders over 1000", "my zip is 10023",
     "滿1500免運", "12000左右", "全家取貨 預算500", "call +886 912 345 678",
     "at 10:30", "12000 for a set"],
)  # fmt: skip
def test_other_long_numbers_are_no_order(tagger, text):
    assert "order_id" not in read(tagger, text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("my 6 month old", "infant"),
        ("給寶寶用", "infant"),
        ("smth for my kids eczema??", "child"),
        ("5歲", "child"),
        ("I'm 15", "teen"),
        ("國中生", "teen"),
    ],
)
def test_age_groups(tagger, text, expected):
    assert read(tagger, text)["age_group"] == expected


def test_several_facts_in_one_message(tagger):
    text = "油肌 想找控油精華 1000上下 不要酒精，懷孕中"
    assert read(tagger, text) == {
        "skin_type": ["oily"],
        "concern": ["oiliness"],
        "product_type": ["serum"],
        "budget": budget(800, 1200),
        "avoid": ["alcohol"],
        "condition": ["pregnancy"],
    }


def test_positions_are_those_of_the_original_text(tagger):
    text = "ＨＩ！　ｆｉｎｅ… Niacinamide 精華"
    found = {tag.value: text[tag.start : tag.end] for tag in tagger.tag(text)}
    assert found == {"niacinamide": "Niacinamide", "serum": "精華"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("greasy forehead", {"concern": ["oiliness"]}),
        ("my nose gets super oily", {"concern": ["oiliness"]}),
        ("額頭很油", {"concern": ["oiliness"]}),
        ("おでこがテカる", {"concern": ["oiliness"]}),
        ("จมูกมันมาก", {"concern": ["oiliness"]}),
        ("combo, shiny nose", {"skin_type": ["combination"], "concern": ["oiliness"]}),
        ("ผิวผสม ทีโซนมันง่าย", {"skin_type": ["combination"], "concern": ["oiliness"]}),
        (
            "混合肌，T字容易出油，兩頰脫皮",
            {"skin_type": ["combination"], "concern": ["dryness", "oiliness"]},
        ),
        ("oily skin, acne on my nose", {"skin_type": ["oily"], "concern": ["acne"]}),
        ("鼻子有油性粉刺", {"concern": ["blackheads"]}),
        ("my nose is not oily", {}),
    ],
)
def test_oil_on_one_zone_is_a_concern_and_no_type_of_the_whole_skin(tagger, text, expected):
    assert read(tagger, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "is the $38 eye cream vegan?",
        "is your $24.99 toner vegan?",
        "2980円の美容液、平気ですか",
        "1280元的精華還有貨嗎",
        "980那瓶精華",
        "เซรั่มขวดละ 590 บาท",
    ],
)
def test_a_price_that_tells_which_product_is_meant_is_no_budget(tagger, text):
    assert "budget" not in read(tagger, text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a good $30 serum?", budget(None, 30, "USD")),
        ("1000元的精華有推薦嗎", budget(None, 1000, "TWD")),
        ("3000円の美容液ありますか", budget(None, 3000, "JPY")),
        ("預算1280元的精華", budget(None, 1280, "TWD")),
        ("500到800之間 台幣", budget(500, 800, "TWD")),
        ("20 to 30, in usd", budget(20, 30, "USD")),
    ],
)
def test_a_sum_for_a_kind_of_product_is_a_budget_and_its_currency_may_follow(
    tagger, text, expected
):
    assert read(tagger, text)["budget"] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("我不能用酒精 可以退嗎", {"avoid": ["alcohol"]}),
        ("I can't use retinol, what else is there?", {"avoid": ["retinol"]}),
        ("cannot use retinol, right?", {"ingredient": ["retinol"]}),
        ("孕婦不能用A醇，對嗎", {"condition": ["pregnancy"], "ingredient": ["retinol"]}),
        ("should I avoid retinol, niacinamide?", {"ingredient": ["niacinamide", "retinol"]}),
    ],
)
def test_only_a_question_in_the_same_clause_asks_whether_something_may_be_used(
    tagger, text, expected
):
    assert read(tagger, text) == expected


@pytest.mark.parametrize(
    ("text", "avoided"),
    [
        ("ノンアルコールでセラミド入り", ["alcohol"]),
        ("無酒精 有神經醯胺", ["alcohol"]),
        ("ไม่มีแอลกอฮอล์ มีเซราไมด์", ["alcohol"]),
        ("不要含酒精或有香精", ["alcohol", "fragrance"]),
    ],
)
def test_what_a_product_has_is_wanted_though_it_follows_what_it_has_not(tagger, text, avoided):
    found = read(tagger, text)

    assert found["avoid"] == avoided
    assert found.get("ingredient", []) == (["ceramide"] if len(avoided) == 1 else [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("不是敏感肌也沒過敏", {}),
        ("ไม่ได้เป็นสิว", {}),
        ("zero sun protection", {"concern": ["sun"]}),
        ("肌にハリがない", {"concern": ["firmness"]}),
        ("code GLOW10 is broken", {}),
        ("I no longer use that serum", {"product_type": ["serum"]}),
        ("I don't need a serum", {}),
        ("the cica cream", {"product_type": ["moisturizer"], "ingredient": ["centella asiatica"]}),
        ("vit c serum", {"product_type": ["serum"], "ingredient": ["ascorbic acid"]}),
        ("clogged pores", {"concern": ["pores"]}),
        ("訂單B77102", {"order_id": "B77102"}),
        ("vitamin B12", {"ingredient": ["cyanocobalamin"]}),
    ],
)
def test_denials_lacks_codes_and_names_within_names(tagger, text, expected):
    assert read(tagger, text) == expected


def test_of_thousands_of_terms_the_first_and_the_last_are_read(tagger):
    told = read(tagger, "油肌 " + "肽" * 2_000 + " 乾肌 " + "肽" * 2_000 + " 泛紅")
    assert told == {"skin_type": ["oily"], "ingredient": ["peptide"], "concern": ["redness"]}
