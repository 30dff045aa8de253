"""Which language a message is in, and which one a conversation goes on in."""

import pytest

from bot.domain.languages import Language, detect_language

EN, ZH, JA, TH = Language.EN, Language.ZH, Language.JA, Language.TH


@pytest.mark.parametrize(
    ("text", "previous", "language"),
    [
        ("I really need a serum", ZH, EN),
        ("ok retinol", ZH, ZH),
        ("1200", TH, TH),
        ("油肌 精華", None, ZH),
        ("ผิวแห้งค่ะ", JA, TH),
        ("乾燥肌です", ZH, JA),
        # Kanji alone go on in Japanese, but not where Japanese does not write them.
        ("乾燥肌 敏感肌", JA, JA),
        ("送料無料？", JA, JA),
        ("有更強效的嗎", JA, ZH),
        ("防曬 油痘肌 不泛白", JA, ZH),
        ("那這個呢", JA, ZH),
    ],
)
def test_a_message_decides_where_it_can_and_the_conversation_where_it_cannot(
    text: str, previous: Language | None, language: Language
) -> None:
    assert detect_language(text, previous) is language
