"""What makes an English phrase lawful: it is denied, warned of, or left to a doctor."""

import re

from bot.domain.claims.found import Found

_NEGATORS = (
    r"(?:can ?not|can'?t|could(?:n'?t| not)|does(?:n'?t| not)|do(?:n'?t| not)|did(?:n'?t| not)|"
    r"will not|won'?t|would(?:n'?t| not)|must(?:n'?t| not)|may not|might not|should(?:n'?t| not)|"
    r"shall not|is(?:n'?t| not)|are(?:n'?t| not)|was(?:n'?t| not)|it'?s not|we'?re not|i'?m not|"
    r"am not|"
    r"not|never|nor|neither|unable to|no (?:cosmetic|product|cream|serum|skin ?care|one|promise|"
    r"claims?"
    r"|evidence|proof|reason to|way to|moisturi[sz]er|ingredient|sunscreen|such|guarantee|"
    r"brand)s?|nothing|"
    r"nobody|none|cosmetics? (?:can|may)not|without (?:claiming|promising|meaning)|rather than|"
    r"beware of|be ?ware|wary of|careful with|sceptical of|skeptical of|suspicious of|avoid|"
    r"free of claims|refuse to|against the law to|illegal to|unlawful to|forbidden to|"
    r"not allowed to|instead of)"
)
_NO_DENIAL = re.compile(
    r"\bnot (?:only|just|merely|simply|to mention|alone)\b|n'?t (?:just|only|merely|wait|miss|"
    r"worry|"
    r"let|settle|suffer|look|hide|need)\b|\bnever (?:fails?|stops?|worry|again|been)\b|"
    r"\bno (?:other|more|doubt|"
    r"matter|need|wonder|one else)\b|\bnothing (?:else|works|beats|but|compares)\b|"
    r"\bnot (?:wait|miss|worry)\b|"
    r"\bwhy not\b|\bif not\b|\bdo not (?:wait|miss|worry|need)\b|\bnot a (?:doubt|dream|joke)\b"
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
_ADVICE = re.compile(
    r"\b(?:see|ask|talk to|speak (?:to|with)|consult|visit|check with|contact|follow|need|needs|"
    r"tell|go to|call|listen to|by|with|from|to|for|under|until|unless) (?:to )?(?:a|an|your|"
    r"the|my|our)? ?(?:own )?"
    r"(?:doctor|dermatologist|physician|pharmacist|gp|clinic|medical|health ?care|nurse|"
    r"eye doctor|"
    r"healthcare|emergency)|\bdoctors?'?s?\b|\bdermatologists?\b|\bphysicians?\b|"
    r"\bpharmacists?\b|"
    r"\bprescri(?:bed|ption)\b|\bmedical (?:advice|help|care|attention|matter|question|treatment)"
)
_PRODUCT_ASSERTS = re.compile(
    r"\b(?:this|our|the|these|my|its|that) (?:\w+ ){0,4}?(?:serum|cream|product|toner|mask|oil|"
    r"essence|"
    r"cleanser|moisturi[sz]er|sunscreen|lotion|formula|balm|gel|spray|bottle|brand|range|line|"
    r"soap|one)s?\b|"
    r"\b(?:it|which|that|they|we|i|you) (?:\w+ly )?(?:can|will|could|helps?|does|treats?|cures?|"
    r"heals?|"
    r"works?|prevents?)\b|^\W*(?:treats?|cures?|heals?|clears?|fights?|helps?|stops?|kills?|"
    r"prevents?|"
    r"reliev\w+|banish\w*|get rid|anti\w*)\b|\btry this\b|\bonce you (?:try|use)|"
    r"\bout of work\b|\bguarantee|\bbuy\b|\border now\b|\bapproved\b|"
    r"\b(?:strength|grade)\b|\brecommend(?:s|ed)?\b|\b(?:with|contains?|thanks to) (?:our|the) "
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
    r" (?:won'?t|can'?t|can ?not|cannot|does(?:n'?t| not)|do(?:n'?t| not)|is(?:n'?t|"
    r" not) (?!only)|will not|"
    r"may not|should(?:n'?t| not)|are(?:n'?t| not)|unable|must not) "
)
_CONTRADICTED = re.compile(
    r"\b(?:but|yet|still|however)\b[^.!?]{0,40}\b(?:it does|does it|they do|know better|"
    r"works? anyway|"
    r"it (?:will|can|works)|heals?|cures?|treats?|do(?:es)? work)\b"
)


def is_lawful(found: Found) -> bool:
    """Whether the English words around a phrase take it back."""
    before = found.before
    if _CONTRADICTED.search(found.sentence):
        return False
    if _DENIED_WITHIN.search(found.phrase):
        return True
    if _NOT_SHOWN.search(found.after) and not _PRODUCT_ASSERTS.search(found.sentence):
        return True
    if _DENIED.search(before) or _DENIED_LIST.search(before):
        reach = before[-140:]
        return not _NO_DENIAL.search(reach) and not _NO_DENIAL.search(
            reach[-30:] + found.phrase[:20]
        )
    if _UNLAWFUL_TO_SAY.search(found.sentence) or _QUESTION_TO_CUSTOMER.search(before):
        return True
    if not found.can_be_advised or _PRODUCT_ASSERTS.search(found.sentence):
        return False
    return bool(_ADVICE.search(found.sentence) or _ENGLISH_AFTER.search(found.after))
