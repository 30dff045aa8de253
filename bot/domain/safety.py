"""Red flags: signs in a shopper's words that a body needs a doctor, not a product.

Found by plain words in four languages, so that they are seen when Rasa is down or an agent owns
the conversation. In doubt a flag is raised: a needless warning costs less than a missed one. Left
out is only what plainly tells of something else: what is denied or wished away ("no swelling"),
asked about beforehand ("will it cause swelling?"), puffy morning eyes, a swollen pimple, skin that
"cannot breathe".
"""

import re
from dataclasses import dataclass

from bot.domain.patterns import any_of_ascii

EMERGENCIES = frozenset({"breathing", "swelling"})


@dataclass(frozen=True, slots=True)
class RedFlags:
    """The names of what was found, in the order of `FLAGS`; falsy when nothing was."""

    names: tuple[str, ...] = ()

    @property
    def is_emergency(self) -> bool:
        """Whether the emergency number must be named: breathing or swelling."""
        return not EMERGENCIES.isdisjoint(self.names)

    def __bool__(self) -> bool:
        return bool(self.names)


_PRODUCT = r"(?:serum|cream|product|toner|oil|cleanser|sunscreen|lotion|acid|retinol|it|some)"

FLAGS: dict[str, re.Pattern[str]] = {
    "breathing": any_of_ascii(
        r"(?<!skin )(?:can'?t|can ?not|cannot|couldn'?t|hard(?:ly)?(?: to)?|trouble|difficult\w*"
        r"(?: to| in)?|struggling to|problems?) breath\w*",
        r"short(?:ness)? of breath|\bwheez\w+|throat (?:is |feels |felt )?(?:clos|tight"
        r"|swell)\w*",
        r"gasping|breathing (?:is |feels )?(?:difficult|hard)|anaphyla\w+",
        "呼吸困難|呼吸不(?:順|了|過來)|喘不過氣|喘不上|(?:不能|無法|沒辦法|没办法)呼吸|吸不到(?:空)?氣|很喘|"
        "呼吸急促|胸悶|喉嚨.{0,3}(?:緊|腫)|休克",
        "息苦し|息が(?:でき|出来|苦し|しづら|しにく)|呼吸(?:が|困難|しづら|できな)|喉が(?:詰|締|腫)",
        "หายใจ(?:ไม่|ลำบาก|ติดขัด)|แน่นหน้าอก|คอบวม",
    ),
    "swelling": any_of_ascii(
        r"\bswollen\b|\bswell(?:s|ed|ing)?\b|puffed up|ballooned",
        "(?<![水浮消])[腫肿](?!瘤|塊)",
        "腫れ|(?:顔|目|唇|まぶた|瞼)(?:が|も)?(?:すごく)?(?:はれ|パンパン)",
        "บวม",
    ),
    "blisters": any_of_ascii(
        r"\bblister(?!\s*pack)\w*",
        "水泡|水皰|水疱|起泡泡了|長了泡",
        "水ぶくれ|水膨れ",
        "ตุ่มน้ำ|พุพอง|ตุ่มพอง",
    ),
    "spreading_rash": any_of_ascii(
        r"(?:rash|hives|welts)\b.{0,40}\b(?:spread\w*|all over|everywhere|growing|getting bigger"
        r"|(?:down|up) (?:to )?my)",
        r"(?:spread\w*|all over).{0,30}\b(?:rash|hives|welts)|\bhives\b",
        "(?:疹|紅疹|蕁麻疹).{0,12}(?:擴散|擴大|蔓延|全身|整臉|整張臉|越來越多|到處)|"
        "(?:擴散|蔓延|全身|全臉|整臉).{0,8}疹|蕁麻疹",
        "(?:発疹|湿疹|じんましん|蕁麻疹).{0,10}(?:広が|全身)|じんましん|全身に.{0,6}(?:発疹|湿疹)",
        "(?:ผื่น|ลมพิษ).{0,16}(?:ลาม|ทั้งตัว|ทั่ว|ทั้งหน้า)|ลมพิษ",
    ),
    "infection": any_of_ascii(
        r"\binfect(?:ed|ion)\b|\boozing\b|\bweeping (?:skin|wound|rash|sore)"
        r"|\bpus\b(?![- ]filled)",
        "感染|化膿|流膿|有膿|出膿|流湯|流組織液|滲液",
        "感染|膿(?:が|ん)|じゅくじゅく|ジュクジュク",
        "ติดเชื้อ|เป็นหนอง|มีหนอง|น้ำเหลือง",
    ),
    "in_eye": any_of_ascii(
        r"\b(?:in|into|inside) (?:my|his|her|the|both|one|an|their|our)(?: \w+)? eyes?\b"
        r"(?! (?:area|cream|corner|zone))",
        r"\beyes? (?:is|are|feels?|keeps?) (?:really |still |so )?burning"
        r"|splashed .{0,20}eyes?\b",
        "(?:進|进|入|跑|流|噴|濺|沾|弄|滴|揉|碰)(?:到|進|入|進去|到了|進了)?(?:了)?(?:我|小孩|寶寶|他|她)?(?:的)?"
        "(?:左|右)?(?:眼睛|眼裡|眼內|眼中)|眼睛.{0,6}(?:灼|看不清|睜不開)",
        "目に(?:入|はい|しみ|染み)",
        "เข้าตา|เข้าไปในตา",
    ),
    "swallowed": any_of_ascii(
        r"\bswallow(?:ed|ing)\b|\bingest(?:ed|ing)\b",
        rf"\b(?:ate|drank|eaten|drunk) (?:a bit of |a little |some |the |my |half "
        rf"|of )*{_PRODUCT}\b",
        "誤食|誤吞|误食|吞(?:下|了|到|進)|(?:喝|吃)(?:下|到|進)(?:去|了)?.{0,6}"
        "(?:精華|乳液|化妝水|面霜|保養|洗面|卸妝|防曬)|(?:精華|乳液|化妝水|面霜|洗面乳|卸妝).{0,6}(?:吞|喝下|吃下|吃進)",
        "飲み込|飲んでしま|誤飲|誤って(?:飲|食)|食べてしま",
        "กลืน|เผลอกิน|กินเข้าไป",
    ),
    "broken_skin": any_of_ascii(
        r"skin (?:is |has |got |was )?(?:broken|raw|cracked open|torn|peeled off)|broken skin",
        r"(?:face|skin|cheeks?|chin|forehead|it|is|are|started|keeps?)\W+bleed\w*"
        r"|\bopen (?:wound|sore)s?"
        r"|\braw and|chemical burn",
        "破皮|(?:臉|皮膚|臉頰|下巴|額頭).{0,6}(?:流血|出血|滲血|潰爛|爛掉)|流血|潰爛|傷口|灼傷",
        "(?:皮|皮膚)が(?:剥け|むけ|破れ)|血が(?:出|にじ)|出血|ただれ",
        "ผิว(?:แตก|ถลอก|เปิด)|เลือดออก|แผลเปิด|แผลสด|ผิวไหม้",
    ),
}

_CLAUSES = re.compile(
    r"[,.;!?，。；！？、\n]|\bbut\b|\band now\b|但是?|可是|けど|แต่", re.IGNORECASE
)

# What stands right before a sign and takes it back.
_TAKEN_BACK = any_of_ascii(
    r"\b(?:no|without|avoid\w*|prevent\w*|reduc\w*|never|not|isn'?t|aren'?t|wasn'?t|against|less)"
    r"\s+(?:\w+\s+){0,2}$",
    r"\b(?:do|did|does|will|would)(?:n'?t| not)\s+(?:want|get|have|cause|like|need)\b.{0,24}$",
    r"\b(?:will|would|does|do|can|could|might|may)\s+(?:\w+\s+){1,4}(?:cause|make|give"
    r"|lead)\b.{0,24}$",
    r"\b(?:afraid|scared|worried)\s+(?:of|about|that)\b.{0,24}$",
    r"\bdoes(?:n'?t| not)\s+(?:sting|burn|get|go|run)\b.{0,24}$",
    "(?:沒有|沒|不會|不要|不想|避免|預防|防止|會不會|是否會|不|怕|擔心).{0,3}$",
    "ไม่(?:ได้|มี|อยาก)?$",
)
_TAKEN_BACK_AFTER = any_of_ascii(
    "^(?:て|れて)?(?:い)?(?:ない|ません|たくない)", "^(?:嗎|吗).{0,2}$"
)
_MORNING_EYES = any_of_ascii(
    r"(?:eyes?|eyelids?|eye ?bags?|under ?eyes?).{0,40}(?:morning|wak(?:e|ing)|woke|after sleep)",
    r"(?:morning|wak(?:e|ing)|woke|after sleep).{0,40}(?:eyes?|eyelids?|eye ?bags?)",
    "(?:早上|起床|早晨|睡醒|熬夜|眼袋).{0,10}(?:眼|腫)|眼.{0,8}(?:早上|起床|睡醒|熬夜)",
    "(?:朝|寝起き).{0,8}(?:目|まぶた)|(?:目|まぶた).{0,8}(?:朝|寝起き)",
    "ตา.{0,12}(?:เช้า|ตื่น)|(?:เช้า|ตื่น).{0,12}ตา",
)
_PIMPLE = any_of_ascii(
    r"(?:pimples?|zits?|spots?|cysts?|acne|breakouts?)\W+(?:\w+\W+){0,3}(?:swollen|swell)",
    r"(?:swollen|swelling)\W+(?:\w+\W+){0,1}(?:pimples?|zits?|spots?|cysts?|acne)",
    "[痘粉].{0,4}腫|腫.{0,3}痘",
    "ニキビ.{0,5}腫|腫れた?.{0,3}ニキビ",
    "สิว.{0,8}บวม|บวม.{0,4}สิว",
)
_CAUSE = any_of_ascii(
    r"\b(?:after|since|from|because|us(?:ed|ing)|appl(?:y|ied)|reaction|allergic|serum|cream"
    r"|lips?"
    r"|tongue|throat)\b",
    "用|擦|塗|過敏|嘴唇|舌|喉|つけ|使|塗|アレルギー|ใช้|ทา|แพ้|ปาก",
)


def find_red_flags(text: str) -> RedFlags:
    """The red flags that the words tell of."""
    clauses = _CLAUSES.split(text)
    return RedFlags(
        tuple(
            flag
            for flag, pattern in FLAGS.items()
            if any(_tells(flag, pattern, clause) for clause in clauses)
        )
    )


def _tells(flag: str, pattern: re.Pattern[str], clause: str) -> bool:
    if flag == "swelling" and _is_harmless_swelling(clause):
        return False
    return any(not _is_taken_back(clause, sign) for sign in pattern.finditer(clause))


def _is_harmless_swelling(clause: str) -> bool:
    harmless = _MORNING_EYES.search(clause) or _PIMPLE.search(clause)
    return bool(harmless) and not _CAUSE.search(clause)


def _is_taken_back(clause: str, sign: re.Match[str]) -> bool:
    before, after = clause[: sign.start()], clause[sign.end() :]
    return bool(_TAKEN_BACK.search(before) or _TAKEN_BACK_AFTER.search(after))
