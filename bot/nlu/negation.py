"""What a message says of a term: wanted, not so, kept out (cues: data/lexicon/negation.yml)."""

from typing import Optional, Tuple

from bot.nlu.lexicon import AVOID, AVOID_ONLY, CANONICAL, INGREDIENT
from bot.nlu.reading import TAGS, Reading, Span, is_question_after

INGREDIENT_LIKE = frozenset((INGREDIENT, AVOID, AVOID_ONLY))
NONE = "none"
FARTHEST = 24
AFFIRMS = frozenset(("im", "iam", "我是", "就是"))
HAVING = frozenset(("で", "有", "含", "含有", "加", "添加", "有加", "มี", "ที่มี"))
TAG_QUESTION = 3  # 對嗎, "right?" asks about all that stands before
MARKS_THAT_END = frozenset(",.;!，。；！\n")
MARKS_THAT_LIST = frozenset(",、&/+")


def find_polarity(reading: Reading, term: Span) -> Optional[str]:
    """`without`, `is_not`, `avoid`, `allergy`, or None where no cue applies to the term."""
    after = _find_cue_after(reading, term)
    if after == "allergy" and is_ingredient_like(term):
        return after
    cue = _find_glued_cue(reading, term) or _find_cue_before(reading, term) or after
    if cue == "may_not":
        return None if _is_asked(reading, term) else "avoid"
    if cue == "avoid" and is_question_after(reading, term.behind - 1, within=2):
        return None
    return cue


def is_ingredient_like(term: Span) -> bool:
    """Whether the term names what a product may contain."""
    return any(tag in INGREDIENT_LIKE for tag, _ in term.meanings)


def _is_asked(reading: Reading, term: Span) -> bool:
    """Whether a question ends the term's clause; in "I can't use X. What may I?" it does not."""
    if not is_question_after(reading, term.behind):
        return False
    for index in range(term.behind, len(reading.tokens)):
        token = reading.tokens[index]
        if is_question_after(reading, index, within=TAG_QUESTION):
            return True
        following = reading.find_starting(TAGS, index + (token.kind == "mark"))
        if _ends_clause(reading, index) and not (following and is_ingredient_like(following)):
            return False
    return False


def _ends_clause(reading: Reading, index: int) -> bool:
    """A mark, or a space in a script that writes none between words."""
    token = reading.tokens[index]
    spaced = token.kind == "character" and not reading.is_adjacent(index)
    return token.text in MARKS_THAT_END or spaced


def _find_cue_before(reading: Reading, term: Span) -> Optional[str]:
    behind, joined = term.first, ""
    for _ in range(FARTHEST):
        cue = reading.find_ending("negation_before", behind)
        if cue and not _is_inside_term(reading, cue):
            return None if cue.value == NONE else cue.value
        step, link = _step_back(reading, behind)
        if step is not None and _affirms(reading, step):
            return None
        if step is None:
            step = reading.find_ending(TAGS, behind)
            if step is None or not _may_chain(reading, step, term, joined):
                return None
            if _is_kept_out(step):
                return "without"
            joined = ""
        elif _is_wanted_after(reading, term, step, link or joined):
            return None
        else:
            joined = link or joined
        behind = step.first
    return None


def _find_glued_cue(reading: Reading, term: Span) -> Optional[str]:
    """A cue whose last word begins the term, as in ไม่ได้เป็นสิว ("เป็นสิว" is a term)."""
    for behind in range(term.first + 1, term.behind):
        cue = reading.find_ending("negation_before", behind)
        if cue and cue.first < term.first and cue.value != NONE:
            return cue.value
    return None


def _is_wanted_after(reading: Reading, term: Span, step: Span, joined: str) -> bool:
    """Whether the step back from the term is where a wish begins."""
    if reading.find_ending("connector", step.behind) == step:
        return joined == "list" and _starts_a_wish(reading, term, step.behind)
    return joined != "or" and is_ingredient_like(term) and _has_it(reading, step)


def _has_it(reading: Reading, step: Span) -> bool:
    """In ノンアルコールでセラミド入り and 無酒精 有神經醯胺 what follows is wanted."""
    text = "".join(token.text for token in reading.tokens[step.first : step.behind])
    before = reading.find_ending(TAGS, step.first)
    return text in HAVING and before is not None and is_ingredient_like(before)


def _find_cue_after(reading: Reading, term: Span) -> Optional[str]:
    first, joined = term.behind, ""
    for _ in range(FARTHEST):
        cue = reading.find_starting("negation_after", first)
        if cue and not _is_inside_term(reading, cue):
            taken = cue.value == NONE or _belongs_to_next(reading, cue)
            return None if taken else cue.value
        step, link = _step_forward(reading, first)
        if step is None:
            step = reading.find_starting(TAGS, first)
            if step is None or not _may_chain(reading, step, term, joined):
                return None
            joined = ""
        elif link:
            joined = link
        first = step.behind
    return None


def _is_kept_out(term: Span) -> bool:
    """As in "no acid", a term that says by itself what must not be in it."""
    return any(tag == AVOID and value not in CANONICAL[AVOID] for tag, value in term.meanings)


def _step_back(reading: Reading, behind: int) -> Tuple[Optional[Span], str]:
    link = reading.find_ending("connector", behind)
    if link or reading.find_ending(TAGS, behind):
        return link, link.value if link else ""
    return reading.find_ending("filler", behind), ""


def _step_forward(reading: Reading, first: int) -> Tuple[Optional[Span], str]:
    link = reading.find_starting("connector", first)
    if link or reading.find_starting(TAGS, first):
        return link, link.value if link else ""
    return reading.find_starting("filler", first), ""


def _affirms(reading: Reading, step: Span) -> bool:
    """In "no, I'm oily" and 不是 我是混合 the denial ends before the statement."""
    return "".join(token.text for token in reading.tokens[step.first : step.behind]) in AFFIRMS


def _may_chain(reading: Reading, other: Span, term: Span, joined: str) -> bool:
    """Whether a cue reaches past `other` to `term`: "no A or B"; "no A, B" of ingredients."""
    if joined == "or":
        return is_ingredient_like(other) == is_ingredient_like(term)
    both = is_ingredient_like(other) and is_ingredient_like(term)
    return both and (joined == "list" or reading.tokens[other.first].kind == "character")


def _starts_a_wish(reading: Reading, term: Span, behind: int) -> bool:
    """In "no fragrance, niacinamide serum" the comma begins what is wanted."""
    following = reading.find_starting(TAGS, term.behind)
    is_product = following is not None and any(
        tag == "product_type" for tag, _ in following.meanings
    )
    return is_product and reading.tokens[behind - 1].text in MARKS_THAT_LIST


def _belongs_to_next(reading: Reading, cue: Span) -> bool:
    """In "A醇不要酒精", 是乾肌不是油肌 the cue speaks of what follows it."""
    if not reading.between("negation_before", cue.first, cue.behind):
        return False
    first = cue.behind
    for _ in range(FARTHEST):
        following = reading.find_starting(TAGS, first)
        if following:
            return cue.value == "is_not" or is_ingredient_like(following)
        filler = reading.find_starting("filler", first)
        if filler is None:
            return False
        first = filler.behind
    return False


def _is_inside_term(reading: Reading, cue: Span) -> bool:
    """As "แพ้" inside "แพ้ง่าย", which is no cue."""
    covering = reading.find_starting(TAGS, cue.first)
    return covering is not None and covering.behind >= cue.behind
