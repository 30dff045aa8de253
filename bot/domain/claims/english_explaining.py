"""What makes an English name lawful: it is warned of, explained, asked about or left to doctors."""

import re

from bot.domain.claims.found import Found

ADVICE = re.compile(
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
PRODUCT_ASSERTS = re.compile(
    r"\bfailed (?:me|us|you)\b|^\W*works? (?:where|when|like|better)\b|\b(?:this|our|the|these|"
    r"my|its|that) (?:\w+ ){0,4}?(?:serum|cream|product|toner|mask|oil|"
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
# A name may be warned of, explained, or asked about; what praises or sells is none of these.
_WARNS = re.compile(
    r"\b(?:if it \w+[^.!?\n]{0,12}, ?(?:rinse|stop|wash it|leave it)|(?:do(?:n'?t| not)|never|not) "
    r"(?:use|apply|put|pick|scrub|share|rub|squeeze|shave|touch|"
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
    r"infectious|for \w+ists|among|part|living|found|named|treated well by)\b|means? |chang(?:e|"
    r"es) (?:over|with|during|as)|var(?:y|ies) |differ |"
    r"makes? the skin|"
    r"happens? |gives? skin|sits? in|lies? |carr(?:y|ies) |play |has no |have no |need a |"
    r"rises? |reddens? |feeds? on|consists? )"
)
_ENDS = re.compile(
    r"\b(?:cures?|eras\w+|kill\w*|ends?|remov\w+|heals?|miracle|away|gone|past|banish\w*|"
    r"vanish\w*|disappear\w*|history|killer|enemy|saviou?r|weapon|answer|solution|zaps?|got rid|"
    r"lost|wiped|sorted|solved|over|root cause|at (?:its|the) (?:root|source)|"
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
_DIRT = re.compile(
    r"\b(?:remov|clear|clean|wash|lift|rins|dissolv|melt|tak|absorb|unclog|purif)\w*\b"
    r"[^.!?\n]{0,40}\b(?:excess oil|dirt|make ?up|impurities|residue|grime|dust|dead (?:skin "
    r")?cells|sunscreen|"
    r"product build ?up)\b"
)
_FLAW = re.compile(
    r"\b(?:wrinkl|line|spot|blackhead|ag(?:e?)ing|acne|dark|scar|toxin|bacteri|disappear)"
)
# What a colour or a shimmer does at once is seen at once.
_MAKE_UP = re.compile(
    r"\b(?:mica|pearl\w*|shimmer\w*|tint(?:ed|s)?|foundation|concealers?|mascara|lipstick|blusher|"
    r"highlighter|light reflecting|make ?up remover|removes? (?:\w+ ){0,2}?make ?up)\b"
)
_A_FEELING = re.compile(r"\bfeel(?:s|ing)? (?:\w+ ){0,4}$")
_A_LOOK_AFTER = re.compile(
    r"^ (?:look|looks|feel|feels|appear|seem|easier|soft\w*|smooth(?! over| away| out)\w*|shin\w+|"
    r"silk\w*)\b(?! (?:gone|eras|delet|vanish|years|\d|ten|twenty|"
    r"perfect|flawless|like|young))"
)
_SELLS = re.compile(
    r"\b(?:our|this|these|my) (?:\w+ ){0,4}?(?:serum|cream|product|toner|mask|oil|essence|"
    r"cleanser|moisturi[sz]er|sunscreen|lotion|formula|balm|gel|spray|brand|range|soap|patch|"
    r"mist|peptide|scrub|drops?|cream)s?\b|\b(?:thanks to|try|buy|get|grab|switch to|with) "
    r"(?:our|this)\b|\bguarantee|\brisk of\b|\byou(?:'ll| will| won'?t)\b|"
    r"\b(?:daily use|one (?:cream|jar|bottle|drop))\b|\bit (?:is )?(?:gone|over)\b|"
    r"^\W*(?:apply|use|rub|dab|massage|spray) [^.!?\n]{0,40}\buntil\b|"
    r"\b(?:swap|trade|ditch|skip|forget|dump) (?:your|the|that)\b|"
    r"\b(?:instead of|replaces?) (?:your|the|my) \w+ (?:ointment|cream|medicine|medication)\b"
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


_SYMPATHY = re.compile(
    r"^\W*(?:oh ?,? )?(?:i'?m |i am |we'?re |we are |so |very |really )*(?:sorry|sad) (?:to hear|"
    r"about|that|for)\b|\bhope (?:your|the|it|you)\b[^.!?\n]{0,30}\b(?:better|settles|soon)\b"
)


_KEEP_AWAY = re.compile(r"(?:^|please |and |, )\W*keep (?:the |this |it )?(?:\w+ )?away from\b")
_NOT_WE = re.compile(
    r"^[^.!?\n]{0,40}[;,] (?:but )?we (?:cannot|can'?t|can not|do not|don'?t|may not)\b"
)
# "I have acne. Can I use this?"
_MY_SKIN = re.compile(r"^\W*(?:i|my \w+) (?:have|has|had|am|take|takes|use|get|got|suffer)\b")
_ASKS = re.compile(r"^\W*(?:can|may|is|does|which|what|should|do|could|would) \w+[^.!\n]*\?")


def is_told_neutrally(found: Found) -> bool:
    """Whether a name is warned of, explained or asked about, and nothing is sold with it."""
    sentence = found.sentence
    if _SYMPATHY.search(sentence):
        return True
    if _LOOK.search(found.phrase) and not _IN_TRUTH.search(sentence):
        return True
    if _is_a_label(found) or (_OF_THE_JAR.search(sentence) and _SPOILS.search(found.phrase)):
        return True
    if _SELLS.search(sentence):
        return False
    if _WARNS.search(sentence):
        return True
    if _ENDS.search(sentence):
        return bool(ADVICE.search(sentence) and not PRODUCT_ASSERTS.search(sentence))
    tells = (_SETS_A_CONDITION, ADVICE, _EXPLAINS)
    return any(pattern.search(sentence) for pattern in tells)


def _is_a_label(found: Found) -> bool:
    """Whether the name stands alone, as in a list of concerns."""
    alone = not found.before.strip() and not found.after.strip(" .,:!?")
    ends = _ENDS.search(found.phrase) or _ENDS.search(found.following[:40])
    return alone and found.phrase.count(" ") < 2 and not ends


def is_answered_with_no(found: Found) -> bool:
    """Whether a question, or what others say, is denied by what follows."""
    if _ASKED.search(found.before) and _DECLINED.search(found.after):
        return True
    return bool(
        (found.sentence.rstrip(" '\"").endswith("?") or _REPORTED.search(found.before))
        and _ANSWERED_NO.search(found.following)
    )


def is_about_something_else(found: Found) -> bool:
    """Whether it is the website, a mere feeling, or what medicines are."""
    sentence = found.sentence
    return bool(
        _ELSEWHERE.search(sentence)
        or _KEEP_AWAY.search(found.before[-30:] + found.phrase)
        or _NOT_WE.search(found.after)
        or (_MY_SKIN.search(sentence) and _ASKS.search(found.following))
        or (_DIRT.search(found.phrase) and not _FLAW.search(found.phrase))
        or (found.is_promise and _MAKE_UP.search(sentence))
        or _A_MEDICINE.search(sentence)
        or (found.is_promise and _A_FEELING.search(found.before))
        or _A_LOOK_AFTER.search(found.after)
    )
