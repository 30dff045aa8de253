"""English claims of certainty, speed, permanence and rank, told by two ideas in one sentence.

A good that is promised (skin, a look, a result) and how it is promised (by tomorrow, for life, on
every face) stand in one sentence in whatever order and words.
"""

from bot.domain.claims import english_words as words
from bot.domain.claims import rules
from bot.domain.claims.phrasings import Phrasing, phrasing
from bot.domain.claims.rules import Rule

_GAP = r"[^.!?;\n]{0,80}?"
_NUMBER = (
    r"(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|thirty|a few|"
    r"a couple of|half an|exactly one|a single|just one)"
)
_MOMENTS = (
    r"(?:seconds?|secs?|minutes?|mins?|hours?|days?|nights?|weeks?(?! study)|showers?|washes|"
    r"wash|swipes?|"
    r"drops?|uses?|masks?|applications?|sprays?|dabs?|sessions?|sleeps?|blinks?|breaths?|"
    r"baths?|layers?|lathers?|rubs?|coats?|mornings?|evenings?|bottles?|jars?|courses?)"
)
_GOOD = (
    r"success|improvement|transformed|satisfaction|dazzling|whit\w+(?! (?:musk|tea|flower|"
    r"truffle|cast|clay|film))|fair(?:er|ness)|pal(?:e|er)|lighter|"
    r"younger|youth\w*|flawless|perfect\w*|poreless|"
    r"spotless|porcelain|glass skin|clear(?:er|s)? skin|new (?:skin|face)|baby'?s? (?:skin|face)|"
    r"transform\w*|results?|effects?|difference|wrinkl\w*|(?:every|all|fine) lines?|lines fade|"
    r"crow'?s feet|(?:all|every|dark|age|sun|brown) spots?|spots? (?:gone|fade)|dark circles?|"
    r"eye ?bags|pores|pigment\w*|brighten\w*|firmer|tighter|lifted|lifts|shades?|radiant|"
    r"beautiful|beauty|ageless|ageing|aging|dullness|cellulite|glow\w*|rejuvenat\w*|"
    r"anti ag(?:e?)ing|plumper|brighter|smoother|skin (?:is|becomes|turns) (?:\w+ )?(?:new|"
    r"perfect|clear|reborn)|complexion|freckles?"
)
_FAST = (
    rf"(?:with)?in (?:just |only |under |less than |as little as )?{_NUMBER} (?:\w+ )?{_MOMENTS}|"
    rf"after (?:just |only |exactly )?(?:one|a single|the first|your first|two|three|1|2|3) "
    rf"(?:\w+ )?{_MOMENTS}|in the time it takes|before the kettle|by (?:the )?(?:breakfast|"
    rf"tomorrow|tonight|morning|noon|lunch\w*|bedtime|dinner|"
    r"friday|saturday|sunday|monday|weekend|day \w+|week (?:one|two|1|2)|next \w+|dawn|sunrise)|"
    r"before (?:you|your|the|breakfast|lunch|bed)(?! (?:apply|use|put|start|make))|overnight|"
    r"while you sleep|the (?:very )?(?:second|moment|minute|instant) (?:it|you|this)|instant\w*|"
    r"immediate\w*|at (?:first|one) (?:touch|swipe|sight|use)|on contact|blink|in no time|"
    r"in a (?:flash|snap|heartbeat|trice|jiffy|wink|swipe)|straight ?away|"
    r"from (?:the )?(?:day|drop|use|night|swipe|application|wash) (?:one|1)|same day|abracadabra|"
    r"snap of"
)
_LASTING = (
    r"for ?ever(?:more)?|for life|for good|a lifetime|life ?long|for (?:all )?eternity|eternal\w*|"
    r"everlasting|permanent\w*|irreversibl\w+|once and for all|(?:for )?the rest of your (?:days|"
    r"life)|never (?:again|return\w*|com\w+ back|age\w*|fade\w*|leave\w*|grow\w* old|wears? off|"
    r"lose\w*|wrinkle\w*|have an?|get an?|see an?|gets? wrinkl\w+|need \w+ again)|"
    r"no longer ages?|stays? "
    r"(?:white|young|away|perfect|gone|flawless|fair)|done with|another day|till you'?re old|"
    r"until you'?re old|freez\w+|stops? the clock|ageless|last jar|say farewell|never look\w* back|"
    r"for decades|undying|timeless youth|that (?:stays|lasts)(?! (?:the|all|until|for|an?|"
    r"through|about))|keeps? (?:its |your )?youth"
)
_CERTAIN = (
    r"fool ?proof|sure ?fire|we (?:will )?(?:pay|refund)|your money|one \w+ and you\w*|"
    r"you'?re set|fail ?safe|"
    r"never (?:misses|fails?|once|lets?|let) ?\w*|"
    r"never let anyone down|not once has|every (?:single )?time|on every (?:face|skin|body|age)|"
    r"(?:absolutely )?every(?:body|one)|stake our|promise\w*|in writing|no way you won'?t|"
    r"100 (?:out )?of 100|100 ?%|without (?:fail|exception|doubt)|always (?:does|works?)|"
    r"period$|(?:will|be) perfect|guarantee\w*|or (?:i|we)'?ll (?:eat|refund|pay)|certain to|"
    r"bound to|cannot but|can'?t help but|impossible (?:not )?to|no matter (?:your|how|what)|"
    r"bet (?:you|on)|i swear|we swear|hundred percent|undeniabl\w+|unfailing\w*|infallibl\w*|"
    r"inevitabl\w+|assured|works on (?:all|every)|any (?:age|skin|face)|whatever your|"
    r"bank on|count on|rely on|full stop|never been a case|zero (?:exceptions|failures)|"
    r"nobody (?:is|was) disappointed|total\b|every(?: single)? "
    r"(?:wrinkle|line|spot|pore|flaw|sign)|all (?:your |the )?(?:wrinkles|lines|spots|pores|flaws)"
)
_GO = (
    r"eras\w+|eliminat\w+|eradicat\w+|remov(?:es?|ed|ing|al)|delet\w+|wip(?:e|es|ed|ing)|"
    r"banish\w*|rid|vanish\w*|disappear\w*|gone|goes(?! (?:well|together|with|on|under|over|"
    r"after|before|first|last|into))|melt\w*|dissolv\w*(?! in )|pulls? \w+ out|"
    r"left the building|no more|nada|reverse\w*|revers(?:al|er)|undo\w*|never (?!on )|zap\w*|"
    r"annihilat\w+|"
    r"obliterat\w+|dro(?:p|ps) (?:off|away)|fall(?:s)? (?:off|away)|flees?|run for|surrender\w*|"
    r"history|past|extinct|lift off|stops? (?:all )?\w*ageing|ended|puts? an end|is over|"
    r"are over|destroy\w*|kills?|"
    r"marble|erad\w*|fight back|beaten|defeat\w*|cur(?:es?|ed)|immun\w+|out of existence|"
    r"photoshop\w*|airbrush\w*|indestructible|pulls? out|iron\w* out|steam\w* out|vacuum\w*|bin|"
    r"farewell|adieu|bye|kiss|say no to|rub\w* out|fill\w* (?:in|up|out)|smooth\w* away|"
    r"fade to nothing|"
    r"turn\w* back|rewind\w*|lose your|shed your|smooths? over|bleach\w*|"
    r"no (?:\w+ )?(?:wrinkles?|lines?|spots?|"
    r"pores?)|zero|without a trace|leaves? the (?:building|face)|packed|cease\w*|unborn|blast\w*|"
    r"nuke\w*|"
    r"torch\w*|scrub\w* (?:away|off)|"
    r"peel\w* (?:away|off)|kick\w* out|evict\w*|nightmare|(?:arch )?enemy|nemesis|assassin|slayer|"
    r"buster|destroyer|doom|what hit|met (?:its|their) match|terminat\w+|end (?:of|to) (?!a |"
    r"the |each )|packing|"
    r"what \w+\?"
)
_RESHAPED = (
    r"slim\w*|thinner|smaller|shrink\w*|narrow\w*|v ?shap\w+|sculpt\w*|lift(?:s|ed|ing)?|inch\w*|"
    r"cm|"
    r"kilos?|kg|pounds|bigg?er|fuller(?! ?,? \w+ look)|enlarg\w+|grow\w*|melt\w*|"
    r"dissolv\w*(?! in )|reshap\w*|contour\w*|"
    r"sizes? (?:up|down)|a size|up a|adds? (?:\w+ ){0,2}(?:cm|inches|cup|size|volume)|burn\w*|"
    r"perk\w*|round(?:er|s)?|defy|never sag\w*|gap|"
    r"banish\w*|natural|higher|rais\w+|tighten\w*|sagging|drooping|muscle\w*|"
    r"gone|plump\w*|(?:without|no) (?:exercise|diet\w*|squats|gym|sport|sweat\w*)|fat|lose|lost|"
    r"flat\w*|double|twice (?:as|its|the)|corset|not born with|sizes?|trim\w*|tones?|voluptuous|"
    r"curv\w+|marble|"
    r"flat(?:ter|tens?)?|volume|longer|taller"
)
_SUN = (
    r"swim\w*|sea|beach|hat|parasol|outdoors|uv\w?|sun\w*|rays?|spf ?\d*|radiation|5g|blue light|"
    r"tan|protected|protection|shield|wi ?fi|"
    r"burn(?:ed|t)?|sunblock|film|layer|re ?apply\w*"
)
_UNLIMITED = (
    r"(?:blocks?|stops?|shields?|filters?|absorbs?) (?:out )?(?:100 ?%|all|every|any|the whole)|"
    r"100 ?(?:%|percent|per cent)|total|complete(?:ly)?|full protection|absolute\w*|nothing gets|"
    r"nothing (?:can )?(?:get|pass)\w*|all you need|all day(?: long)?|all (?:week|summer|round|"
    r"year)|"
    r"(?:the )?whole day|from sunrise|from dawn|sunrise to|until (?:sunset|evening|monday|tuesday|"
    r"wednesday|thursday|friday|saturday|sunday|tomorrow)|for (?:eight|ten|twelve|\d+) hours|"
    r"as long as you|no need to re ?apply|(?:no|never|without|skip) (?:need to )?re ?"
    r"apply\w*|no re ?apply\w*|forget (?:the|about)|throw away|never (?:tan|burn)\w*|burn free|"
    r"waterproof|sweat ?proof|sand ?proof|sun ?proof|uv ?(?:proof|safe)|every ray|even at noon|"
    r"anti radiation|phone|turns? uv|24 ?(?:h|hours?)|impenetrabl\w+|bullet ?proof|immune|"
    r"all (?:uv|rays)|stay 100 ?% |energy|sunblock|invincibl\w+|no (?:hat|shade|parasol)"
)
_SURPRISED = (
    r"(?:ex|husband|hubby|wife|boyfriend|girlfriend|boss|colleagues?|neighbou?rs?|friends|people|"
    r"everyone|everybody|strangers?|mum|mom|mother|grandma|granny|daughter|son|kids|sister|bouncer|"
    r"classmates|facial recognition|phone|passport)"
)
_MISTOOK = (
    r"(?:did ?n'?t|could ?n'?t|does ?n'?t|no longer|barely|hardly|won'?t) recogni[sz]e\w*|"
    r"asked? for "
    r"(?:id|my id|her id)|carded|mistook|mistaken|tak(?:e|es|en) (?:me|you|her|us) for|"
    r"thinks? (?:he|she|"
    r"my|i|we)|thought (?:i|my|we|she)|(?:think|asks?|asked|swears?) (?:if |that )?(?:i|we|she|"
    r"you) (?:had|'d|was|were|got|went)|is my sister|my sister|asked if|(?:which|what|"
    r"who) (?:\w+ )?(?:surgeon|clinic)|had work done|lie about \w+ age|"
    r"stopped me"
)
_OTHERS = (
    r"everything else|all (?:the )?others?|the others|big (?:beauty|pharma|companies|names)|"
    r"supermarket|mineral oil|preservatives|every other|the rest(?: of the \w+)?|"
    r"(?:the |our )?competit\w+(?: \w+)?|rivals?|big brands?|(?:expensive|luxury|cheap|drug ?store|"
    r"pharmacy|supermarket|department store|conventional|ordinary|western|mineral oil|famous|other|"
    r"high street|designer) (?:\w+ )?(?:brands?|creams?|serums?|labels?|companies|products?|ones|"
    r"shops?|"
    r"skin ?care|lotions?|moisturi[sz]ers?)|your (?:pharmacy|old|current|usual) (?:brand|cream|"
    r"serum|moisturi[sz]er)|chemicals?|retinol|silicones?|parabens?|no other (?:\w+)|nobody else|"
    r"no one else|"
    r"the industry|everyone else|unlike (?:all |the |any |most )?(?:others?|\w+ brands?)"
)
_RUN_DOWN = (
    r"lies?|lying|garbage|rubbish|trash|junk|paint stripper|tap water|water in|sells? water|"
    r"clogs|just water|poison\w*|toxi\w+|"
    r"carcinogen\w*|cancer\w*|mercury|lead|steroids|destroys?|ruins?|ugly|age you|ages? (?:you|"
    r"your)|hides?|scam\w*|fake\w*|fools?|useless|waste|cheat\w*|rip ?off\w*|harm\w*|damag\w+|"
    r"dangerous|"
    r"dirty|filthy|inferior|worthless|do(?:es)? nothing|does anything|burn your|"
    r"eats? (?:away )?your|"
    r"don'?t work|never work\w*|fails?|garbage|snake oil|con|swindl\w+|laugh\w*|look like|"
    r"cannot match|"
    r"(?:make|makes) (?:\w+ )?age|age faster|older|really works?|jealous|copy|copies|"
    r"copied|filler|plastic|sludge|kill\w*|wreck\w*|we don'?t"
)
_SAFE_FOR_ALL = (
    r"(?:side ?effects?|allerg\w+|irritation|risks?|reactions?|danger)(?: ?:| is|"
    r" are)? (?:impossible|none|zero|"
    r"nil|excluded|unheard of|0)\b|\b(?:can|could|will) never (?:\w+ )?(?:react|irritate|harm|"
    r"hurt|sting|burn|cause|"
    r"damage)\b|\b(?:nobody|no one|none|not one person)\b[^.!?;\n]{0,40}\ballergic\b|\b(?:safe|"
    r"harmless(?! for everybody: it can)|gentle) (?:\w+ )?"
    r"for (?:absolutely )?(?:everyone|everybody|all ages|any age|all people)\b|"
    r"\bsuits (?:absolutely )?"
    r"(?:everyone|everybody)\b|\b"
    r"(?:nothing|no one|nobody|never|neither|none|not a single (?:person|user|customer)|no skin|"
    r"not one)\b[^.!?;\n]{0,50}\b(?:hurts?|harm\w*|caus(?:e|es|ed|ing)|react\w*|irritat\w*|"
    r"redness|allerg\w*|"
    r"sting\w*|burn(?:s|ed)?|damage\w*|rash\w*)\b[^.!?\n]{0,30}\b(?:ever|anyone|anybody|any skin|"
    r"any baby|you|in anybody|"
    r"could|possible)\b|\b(?:allerg\w+|irritation|reactions?|side ?effects?|overdos\w+|redness|"
    r"rashes) (?:\w+ )?(?:is|are) (?:\w+ )?(?:impossible|unthinkable|unknown|out of the question|"
    r"excluded|ruled out|history)|\bno (?:downsides?|drawbacks?|side ?effects?|risks?|danger)\b|"
    r"\b(?:toddlers?|bab(?:y|ies)|newborns?|infants?|children|kids|pregnant \w+|you|dogs?) (?:can|"
    r"could|may) (?:even |safely )?(?:eat|drink|swallow|lick|bathe in) (?:it|this|them|our)|"
    r"\b(?:in|"
    r"into) your eyes?,? (?:no problem|no worries|safe\w*|and it)|\b(?:cannot|"
    r"can'?t) use too much\b|\bdoctors? need not\b|"
    r"\bsafer than "
    r"(?:water|milk|food)|\bas (?:safe|harmless|gentle) as (?:water|milk|mother|air)|\bedible\b"
)
_RANKED = (
    r"\b(?:miles|light ?years|leagues|far|worlds) ahead of\b|\btop ?ranked\b|\bcrowned\b|"
    r"\b(?:king|queen|"
    r"emperor|goddess|holy grail|mother|champion|rolls royce|ferrari) of (?:all )?(?:\w+ ){0,2}"
    r"(?:creams?|serums?|skin ?care|anti\w*|beauty|moisturi[sz]ers?|products?)|\bin (?:human|all|"
    r"world|"
    r"cosmetic|skincare|beauty) history\b|\bnothing (?:on|in|else on) (?:the |this )?(?:planet|"
    r"earth|world|market)|"
    r"\b(?:no one|nobody|no other \w+|nothing)\b[^.!?\n]{0,30}\b(?:has|have|makes?|made|sells?|"
    r"offers?|"
    r"matches) (?:an? |ever )?(?:better|stronger|such|as good|made|finer)\b|\b(?:\d+|ten|"
    r"twenty|hundred|fifty) ?(?:x|times) (?:the |more |better |stronger |faster |as )|\b(?:we|"
    r"ours?) alone\b|"
    r"\bonly (?:ours?|we|us|fools)\b|\bthe only (?:\w+ ){1,3}?(?:free|without|that|which|to|on|in|"
    r"you|with)\b|\bunequal\w+|\bunmatched\b|\bunsurpass\w+|\bsecond to no\w*|\b(?:nothing|"
    r"none) (?:"
    r"else )?(?:even )?(?:comes? close|compares?|like it|hydrates?|works?|rivals?)|"
    r"\bbest (?:\w+ ){0,3}"
    r"(?:money can buy|on earth|ever made|ever|of all time|in the (?:world|market|country|"
    r"business|industry)|in (?:asia|taiwan|history))\b|"
    r"\b(?:best|finest|strongest|greatest|purest|safest|fastest|most (?!used|common)\w+|"
    r"number one|no\.? 1|"
    r"leading|"
    r"ultimate|top|first)\b[^.!?;\n]{0,50}\b(?:planet|world|earth|on the market|in asia|universe|"
    r"in history|of all "
    r"time|ever made|in existence|of the century)\b|\bsimply the best\b|\bbeyond compar\w+|"
    r"\bno (?:better|stronger|finer|safer|purer|faster) (?:\w+ ){0,3}(?:anywhere|"
    r"exists?|on (?:earth|the)|in (?:the|asia|taiwan)|to be)\b|\bworld'?s (?:best|finest|"
    r"strongest)\b|\bgold standard\b|\bbeats? them all\b|"
    r"\bnever been (?:a )?better\b|\b(?:perfect|ultimate) "
    r"(?:skin ?care|cream|serum|answer|weapon)\b|\bhead and shoulders above\b|\bcan'?t be beaten\b"
)
_EVERYBODY = (
    r"\b(?:every|each|any) (?:single )?(?:user|customer|woman|man|person|girl|skin|face|case|"
    r"body)\b"
    r"[^.!?;\n]{0,30}\b(?:becomes?|gets? (?!along|on|used)|turns?|will be|sees?|saw|loves?|"
    r"improves?|whitens?|"
    r"succeeds?)\b|"
    r"\bworks? (?:\w+ )?(?:for|on|with) (?:everyone|everybody|anyone|anybody|every (?!day|night|"
    r"evening|morning)\w+|all (?:skin|"
    r"ages|people|women|faces))|\bno exceptions?\b|\bthat'?s a (?:fact|promise)\b|\b(?:no one|"
    r"nobody) (?:\w+ )?"
    r"(?:is|was|gets?|has been) (?:ever )?disappointed|\bnever disappoints?\b|"
    r"\bnever (?:\w+ )?disappointed"
)
_MARVEL = (
    r"\b(?:ultimate|supreme|legendary|revolutionary|unprecedented|unheard of|sensational|"
    r"phenomenal|"
    r"incredible|unbelievable|world ?first|first ever|ground ?breaking|breakthrough) (?:\w+ ){0,2}"
    r"(?:cream|serum|formula|skin ?care|results?|effects?|power|technology|anti\w*|"
    r"moisturi[sz]er|mask|"
    r"miracle|care|essence|ingredient|in a)\b|\bno (?:other )?(?:\w+ ){1,3}?(?:comes? close|"
    r"compares?|"
    r"can (?:match|rival|beat|equal)|matches|rivals|equals|does what|stands a chance)\b|\b(?:\d+|"
    r"two|three|"
    r"four|five|six|ten|twenty|hundred|thousand) (?:x|times) (?:\w+er|more \w+|as \w+) (?:than|"
    r"as)\b|"
    r"\b(?:better|stronger|whiter|more effective|more powerful|faster|safer|superior|"
    r"purer) (?:than|to) "
    r"(?:the |any |all |every |most )(?:\w+ )?(?:leading|others?|luxury|expensive|competitors?|"
    r"brands?|rest|"
    r"anything|everything|everyone|ever)\b|\bthe leading brands?\b|\bour \w+ (?:is|"
    r"are) (?:simply )?the best\b"
)
_NAMED_AUTHORITY = (
    r"\b(?:nobel|nasa|harvard|stanford|oxford|ivy league|swiss (?:lab\w*|clinic\w*|scientists?)|"
    r"space "
    r"technology|military technology)\b|\b(?:\d+|eight|nine|ten|99|all) (?:out of|in) (?:\d+|ten|"
    r"every) "
    r"(?:\w+ )?(?:doctors|dermatologists|women|users|customers|experts|people)\b|\b(?:proves?|"
    r"proven|proved|"
    r"confirmed|certified|verified) (?:by|in|at) (?:\w+ ){0,2}(?:science|studies|labs?|"
    r"laborator\w+|tests|"
    r"hospitals?|clinics?|doctors|experts|universit\w+)\b"
)
_BACKED = (
    r"(?:world health organi[sz]ation|nasa|fda|tfda|ministry\w*|governments?|harvard|nobel|"
    r"scientists|(?:(?:every|each|my|our|any|top|leading|no) (?:\w+ )?(?:doctor|dermatologist|"
    r"surgeon|"
    r"pharmacist|nurse|midwife|professor))|dermatologists|doctors|surgeons|hospitals|professors|"
    r"chemists|"
    r"pharmacists|"
    r"midwives|nurses|experts|universit\w+|health authorit\w+|european union|un|red cross|"
    r"paediatricians?|pediatricians?|celebrit\w+|royal family|studies|study|trials?|tests|"
    r"research|patients)"
)
_BACKS = (
    r"recommend\w*|certif\w*|approved?|approves|endors\w*|stunned|amazed|speechless|baffled|"
    r"swear\w*|in the (?:country|"
    r"world) uses?|uses? (?:it|ours|this) (?:too|themselves|at home)|prov(?:e|es|en|ed)|"
    r"confirm\w*|licen[cs]ed|guarantee\w*|"
    r"award\w*|reach for|"
    r"don'?t want you|keep\w* secret|secret\w*|behind|prescribe|trust\w*|chosen by|agree\w*|"
    r"shown to|with their own eyes|sign\w* off|stamped|vouch\w*|back(?:s|ed)|favou?rite|"
    r"by the swiss|"
    r"call it|fear|no explanation|can'?t explain|switch(?:ed)?|gave up|discover\w*|(?:could|"
    r"can) ?n'?t believe"
)


def _both(rule: Rule, what: str, how: str, *, is_mention: bool = False) -> Phrasing:
    return phrasing(
        rule,
        rf"\b(?:{what})\b{_GAP}(?<!\w)(?:{how})(?!\w)|(?<!\w)(?:{how})(?!\w){_GAP}\b(?:{what})\b",
        is_mention=is_mention,
    )


PHRASINGS = (
    _both(rules.CERTAINTY, _GOOD, _FAST),
    _both(rules.CERTAINTY, _GOOD, _LASTING),
    _both(rules.CERTAINTY, _GOOD, _CERTAIN),
    phrasing(
        rules.CERTAINTY,
        rf"\b(?:works?|kicks? in|acts|clears?|whitens?) (?:{_FAST}|{_CERTAIN})|"
        rf"\bnever once has it not\b|\bnever (?:\w+ ){{1,4}}(?:did ?n'?t|not) (?:help|work)\b|\b"
        r"once "
        r"(\w+),? always \1\b|\bstay(?:s|ing)? (?:\d\d(?! ?(?:ml|%|minutes|days|hours|percent))|"
        r"twenty|young\w*)\b|"
        r"\bworks?[,.:;]? (?:full stop|period|always)\b|\byou'?re set for life\b|"
        rf"\b(?:{_NUMBER}|day|week|month) {_MOMENTS}?:? ?[\w ]{{2,20}}[.,;:] (?:day|week|"
        rf"month) {_NUMBER}\b|"
        r"\bbefore ?[:,] ?[\w ,]{2,40}[.;,!?] ?after ?[:,]|"
        r"\b\d{2,3} ?% (?:fewer|less|more|whiter|younger|firmer|smoother|brighter|effect\w*|safe)|"
        r"\b(?:young|beautiful|white|fair|perfect|flawless) (?:for ?ever|for life|for good)",
    ),
    _both(rules.REMOVAL, words.FLAWS, _GO, is_mention=True),
    phrasing(
        rules.REMOVAL,
        rf"\b(?:{words.FLAWS})[?!:.] ?(?:\w+ ){{0,2}}?(?:{_GO}|deleted|sorted|solved)\b|"
        rf"\bevery trace of (?:time|age|"
        r"years)|\bnot (?:one|a single) (?:of your )?(?:\w+ )?(?:spots?|wrinkles?|lines?|pores?|"
        r"freckles?)\b|"
        r"\b(?:\w+ )?(?:times|shades?|tones?) (?:whiter|fairer|lighter|younger|brighter|"
        r"paler)\b(?! than your)",
    ),
    phrasing(rules.CERTAINTY, _EVERYBODY),
    phrasing(rules.SUPERLATIVE, _MARVEL),
    phrasing(rules.AUTHORITY, _NAMED_AUTHORITY),
    _both(rules.REMOVAL, _SURPRISED, _MISTOOK),
    phrasing(
        rules.REMOVAL,
        r"\bskin (?:\w+ ){0,3}?(?:indestructible|invincible|immortal|bullet ?proof|perfect|"
        r"flawless|"
        r"reborn|like new|brand new)\b|\b(?:look|looks|looking) like (?:my|her|your|"
        r"their) (?:own )?(?:\w+ )?(?:daughter|sister|self)|"
        r"\bages? \w+ backwards|\bturns? \d\d into \d\d|\b(?:aged|at) \d\d again|\b(?:no|"
        r"never) (?:more )?(?:filter|"
        r"make ?up|foundation)s? (?:is )?need\w*|\bwhiten\w* (?:\w+ ){0,3}(?:elbows?|knees?|"
        r"arm ?pits?|"
        r"under ?arms?|intimate|nipples?|bikini)|\b(\w+s)\? what \1|\bbenjamin button\b|"
        r"\btak\w+ off (?:a|\w+) (?:decade|"
        r"years?)|\b(?:\d+|ten|twenty|five|"
        r"decades?) "
        r"?years? ?younger|\breverse ?ag(?:e?)ing|\b(?:look|looks|looking|like|into|be|"
        r"feel) (?:like )?(?:"
        r"an? )?(?:teen\w*|newborn|baby|schoolgirl|child|18|20|21|25|twenty)\b(?! (?:ml|g|"
        r"minutes|%|"
        r"percent|years ago|products))|\bdifferent (?:person|woman|man|face)|\bmakes? (?:you|me|"
        r"skin|your \w+) (?:\w+ )?(?:younger|white\w*|"
        r"fairer|ageless|flawless|perfect)\b|\btaken for \d\d|\bbelieves? i'?m\b|\bbirthdays off|"
        r"\bback in time\b|"
        r"\bjealous of (?:you|me|my)\b|\bfilter (?:for real|in real life|but real)|"
        r"\bdull to dazzling|\blips (?:to )?"
        r"twice|\b(?:un)?(?:like|as) nature intended at \d\d\b|\bnew ?born\b(?! (?:bab|and|"
        r"skin needs))|"
        r"\bstate of a \w+ year old\b|\bfreez\w+ your age\b|\bage revers\w+|\b(?:back to|as at|"
        r"like at|"
        r"as in|at) (?:your )?(?:\d\d|twenties|teens|youth)\b[^.!?\n]{0,20}\bskin\b|\bnew face\b|"
        r"\bnever ages?\b|\b(?:eternal|total|everlasting|real|lost) (?:youth|beauty|renewal)\b|"
        r"\bface back\b|\bturns? back (?:the )?(?:clock|time)|\btime (?:machine|travel)\b|"
        r"\b(?:total|complete) (?:renewal|rejuvenation|transformation)\b",
    ),
    _both(rules.BODY_SHAPE, words.BODY_PARTS, _RESHAPED, is_mention=True),
    _both(
        rules.BODY_SHAPE,
        r"face|body|figure|skin of the neck",
        r"slims?|slimmer|smaller|narrower|v ?shap\w+|lifts up|lifted by|photoshop\w*|sizes?",
    ),
    _both(rules.CERTAINTY, _SUN, _UNLIMITED),
    _both(rules.ABSOLUTE_SAFETY, _OTHERS, _RUN_DOWN),
    phrasing(
        rules.SUPERLATIVE,
        r"\bunlike (?:all |the |any |most )?(?:others?|rest|rivals)[^.!?\n]{0,40}\bworks?\b",
    ),
    phrasing(rules.ABSOLUTE_SAFETY, rf"\b(?:{_SAFE_FOR_ALL})"),
    phrasing(rules.SUPERLATIVE, _RANKED),
    _both(rules.AUTHORITY, _BACKED, _BACKS),
)
