"""What makes an English phrase lawful: it is denied, warned of, or left to a doctor."""

import re

from bot.domain.claims.english_explaining import (
    ADVICE,
    PRODUCT_ASSERTS,
    is_about_something_else,
    is_answered_with_no,
    is_told_neutrally,
)
from bot.domain.claims.found import Found

_NEGATORS = (
    r"(?:can ?not|can'?t|could(?:n'?t| not)|does(?:n'?t| not)|do(?:n'?t| not)|did(?:n'?t| not)|"
    r"will not|won'?t|would(?:n'?t| not)|must(?:n'?t| not)|may not|might not|should(?:n'?t| not)|"
    r"shall not|is(?:n'?t| not)|are(?:n'?t| not)|was(?:n'?t| not)|it'?s not|we'?re not|i'?m not|"
    r"am not|"
    r"not|never|nor|neither|unable to|no (?:cosmetic|product|cream|serum|skin ?care|one|promise|"
    r"claims?"
    r"|evidence|proof|reason to|way to|moisturi[sz]er|ingredient|sunscreen|filter|lotion|soap|"
    r"mask|such|guarantee|"
    r"brand)s?|nothing|"
    r"nobody|none|cosmetics? (?:can|may)not|without (?:claiming|promising|meaning)|rather than|"
    r"beware of|be ?ware|wary of|careful with|sceptical of|skeptical of|suspicious of|avoid|"
    r"free of claims|refuse to|against the law to|illegal to|unlawful to|forbidden to|"
    r"not allowed to|instead of)"
)
_NO_DENIAL = re.compile(
    r"\bnot (?:only|just|merely|simply|to mention|alone)\b|n'?t (?:just|only|merely|wait|miss|"
    r"worry|"
    r"let|settle|suffer|look|hide|need)\b|\bnever (?:fails?|stops?|worry|again|been|returns?|"
    r"comes?|ages?|fades?|get wrinkles|misses|"
    r"leaves you|lets?)\b|"
    r"\bno (?:other|more|doubt|"
    r"matter|need|wonder|one else)\b|\bnothing (?:else|works|beats|but|compares)\b|"
    r"\bnot (?:wait|miss|worry)\b|"
    r"\bwhy not\b|\bif not\b|\bnot that (?:it|we)\b|\bdo not (?:wait|miss|worry|need)\b|"
    r"\bnot a (?:doubt|dream|joke)\b"
)
_DENIED = re.compile(
    rf"\b(?:{_NEGATORS}(?: (?:(?:that|whether|if) \w+|"
    r"(?!but\b|yet\b|and it\b|it\b|still\b|because\b)[\w'%/&]+)){0,9}|"
    r"whether(?: [\w']+){0,5}) ?$"
)
_DENIED_LIST = re.compile(
    rf"\b{_NEGATORS}(?: [\w']+){{0,5}}? (?:treat|cure|heal|prevent|diagnos|claim|reliev|remov|"
    rf"eras|"
    r"promis|guarantee|say|tell|stat|mean|replac|mitigat|stop|penetrat|stimulat|boost|chang|"
    r"affect|"
    r"medic|drug|clear|fight|eliminat)\w*"
    r"(?:(?! but | yet | it | this | our | however | because | so )[\w' ,/&%]){0,90}$"
)
_QUESTION_TO_CUSTOMER = re.compile(
    r"^\W*(?:are you|do you (?:have|take|use)|have you|has (?:a|your) doctor|did (?:a|"
    r"your) doctor|"
    r"were you|is your skin)\b"
)
_UNLAWFUL_TO_SAY = re.compile(
    r"\b(?:claims?|words?|phrases?|say(?:ing|s)?|promis\w+|advert\w*|statements?|"
    r"wording)\b.*\b(?:not "
    r"allowed|illegal|unlawful|forbidden|prohibited|banned|not permitted|misleading|"
    r"against the law|"
    r"breaks? the law|not true|untrue|false|never true|a warning sign|red flag|be careful|"
    r"suspicious|doubt\w*|"
    r"beware|be wary|"
    r"sceptical|skeptical)\b|"
    r"\b(?:take|remove|delete|strike|drop|change|edit|reword|leave out)\b.{0,30}\b(?:words?|"
    r"phrase|claim|"
    r"sentence|wording|line)\b|"
    r"\b(?:illegal|unlawful|forbidden|against the law|not allowed|"
    r"prohibited)\b.*\b(?:to )?(?:say|claim|"
    r"promise|advertise)\b"
)
_ENGLISH_AFTER = re.compile(
    r"^[\w' ,]{0,40}?\b(?:is not|isn'?t|are not|aren'?t|cannot be|can'?t be|can not be|is never|"
    r"needs? a doctor|"
    r"is a (?:job|matter|question|task|drug claim|medical)|belongs? (?:to|with|in)|"
    r"is for (?:a )?doctors?|"
    r"should (?:be|come)|must (?:be|come)|is something (?:only )?(?:a|for)|is beyond|would be|"
    r"is what|"
    r"is up to|require)\b"
)


_NOT_SHOWN = re.compile(
    r"^[^.!?\n]{0,60}?\b(?:(?:is|are|was|were|has been|have been) (?:\w+ )?(?:not|never|hardly|"
    r"un\w+) ?(?:been )?"
    r"(?:shown|proven|known|established|supported|confirmed|true|settled|possible|allowed|"
    r"enough)?|"
    r"remains? (?:un\w+|to be)|lacks?|without evidence|no evidence|a myth|not shown|not proven)"
)


_DENIED_WITHIN = re.compile(
    r" (?:won'?t|did(?:n'?t| not)|can'?t|can ?not|cannot|does(?:n'?t| not)|do(?:n'?t| not)|"
    r"is(?:n'?t|"
    r" not) (?!only)|will not|"
    r"may not|should(?:n'?t| not)|are(?:n'?t| not)|unable|must not) "
)
_CONTRADICTED = re.compile(
    r"\b(?:but|yet|still|however|officially)\b(?! not\b| no\b| never\b| cannot| can'?t|"
    r" does)[^.!?]{0,40}\b(?:it does|does it|they do|know better|between us|off the record|"
    r"unofficially|"
    r"works? anyway|"
    r"it (?:will|can|works)|heals?|cures?|treats?|do(?:es)? work)\b"
)


_NO_PRODUCT = re.compile(
    r"^(?:cosmetic|product|cream|serum|sunscreen|lotion|soap|oil|mask)s?\b|"
    r"^(?:instant|permanent|magic|miracle|cure|wonder|guarantee|secret|quick)\w*\b"
)
_BUT_OURS = re.compile(
    r"^\W*(?:(?:but )?(?:ours|this one|it|we|mine) (?:does|do|can|will|did)\b|(?:just )?watch)"
)


def is_lawful(found: Found) -> bool:
    """Whether the English words around a phrase take it back."""
    before = found.before
    if _CONTRADICTED.search(found.sentence) or _BUT_OURS.search(found.following):
        return False
    if _NOT_THE_PRODUCT.search(found.sentence):
        return False
    if found.before.endswith("no ") and _NO_PRODUCT.search(found.phrase):
        return True
    if _is_denied_somewhere(found) or is_about_something_else(found):
        return True
    if _NOT_SHOWN.search(found.after) and not PRODUCT_ASSERTS.search(found.sentence):
        return True
    if _DENIED.search(before) or _DENIED_LIST.search(before):
        reach = before[-140:]
        return not _NO_DENIAL.search(reach) and not _NO_DENIAL.search(
            reach[-30:] + found.phrase[:20]
        )
    if _UNLAWFUL_TO_SAY.search(found.sentence) or _QUESTION_TO_CUSTOMER.search(before):
        return True
    if is_answered_with_no(found) or (found.is_mention and is_told_neutrally(found)):
        return True
    if not found.can_be_advised or PRODUCT_ASSERTS.search(found.sentence):
        return False
    return bool(ADVICE.search(found.sentence) or _ENGLISH_AFTER.search(found.after))


# "Never fades" and "doesn't stand a chance" hold a not and deny nothing.
_NOT_THE_PRODUCT = re.compile(
    r"\bit'?s better\b|\bworks like one\b|\b(?:use|try|apply|choose|buy|using) (?:it|this|ours|"
    r"our \w+) instead of\b|"
    r"(?:n'?t|not) recogni[sz]e|"
    r"\bavoids? (?:\w+ ){1,4}(?:with|thanks to|by using)\b|\bskip it\b|"
    r"\byou won'?t (?:\w+ )?(?:catch|find|see|get|have|need)\b|"
    r"not believe (?:how|what)\b|\bno way you won'?t\b|\bif it (?:doesn'?t|does not|can'?t|"
    r"won'?t) (?:eras\w*|remov\w*|clear|whiten|work|cure)|"
    r"n'?t (?:stand|come|return|survive|know what|touch|mask|hide|cover|catch|find|let|"
    r"believe (?:\w+ )?"
    r"(?:how|what)|suffer|have to)\b|\bnot (?:mask|hide|cover) |\bnot a doctor\b|\bnot a (?:drug|"
    r"cosmetic)\b[^.]*\b(?:yet|still|all the same)|\bsingle inflamed|\b(?:cannot|"
    r"can'?t) (?:return|come|touch|"
    r"spread|survive|form)|\bdoctors don'?t\b"
)
_SPEECH_DENIED = re.compile(
    r"\bfar from (?:\w+ )?(?:harmless|safe)|"
    r"(?:n'?t|\bnot|\bnever|\bnobody (?:can|should|may)) (?:expect|think|believe|say|tell|claim|"
    r"promise|mean|suggest|been shown|have any effect)\b|\bno (?:substitute|replacement|"
    r"alternative|match|effect|"
    r"cure|remedy|treatment|way to|evidence)\b(?! like)|\bnot a (?:substitute|replacement|"
    r"treatment|"
    r"remedy|single (?:product|one|cream) here|medicine|cure|question)\b|\bnothing (?:for|to|about)"
    r" |\bn'?t (?:cure|treat|heal|help)\b|(?:is|are)(?:n'?t| not) (?:what|something) we\b|"
    r"\bnot in our range\b|\bwe sell none\b|\bnot sold here\b|"
    r"\bwe do(?:n'?t| not) (?:sell|stock|carry)\b|\bbanned in\b|\bfairy tale\b|"
    r"\bpulling your leg\b|"
    r"results? do not exist\b|"
    r"results? don'?t exist\b|\bonly a name\b|\bbecause it isn'?t\b|\bwe may not\b|"
    r"\bno doctor has\b|"
    r"\btoo (?:large|big) to\b|\bno (?:guarantee|promise)\b|n'?t (?:cure|treat|heal) (?:it|them|"
    r"anything)\b"
)


def _is_denied_somewhere(found: Found) -> bool:
    denied = _DENIED_WITHIN.search(found.phrase) or _SPEECH_DENIED.search(found.sentence)
    return bool(denied) and not _NO_DENIAL.search(found.sentence)
