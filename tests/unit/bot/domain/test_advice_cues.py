"""What is asked about advice, by plain words in four languages."""

import pytest

from bot.domain.advice_cues import Request, compares_with_one, find_request

ASKED = {
    Request.ROUTINE: (
        "build me a routine",
        "can you put together a simple skincare routine for me?",
        "morning and night routine for oily sensitive skin under 3000",
        "I need a full routine for dry skin",
        "recommend a skincare set for my mom",
        "幫我搭配一套",
        "幫我搭配一套保養 預算3000",
        "可以推薦一整套保養品嗎",
        "想買整套 混合肌",
        "朝晩のスキンケアルーティンを組んでほしい",
        "スキンケア一式おすすめして",
        "ช่วยจัดรูทีนให้หน่อย ผิวมัน",
        "แนะนำสกินแคร์ครบเซ็ตหน่อย",
    ),
    Request.CHEAPER: (
        "something cheaper?",
        "太貴了有便宜一點的嗎",
        "もっと安いのは？",
        "มีถูกกว่านี้ไหม",
    ),
    Request.STRONGER: (
        "something stronger",
        "do you have a higher concentration?",
        "有更強效的嗎",
        "想要濃度高一點的",
        "もっと効果の強いもの",
        "มีตัวที่เข้มข้นกว่านี้ไหม",
    ),
    Request.GENTLER: (
        "gentler please",
        "is there something more gentle",
        "this is too harsh, anything less irritating?",
        "溫和一點的",
        "有沒有比較溫和的",
        "もっとやさしいものはありますか",
        "มีตัวที่อ่อนโยนกว่าไหม",
    ),
    Request.WHY_NOT: (
        "why not the cheaper one?",
        "why not the Moss Cica Serum",
        "why didn't you recommend the retinol serum",
        "why isn't the cica serum on the list?",
        "what's wrong with the niacinamide serum",
        "為什麼不推薦那瓶",
        "為什麼沒有推薦苔原精華",
        "怎麼不是便宜的那瓶",
        "なぜ安い方をおすすめしないのですか",
        "ทำไมไม่แนะนำตัวถูกกว่า",
    ),
    Request.WHY_THESE: (
        "why these?",
        "why did you pick the first one",
        "what makes this one good for me",
        "為什麼推薦這三瓶",
        "推薦的理由是什麼",
        "なぜこれがおすすめですか",
        "ทำไมถึงแนะนำตัวนี้",
    ),
}


@pytest.mark.parametrize(
    ("request_", "text"), [(kind, text) for kind, texts in ASKED.items() for text in texts]
)
def test_what_is_asked_about_advice_is_heard(request_: Request, text: str) -> None:
    assert find_request(text) is request_


@pytest.mark.parametrize(
    "text",
    [
        "serum before or after toner?",
        "what order should my routine be in",
        "where does vitamin c go in my routine",
        "how often should I use my night routine mask",
        "why is my order late?",
        "why haven't you shipped my order",
        "why hasn't my parcel arrived",
        "why not reply to my messages",
        "recommend a serum for oily skin",
        "保養順序是什麼",
        "為什麼還沒出貨",
        "推薦一瓶精華",
        "我是混合肌",
        "化粧水の順番は？",
        "ลำดับการทาสกินแคร์",
        "hello",
        "",
    ],
)
def test_other_messages_ask_nothing_about_advice(text: str) -> None:
    assert find_request(text) is None


def test_one_product_may_be_named_to_be_outdone() -> None:
    assert compares_with_one("something gentler than the retinol serum")
    assert compares_with_one("有比這瓶便宜的嗎")
    assert not compares_with_one("something gentle")


@pytest.mark.parametrize("text", ["is this safe?", "are these all still ok?", "這些都還可以用嗎"])
def test_whether_it_is_fine_is_asked(text: str) -> None:
    assert find_request(text) is Request.STILL_FINE


@pytest.mark.parametrize("text", ["這個可以用優惠碼嗎", "is my order all right?", "that's fine"])
def test_orders_and_codes_are_not_asked_to_be_fine_for_the_skin(text: str) -> None:
    assert find_request(text) is not Request.STILL_FINE
