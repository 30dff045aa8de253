"""Red flags by plain words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.safety import FLAGS, find_red_flags


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("my face is swollen after the serum", "swelling"),
        ("I don't know why but my lips are swelling up", "swelling"),
        ("I don't know why my face is swollen", "swelling"),
        ("用了精華之後臉整個腫起來", "swelling"),
        ("不知道為什麼臉腫了", "swelling"),
        ("顔が腫れてきました", "swelling"),
        ("หน้าบวมหลังทาเซรั่ม", "swelling"),
        ("i cant breathe properly", "breathing"),
        ("having trouble breathing since I put it on", "breathing"),
        ("擦了之後呼吸困難", "breathing"),
        ("息が苦しいです", "breathing"),
        ("หายใจไม่ออกค่ะ", "breathing"),
        ("there are little blisters on my chin", "blisters"),
        ("下巴起水泡", "blisters"),
        ("the rash is spreading down my neck", "spreading_rash"),
        ("疹子擴散到脖子", "spreading_rash"),
        ("I think it is infected, there's yellow pus", "infection"),
        ("傷口好像感染了", "infection"),
        ("some toner got in my eye", "in_eye"),
        ("精華液跑進眼睛好痛", "in_eye"),
        ("美容液が目に入ってしまった", "in_eye"),
        ("เซรั่มเข้าตา", "in_eye"),
        ("my toddler swallowed some of it", "swallowed"),
        ("my dog ate the cream", "swallowed"),
        ("小孩誤食了乳液", "swallowed"),
        ("my skin is raw and bleeding", "broken_skin"),
        ("擦完酸破皮流血", "broken_skin"),
        ("my eyes are swollen since this morning, I used a new cream", "swelling"),
    ],
)
def test_a_sign_told_as_happening_is_found(text: str, flag: str) -> None:
    assert flag in find_red_flags(text).names


@pytest.mark.parametrize(
    "text",
    [
        "I don't want swelling",
        "a cream without swelling or redness please",
        "there is no swelling, it only tingled",
        "will it cause swelling?",
        "my eyes look swollen in the morning",
        "I wake up with puffy eyes",
        "早上起床眼睛腫腫的,有推薦的眼霜嗎",
        "眼睛容易浮腫",
        "我怕擦了會腫",
        "會不會腫",
        "a swollen pimple on my chin, what helps?",
        "有紅腫痘痘適合什麼",
        "my skin can't breathe under this cream",
        "the bottle arrived broken, I want a refund",
        "不起泡的洗面乳",
        "an eye cream for dark circles",
        "which serum is good for oily skin",
        "do you have vitamin c in the eye area range",
        "where is my order 10023",
        "腫れていません",
        "",
    ],
)
def test_what_tells_of_something_else_raises_no_flag(text: str) -> None:
    assert not find_red_flags(text)


@pytest.mark.parametrize(
    ("text", "is_emergency"),
    [
        ("my throat is closing", True),
        ("my face is swelling", True),
        ("I got blisters", False),
        ("hello", False),
    ],
)
def test_only_breathing_and_swelling_are_an_emergency(text: str, is_emergency: bool) -> None:
    assert find_red_flags(text).is_emergency is is_emergency


@given(st.text())
def test_any_text_is_read_without_an_error(text: str) -> None:
    assert set(find_red_flags(text).names) <= set(FLAGS)


@given(st.text(alphabet="0123456789 .,", max_size=40), st.sampled_from(["!", " ", "，", "\n"]))
def test_a_sign_is_found_wherever_it_stands(noise: str, separator: str) -> None:
    assert (
        "breathing" in find_red_flags(f"{noise}{separator}I can't breathe{separator}{noise}").names
    )
