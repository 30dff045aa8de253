"""What a written answer's words mean for its check: ideas, denials, kinds of product, leaks.

English and Traditional Chinese, the languages that the knowledge base is written in.
"""

import re


def _idea(english: str, chinese: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{english})|{chinese}", re.IGNORECASE)


def _any_of(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE | re.MULTILINE)


# An idea that changes what a shopper does or believes: a draft may hold it only where the passages
# do. English pattern, then Chinese.
IDEAS = {
    "morning": _idea(r"morning|a\.?m\.?\b|daytime", "早|白天|日間"),
    "evening": _idea(r"evening|night|p\.?m\.?\b|bedtime|overnight", "晚|夜|睡前"),
    "daily": _idea(r"daily|(?:every|each|per|a) day", "每天|每日|天天"),
    "every night": _idea(r"nightly|(?:every|each) (?:night|evening)", "每晚|每天晚上"),
    "other day": _idea(r"every other|alternate", "隔天|隔日|隔晚|隔週"),
    "weekly": _idea(r"weekly|(?:every|each|per|a) week", "每週|每周|每星期|一週|一周"),
    "hourly": _idea(r"hourly|(?:every|each|per|an) hour", "每小時|每個?鐘頭|每個小時"),
    "monthly": _idea(r"(?:month|year)ly|(?:every|each|per|a) (?:month|year)", "每個?月|每年"),
    "always": _idea(r"always|forever|for ever|permanent\w*|never", "永遠|永久|一直|從不|絕不"),
    "at once": _idea(
        r"instant\w*|immediate\w*|at once|overnight|right away", "立即|立刻|馬上|瞬間|即刻|一夜"
    ),
    "certain": _idea(
        r"guarantee\w*|certain(?:ly)?|definite\w*|surely|proven|100", "保證|一定|絕對|證實|必定"
    ),
    "best": _idea(r"best|strongest|most effective|number one|top\b", "最好|最佳|最有效|最強|第一"),
    "safe": _idea(r"safe\w*|harmless|unsafe|risk\w*|danger\w*", "安全|無害|危險|風險|放心|安心"),
    "stronger": _idea(
        r"stronger|more potent|more powerful|harsher", "更強|較強|比.{1,8}強|刺激性較高"
    ),
    "gentler": _idea(
        r"gentler|milder|softer on|less irritating", "更溫和|較溫和|比.{1,8}溫和|溫和"
    ),
    "more": _idea(r"more|higher|increas\w*|go up|raise", "更多|較高|提高|增加|加強"),
    "less": _idea(
        r"less|lower|fewer|decreas\w*|reduc\w*|cut (?:down|back)", "更少|較低|降低|減少|減量"
    ),
    "faster": _idea(r"faster|quicker|sooner|speed\w*|quickly", "更快|加速|較快|迅速|快速"),
    "slower": _idea(r"slower|slowly|later|gradual\w*", "更慢|較慢|慢慢|逐漸|漸進"),
    "before": _idea(r"before", "之前|前先|以前"),
    "after": _idea(r"after\w*", "之後|以後|後再"),
    "together": _idea(
        r"together|combin\w*|layer\w*|mix\w*|alongside", "一起|搭配|併用|混合|疊|同時|同一"
    ),
    "irritation": _idea(
        r"irritat\w*|sting\w*|burn\w*|tingl\w*|redness|peel\w*|itch\w*",
        "刺激|刺痛|灼|泛紅|脫皮|癢|微刺",
    ),
    "allergy": _idea(r"allerg\w*|hives|reaction\w*", "過敏|起疹"),
    "sensitive": _idea(r"sensitive|sensitivity", "敏感"),
    "oily": _idea(r"oily|oil(?:iness)?\b|sebum|shine", "油"),
    "dry": _idea(r"dry\w*|dehydrat\w*", "乾"),
    "acne": _idea(r"acne|pimples?|breakouts?|blemish\w*|spots?", "痘|粉刺|面皰"),
    "wrinkles": _idea(r"wrinkles?|lines?|ag(?:e|e?ing)\b|firm\w*", "紋|老化|緊緻|抗老"),
    "brightness": _idea(
        r"bright\w*|whiten\w*|pigment\w*|dark spots?|tone|dull\w*", "亮|白|斑|膚色|暗沉"
    ),
    "pores": _idea(r"pores?", "毛孔"),
    "pregnancy": _idea(r"pregnan\w*|expecting|unborn|trimester", "孕"),
    "breastfeeding": _idea(r"breast-?feed\w*|nursing|lactation", "哺乳|餵母乳|授乳"),
    "children": _idea(
        r"child\w*|kids?|bab(?:y|ies)|infants?|teen\w*", "兒童|小孩|寶寶|嬰|幼|青少年"
    ),
    "doctor": _idea(
        r"doctors?|dermatolog\w*|physicians?|pharmacist\w*|clinic\w*|midwife", "醫|藥師|診所"
    ),
    "medicine": _idea(
        r"medic\w*|drugs?|prescri\w*|antibiotic\w*|steroid\w*|tablets?|pills?",
        "藥|處方|類固醇|抗生素|療",
    ),
    "illness": _idea(
        r"eczema|rosacea|psoriasis|dermatitis|diseas\w*|infect\w*|cancer|cur(?:e|es|ed|ing)\b|"
        r"heal\w*|treat\w*",
        "濕疹|玫瑰斑|酒糟|乾癬|皮膚炎|疾病|感染|癌|治",
    ),
    "inflammation": _idea(r"inflam\w*", "發炎|消炎|抗炎"),
    "eyes": _idea(r"eyes?\b|eyelid\w*", "眼"),
    "lips": _idea(r"lips?\b|mouth", "唇|嘴"),
    "wound": _idea(r"wound\w*|broken skin|sunburn\w*|cuts?\b", "傷口|破皮|曬傷|曬紅"),
    "swallow": _idea(
        r"swallow\w*|drink\w*|eat(?:en|ing)?\b|food|diet|supplement\w*|oral\w*", "吞|喝|食|口服|飲"
    ),
    "sun": _idea(r"sun\b|sunscreen|sunlight|spf|uv\w*", "防曬|陽光|曬|紫外線"),
    "patch test": _idea(
        r"patch|small area|behind the ear|inner arm", "小範圍|局部試|耳後|手臂內側|試用"
    ),
    "stop": _idea(
        r"stop\w*|rinse (?:it )?off|discontinue\w*|pause|leave (?:it |them )?out",
        "停用|停止|洗掉|暫停|不要用",
    ),
    "money": _idea(
        r"price\w*|cheap\w*|expensive|discount\w*|sale\b|free\b|buy\b|order\b",
        "價|便宜|貴|折|優惠|免費|買|訂購|下單",
    ),
    "we": _idea(r"we\b|our\b|ours\b|(?-i:us)\b|i\b|my\b|me\b", "我們|我|本店|本公司"),
}
# Warnings of a passage that a draft on it must keep.
WARNINGS = frozenset(
    {
        "pregnancy", "breastfeeding", "doctor", "sun", "stop", "patch test", "irritation",
        "allergy", "children", "wound", "eyes", "swallow", "medicine",
    }
)  # fmt: skip

DENIALS = re.compile(
    r"\b(?:no|not|never|without|avoid\w*|cannot|neither|nor|unless|rather than|instead|skip|stop|"
    r"leave (?:it |them )?out|un(?:suitable|wise|safe|likely))\b|n['’]t\b"
    r"|不(?!同|過敏|只|少|錯|論|管|斷|妨)|沒|無(?!論)|別(?!的|人)|勿|避免|避開|停用|未(?!來)|"
    r"並非|而非|禁止",
    re.IGNORECASE,
)

# Before a kind of product stands no word that the passages do not know: it may be a product's name.
KINDS = re.compile(
    r"serums?|creams?|lotions?|toners?|cleansers?|moisturi[sz]ers?|sunscreens?|essences?|"
    r"ampoules?|masks?|balms?|"
    r"gels?|oils?|peels?|精華液?|乳霜|面霜|乳液|化妝水|潔面|洗面乳|防曬|安瓶|面膜|凝膠|凝露|"
    r"精油|眼霜",
    re.IGNORECASE,
)
# Endings of what only an ingredient is called.
INGREDIENT_LIKE = re.compile(
    r"[a-z]{3,}(?:amide|amine|oic|peptides?|icone|oxide|ylate|onate|ascorb\w+|retin\w+|enone|"
    r"uronic|glucoside|"
    r"phenol|cerin|panthen\w+|ceramides?|collagen|quinone|ferol|lactone|lipids?|zymes?|ase|ide|"
    r"ol)\b"
    r"|\b[a-z]+(?: acid| extract| oil| oxide)\b|[\u4e00-\u9fff](?:酸|醇|醛|酯|胺|肽|酮|酶|酚|鹼|"
    r"萃取|精油|蛋白|因子)",
    re.IGNORECASE,
)  # fmt: skip

_STOP = """
    a an the and or but so as if it its is are was were be been being this that these those
    there then than of in on at to for from by with about into over up out off do does did has
    have had can could may might will would should must also only just very too such both each
    other some any all most many much when while which who what how where why you your yours
    they them their he she one once because since until between per via use used using uses
    apply applied help helps helping make makes made let lets give gives get gets keep keeps
    look looks feel feels become becomes start begin try add take takes put means mean work
    works skin skincare product products ingredient ingredients people person often usually
    generally well good here yes expect expects time times first step routine long like need
    needs provide inside beside outside control alongside wide guide decide
"""
STOP_WORDS = frozenset(_STOP.split())

# Characters that only simplified Chinese writes, the commonest ones.
SIMPLIFIED = re.compile(
    "[这个们为会对肤时过说还没让应该开关头发现实际类产质护养钟动验华润环卫龄级层问题导长门间"
    "闻阴阳区医药疗红绿黄颜额显颗湿温热无论请谢认识话语词读写师从来进远运选择错误银铁钱钙铜]"
)

LEAKS = _any_of(
    r"as an? (?:ai|artificial|assistant|language|large)|language model|\bllm\b|chat ?gpt|openai|"
    r"\bgpt-?\d|claude|"
    r"llama|mistral|gemini|qwen|deepseek",
    r"system (?:prompt|message)|my (?:instructions|prompt|rules|guidelines)|instruct(?:ed|"
    r"ions?)|\bprompts?\b|"
    r"developer mode|jailbreak|ignore (?:all|the|any|previous|above)|i (?:can(?:no|')t|"
    r"am unable|am not able)",
    r"\bpassages?\b|\bjson\b|provided (?:text|facts|information|context)|\bthe question\b|"
    r"the (?:shopper|user) (?:ask|want|quest)",
    r"</?[a-z|_]+/?>|<\||\|>|\[/?inst\]|```|\{|\}|^#+ |\*\*|https?:|www\.|\\[nu]|assistant:|"
    r"system:|user:",
    "作為(?:一個|一名)?(?:ai|人工智慧|語言|助理)|語言模型|人工智慧|系統(?:提示|訊息|指令)|"
    "提示詞|我的(?:指令|規則|設定)|"
    "(?:給定|提供)的(?:段落|資料|文字|內容)|段落|忽略(?:以上|之前|先前|所有)|開發者模式|"
    "使用者的問題|無法回答|抱歉",
)

# A question that tries to steer whoever answers it.
STEERS = _any_of(
    r"(?:ignore|disregard|forget|override|bypass)\b.{0,40}\b(?:above|previous|prior|instruction|"
    r"rule|prompt|"
    r"everything|polic|guideline)",
    r"system (?:prompt|message)|\bprompt\b|your (?:instructions|rules|guidelines)|"
    r"you are (?:now|a|an|no longer)\b|"
    r"pretend|role ?play|act as|jailbreak|developer mode|\bdan\b|simulate|from now on|"
    r"repeat (?:after|the|every|all)|"
    r"say (?:that|exactly|only|the words)|(?:answer|reply|respond|output|write|print) (?:only|"
    r"with|exactly|in the)|"
    r"translate|encode|base64|\bjson\b|```|<\||</?\w+>|\[/?inst\]|###",
    "忽略|無視|忘記(?:以上|之前|先前|所有)|不要理會|系統(?:提示|訊息|指令)|提示詞|你現在是|"
    "從現在開始|假裝|扮演|"
    "角色扮演|請(?:重複|複誦|照著)|只(?:要)?(?:回答|回覆|輸出)|輸出|開發者模式|越獄|你的(?:指令|"
    "規則|設定)|翻譯成",
)

# A question for a doctor or a pharmacist, beside red flags and conditions.
MEDICAL = _any_of(
    r"\b(?:doctor|dermatolog\w*|physician|diagnos\w*|prescri\w*|medic(?:ine|ation|al|ated)\w*|"
    r"antibiotic\w*|"
    r"steroid\w*|cortisone|accutane|isotretinoin|tretinoin|roaccutane|pregnan\w*|"
    r"breast-?feed\w*|nursing|"
    r"eczema|rosacea|psoriasis|dermatitis|melasma|cancer|infect\w*|disease|cure|heal|treat(?:s|"
    r"ment)?|wound|"
    r"surgery|laser|peel(?:ed)? my|chemo\w*|allerg\w*|rash|swollen|bleed\w*|burn(?:s|ed|ing)?|"
    r"baby|infant|child\w*)\b",
    "醫生|醫師|診斷|處方|藥|抗生素|類固醇|口服A酸|懷孕|孕|備孕|哺乳|餵母乳|濕疹|玫瑰斑|酒糟|"
    "乾癬|皮膚炎|癌|感染|"
    "疾病|治療|治|傷口|手術|雷射|醫美|過敏|起疹|紅疹|腫|流血|灼傷|寶寶|嬰|小孩|兒童",
)
