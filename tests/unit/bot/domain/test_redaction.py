"""What a question tells of its writer is left out before a language model sees it."""

import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.redaction import HIDDEN, without_personal_data

DIGITS = st.text(string.digits, min_size=4, max_size=12)
WORDS = st.text(string.ascii_lowercase, min_size=3, max_size=12)
QUESTIONS = st.sampled_from(
    (
        "does niacinamide help with shine",
        "菸鹼醯胺可以每天用嗎",
        "レチノールは毎日使えますか",
        "ใช้เรตินอลทุกวันได้ไหม",
    )
)
GAPS = st.sampled_from((" ", ", ", "。", "，", "\n", " — "))


@pytest.mark.parametrize(
    ("question", "secret"),
    [
        ("Hi I'm Amy Chen, does niacinamide sting?", "Amy"),
        ("Hi I'm Amy Chen, does niacinamide sting?", "Chen"),
        ("my name is bob and I love retinol", "bob"),
        ("Amy here: can I use retinol daily?", "Amy"),
        ("call me ishmael. what is urea?", "ishmael"),
        ("Mrs Dalloway asks what urea is", "Dalloway"),
        ("我是王小明，菸鹼醯胺要怎麼用", "王小明"),
        ("我叫小美 請問果酸怎麼用", "小美"),
        ("陳小姐想問玻尿酸", "陳"),
        ("田中と申します、尿素とは", "田中"),
        ("ผมชื่อสมชาย ยูเรียคืออะไร", "สมชาย"),
        ("order #TW-10023 has urea?", "10023"),
        ("訂單 A10023 裡的精華有尿素嗎", "10023"),
        ("I live at 221B Baker Street, is urea ok?", "Baker"),
        ("寄到台北市信義區忠孝東路五段12號3樓，尿素是什麼", "忠孝東路"),
        ("住在中山北路二段39巷6號 尿素是什麼", "39巷"),
        ("my LINE ID is amy_1990 what is urea", "amy_1990"),
        ("add me @amy1990, what is urea", "amy1990"),
        ("see https://shop.example/me?token=abc what is urea", "token"),
        ("see amy.example.com/me what is urea", "amy"),
        ("card 4111 1111 1111 1111 urea?", "1111"),
        ("born 1990/05/17, is urea ok", "1990"),
        ("ＡＭＹ＠ＥＸＡＭＰＬＥ．ＣＯＭ 尿素", "EXAMPLE"),
    ],
)
def test_who_asks_is_left_out(question: str, secret: str) -> None:
    told = without_personal_data(question)
    assert secret not in told
    assert HIDDEN in told


@pytest.mark.parametrize(
    "question",
    [
        "Does niacinamide sting at 10 %, and after how many weeks (4 to 8)?",
        "Is vitamin C fine with SPF 50 in the morning?",
        "我是油性肌,菸鹼醯胺可以每天用嗎",
        "可以用A醇之後去路上曬太陽嗎",
        "早上用的防曬要SPF50嗎,擦兩次?",
    ],
)
def test_what_is_asked_stays_as_it_is(question: str) -> None:
    assert without_personal_data(question, known="A醇 niacinamide") == question


def test_a_capitalised_word_stays_where_the_facts_know_it() -> None:
    asked = "Is it true that Niacinamide fades spots, as Brenda says?"
    told = without_personal_data(asked, known="Niacinamide is a form of vitamin B3.")
    assert "Niacinamide" in told
    assert "Brenda" not in told


@given(QUESTIONS, GAPS, WORDS, WORDS, GAPS)
def test_no_mail_address_gets_through(
    question: str, gap: str, name: str, host: str, after: str
) -> None:
    told = without_personal_data(f"{question}{gap}{name}@{host}.com{after}{question}")
    assert "@" not in told
    assert f"{host}.com" not in told


@given(QUESTIONS, GAPS, DIGITS, st.sampled_from(("", "-", " ", ".")))
def test_no_long_number_gets_through(question: str, gap: str, digits: str, between: str) -> None:
    told = without_personal_data(f"{question}{gap}{between.join(digits)}{gap}{question}")
    assert not re.search(r"\d(?:[ .-]?\d){3}", told)


@given(QUESTIONS, GAPS, st.text("0123456789abcdef", min_size=32, max_size=32))
def test_no_line_user_id_gets_through(question: str, gap: str, digits: str) -> None:
    assert digits not in without_personal_data(f"{question}{gap}U{digits}{gap}{question}")


@given(st.text(max_size=400))
def test_any_text_becomes_one_line_without_addresses_and_control_signs(text: str) -> None:
    told = without_personal_data(text)
    assert len(told.splitlines()) <= 1
    assert not re.search(r"https?://|[\x00-\x1f\u202a-\u202e]|\d{4}", told)
