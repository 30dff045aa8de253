"""What the shoppers of the benchmarks write: our own words, in English and Traditional Chinese.

No script asks for a person: a conversation in the queue would not reach Rasa any more, and there
would be nothing to compare.
"""

from collections.abc import Sequence

Script = tuple[str, ...]

SCRIPTS: Sequence[Script] = (
    ("hi", "which serum suits oily skin with large pores?", "around $40", "thanks"),
    ("my skin is dry and dull, what should I buy?", "no limit", "what does niacinamide do?", "ok"),
    ("do you ship to Taichung?", "how can I pay?", "any discount codes?", "bye"),
    ("serum before or after toner?", "can I use AHA with retinol?", "what is squalane for?", "ty"),
    ("sensitive skin with redness, no perfume please", "a serum", "under 1500", "thank you"),
    ("你好", "油肌毛孔粗大，推薦精華液", "1000左右", "謝謝"),
    ("想找保濕的面霜，我是乾性肌膚", "1500元以內", "玻尿酸有什麼功效？", "好的"),
    ("運費怎麼算？", "可以刷卡嗎", "最近有什麼優惠", "掰掰"),
    ("維他命C和A醇可以一起用嗎", "早上還是晚上用？", "菸鹼醯胺是什麼", "了解"),
    ("痘痘肌適合哪一款精華？", "混合肌", "800以內", "謝謝你"),
)
