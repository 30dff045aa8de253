"""A body that reacts is told apart from one that is only asked about."""

import pytest


def has_reaction(tagger, text: str) -> bool:
    return any(tag.name == "reaction" for tag in tagger.tag(text))


@pytest.mark.parametrize(
    "text",
    [
        "both eyelids are swollen today",
        "came out in hives, no idea why",
        "little BLISTERS along my jaw",
        "I don't have acne but my lips swelled up",
        "the toner caused a rash",
        "did it cause my rash?",
        "cleanser got into my eye",
        "下巴整個腫起來",
        "脸肿起来了",
        "擦完脖子起疹子",
        "沒有用 反而紅腫",
        "まぶたが腫れてきた",
        "首がかぶれました",
        "ปากบวมหลังทาครีม",
        "ผื่นขึ้นที่คอ",
    ],
)
def test_a_sign_told_of_is_a_reaction(tagger, text):
    assert has_reaction(tagger, text)


@pytest.mark.parametrize(
    "text",
    [
        "does retinol cause swelling?",
        "can your mask give me hives?",
        "will my face swell if I use it",
        "no rash or swelling so far",
        "I'm afraid of getting a rash",
        "a swollen pimple on my nose",
        "the price is hard to swallow",
        "消腫的眼霜",
        "會不會起疹子",
        "擦了會腫嗎",
        "用了不會腫",
        "怕起疹子",
        "腫れますか",
        "腫れていません",
        "かぶれやすい肌です",
        "จะบวมไหม",
        "ไม่มีผื่นค่ะ",
    ],
)
def test_a_sign_asked_about_denied_or_feared_is_none(tagger, text):
    assert not has_reaction(tagger, text)


def test_red_and_peeling_skin_beside_a_reaction_is_no_lasting_concern(tagger):
    tags = tagger.tag("acne, and since the toner my face is swollen and flaky")
    assert [tag.value for tag in tags if tag.name == "concern"] == ["acne"]
