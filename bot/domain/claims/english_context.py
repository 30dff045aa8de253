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
_ADVICE = re.compile(
    r"\b(?:see|ask|talk to|speak (?:to|with)|consult|visit|check with|contact|follow|need|needs|"
    r"tell|go to|call|listen to|by|with|from|to|for|under|until|unless) (?:to )?(?:a|an|your|"
    r"the|my|our)? ?(?:own )?"
    r"(?:doctor|dermatologist|physician|pharmacist|gp|clinic|medical|health ?care|nurse|"
    r"eye doctor|"
    r"healthcare|emergency)|\b(?:a |the |your )?(?<!my )(?:doctor|dermatologist|physician|"
    r"pharmacist)"
    r"(?:s|'s)? (?:can|should|may|might|must|needs?|knows?|treats?|decides?|tells?|told|said|is|"
    r"are|"
    r"has|have|checks?|looks?|look|first|visit|for|hands|to|prescri\w+|agrees?|who|looking)\b|"
    r"\bpharmacists?\b|"
    r"\bprescri(?:bed|ption)\b|\b(?:at|in|the|a) pharmacy\b|\bpa?ediatrician|\bmidwife\b|"
    r"\bshould be (?:looked|checked|seen)|\bworth a visit\b|\bmedical (?:advice|help|care|"
    r"attention|matter|question|treatment)"
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
    r"^(?:instant|permanent|magic)\b"
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
    if _is_denied_somewhere(found) or _is_about_something_else(found):
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
    if is_answered_with_no(found) or (found.is_mention and is_told_neutrally(found)):
        return True
    if not found.can_be_advised or _PRODUCT_ASSERTS.search(found.sentence):
        return False
    return bool(_ADVICE.search(found.sentence) or _ENGLISH_AFTER.search(found.after))


# A name may be warned of, explained, or asked about; what praises or sells is none of these.
_WARNS = re.compile(
    r"\b(?:(?:do(?:n'?t| not)|never|not) (?:use|apply|put|pick|scrub|share|rub|squeeze|shave|touch|"
    r"be used)|pharmacy is|marks? (?:after|from|left)|(?:is|are) (?:an? )?(?:\w+ )?(?:medicines?|"
    r"drugs?)|medicines? (?:is|are|and|in many)|keep (?:it |this |them |\w+ )?(?:away|off|out)"
    r"(?= of| from| the| your)|stop using|stop and|(?:^|[:,]) ?stop\b|reason to stop|"
    r"is irritation|stop if|rinse off|wash (?:it )?off|leaves? "
    r"(?:\w+ ){0,4}out|left out|wait (?:until|a (?:day|week)|\w+ (?:days|weeks))|not suitable|"
    r"unsuitable|not for|may (?:cause|"
    r"trigger|mean|be|itch|leave|burn|contain|still)|can (?:cause|trigger|irritate|mean|burn|"
    r"sting)|"
    r"could (?:be|mean|cause)|irritates?|can irritate|patch test(?:ed)?|allergic to|unknown|"
    r"hardly|ruled out|withdrawn|"
    r"broken skin|careful|emergency|ambulance|midwife|in pregnancy|should choose|choose products|"
    r"contact allerg\w+)\b"
)
_SETS_A_CONDITION = re.compile(
    r"\b(?:avoid\w*|until|unless|might|often|common\w*|rare\w*|usual\w*|normal and|caus(?:e|es|ed|"
    r"ing)|if|known|before (?:and after|you|your|a)|after (?:a|an|your)|during|following|since|"
    r"while|people with|who (?:is|has) (?:had|a)|with an? \w+ allergy|warn\w*|can (?:be|"
    r"come|dry|hide|feel|also|show|look)|reason to stop|play a (?:part|role)|gets? into|"
    r"comes? (?:from|in|with|"
    r"back when))\b"
)
# "Rosacea is a disease", "Silver is used in some wound dressings": what a thing is, by itself.
_EXPLAINS = re.compile(
    r"^\W*(?:(?!our\b|this\b|these\b|my\b|your\b|it\b)[\w'%]+ ){1,5}?(?:(?:is|are|was|were|can be|"
    r"comes?|occurs?) (?:an?|the|one|often|used|caused|medicines?|drugs?|in|from|not|no|licensed|"
    r"common|normal|very|usually|mostly|where|when|what|called|made|some|skin|driven|contagious|"
    r"infectious|for \w+ists|among|part|living|found|named|treated well by)\b|means? |"
    r"makes? the skin|"
    r"happens? |gives? skin|sits? in|lies? |carr(?:y|ies) |play |has no |have no |need a |"
    r"rises? |reddens? |feeds? on|consists? )"
)
_ENDS = re.compile(
    r"\b(?:cures?|eras\w+|kill\w*|ends?|remov\w+|heals?|miracle|away|gone|past|banish\w*|"
    r"vanish\w*|disappear\w*|history|killer|enemy|saviou?r|weapon|answer|solution|zaps?|got rid|"
    r"lost|"
    r"cleared|flaked|fix\w*|helps those|healthy again|stop(?:s|ped)?|fights?|relie\w+|beat\w*|"
    r"dies?|(?:acne|itch|pain|flare) free|works|treats?|normal skin|back to normal|charges?)\b"
)
_OF_THE_JAR = re.compile(
    r"\b(?:in (?:the|a) (?:jar|product|bottle|formula|water|pot|tube)|preserv\w+|ferment\w*|lactic|"
    r"moulds?|molds?|website|scanner|photo|parcel|transport|jokes?)\b"
)
_SPOILS = re.compile(r"bacteri|germ|microb|fung|virus|mou?ld|scar|bruis|stress|swell")
_IN_TRUTH = re.compile(r"\b(?:really|truly|actually|not just|in fact|impossible)\b")
_LOOK = re.compile(r"\b(?:look|looks|appearance|looking|feels?|visible|prone)\b")
# "Never fades" and "doesn't stand a chance" hold a not and deny nothing.
_NOT_THE_PRODUCT = re.compile(
    r"\bit'?s better\b|\bworks like one\b|"
    r"n'?t recogni[sz]e|"
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
_ELSEWHERE = re.compile(
    r"\b(?:homepage|web ?site|printer|shelves|blog|in your cart|scanner|novel|band|song|"
    r"film|"
    r"gel polish|nail gel|cure time|stopped selling|no longer sell|only a name|than your neck|"
    r"took it down)\b"
)
_A_MEDICINE = re.compile(
    r"^\W*(?!this|our|it\b|these)[\w']+ (?:\w+ )?(?:is|are) (?:licensed as )?(?:an? |"
    r"the )?(?:medicines?|drugs?|cells|"
    r"for \w+ists)\b|\b(?:is|are) (?:very )?(?:common|natural)\b|\btreated (?:well )?by (?:an? |"
    r"your )?(?:doctor|dermatologist|physician)s?\b"
)
_A_FEELING = re.compile(r"\bfeel(?:s|ing)? (?:\w+ ){0,4}$")
_A_LOOK_AFTER = re.compile(
    r"^ (?:look|looks|feel|feels|appear|seem|easier|soft\w*|smooth(?! over| away| out)\w*|shin\w+|"
    r"silk\w*)\b(?! (?:gone|eras|delet|vanish|years|\d|ten|twenty|"
    r"perfect|flawless|like|young))"
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
_SELLS = re.compile(
    r"\b(?:our|this|these|my) (?:\w+ ){0,4}?(?:serum|cream|product|toner|mask|oil|essence|"
    r"cleanser|moisturi[sz]er|sunscreen|lotion|formula|balm|gel|spray|brand|range|soap|patch|"
    r"mist|peptide|scrub|drops?|cream)s?\b|\b(?:thanks to|try|buy|get|grab|switch to|with) "
    r"(?:our|this)\b|\bguarantee|\brisk of\b|\byou(?:'ll| will| won'?t)\b|"
    r"\b(?:daily use|one (?:cream|jar|bottle|drop))\b|\bit (?:is )?(?:gone|over)\b"
)
_QUOTED_QUESTION = re.compile(
    r"^\W*(?:q |question )?(?:can|could|does|do|did|is|are|was|will|would|should|which|what|how|"
    r"may|something|anything|any|so|and|but|you asked|you want\w*|results?|\w+)\b"
)
_ANSWERED_NO = re.compile(
    r"^\W*(?:a )?(?:(?:i'?m |we'?re )?(?:afraid|sorry)\b|(?:so |well |sadly |honestly |"
    r"mostly )?(?:no|not"
    r"(?! once| any ?more| with| any longer| if| a problem)|nope|none|never)\b|"
    r"[^.!?\n]{0,60}(?:n'?t\b|\bnot\b(?! only| once)|\bcannot\b|\bno\b(?! longer| more| problem)|"
    r"\bnone\b|\bask\b|\bdoctor|\bpa?ediatrician|\bone of many\b|\bunlikely\b|\bpharmacist))"
)
_ASKED = re.compile(r"\byou(?: (?:asked|read|heard|saw|want|wanted|mention)|'?d like)\b")
_DECLINED = re.compile(
    r"^[^.!?\n]{0,40}[:;,] ?(?:but )?(?:no\b|i'd call|that'?s a question|sorry|i'?m afraid|"
    r"it does ?n'?t|we (?:do ?n'?t|can ?n?o?t))"
)
_REPORTED = re.compile(
    r"\b(?:video|review|ad|advert|post|label|influencer|blog|says?|said|asked|asks?|claims?|"
    r"told|heard|read|rumou?r|myth|sticker|video)\b"
)


def _is_denied_somewhere(found: Found) -> bool:
    denied = _DENIED_WITHIN.search(found.phrase) or _SPEECH_DENIED.search(found.sentence)
    return bool(denied) and not _NO_DENIAL.search(found.sentence)


def _is_about_something_else(found: Found) -> bool:
    """Whether it is the website, a mere feeling, or what medicines are."""
    sentence = found.sentence
    return bool(
        _ELSEWHERE.search(sentence)
        or _A_MEDICINE.search(sentence)
        or (found.is_promise and _A_FEELING.search(found.before))
        or _A_LOOK_AFTER.search(found.after)
    )


def is_told_neutrally(found: Found) -> bool:
    """Whether a name is warned of, explained or asked about, and nothing is sold with it."""
    sentence = found.sentence
    if _LOOK.search(found.phrase) and not _IN_TRUTH.search(sentence):
        return True
    if _is_a_label(found) or (_OF_THE_JAR.search(sentence) and _SPOILS.search(found.phrase)):
        return True
    if _SELLS.search(sentence):
        return False
    if _WARNS.search(sentence):
        return True
    if _ENDS.search(sentence):
        return bool(_ADVICE.search(sentence) and not _PRODUCT_ASSERTS.search(sentence))
    tells = (_SETS_A_CONDITION, _ADVICE, _EXPLAINS)
    return any(pattern.search(sentence) for pattern in tells)


def _is_a_label(found: Found) -> bool:
    """Whether the name stands alone, as in a list of concerns."""
    alone = not found.before.strip() and not found.after.strip(" .,:!?")
    return alone and found.phrase.count(" ") < 2 and not _ENDS.search(found.phrase)


def is_answered_with_no(found: Found) -> bool:
    """Whether a question, or what others say, is denied by what follows."""
    if _ASKED.search(found.before) and _DECLINED.search(found.after):
        return True
    return bool(
        (found.sentence.rstrip(" '\"").endswith("?") or _REPORTED.search(found.before))
        and _ANSWERED_NO.search(found.following)
    )
