"""The names agents read for canonical values, per language."""

from bot.domain.languages import Language

NAMES: dict[Language, dict[str, str]] = {
    Language.EN: {
        "asked": "Asked for a person", "adverse_reaction": "Skin reaction",
        "complaint": "Complaint", "not_understood": "Not understood",
        "medical": "Medical question", "order_problem": "Problem with an order",
        "privacy": "Privacy request", "policy": "Question about terms", "line": "LINE",
        "messenger": "Messenger", "web": "Web", "terminal": "Terminal", "en": "English",
        "zh": "Chinese", "ja": "Japanese", "th": "Thai",
        "feedback_irritation": "Irritation", "feedback_breakout": "Breakout",
        "feedback_no_effect": "No effect", "feedback_texture": "Texture",
        "feedback_scent": "Scent", "feedback_packaging": "Packaging",
        "feedback_result": "Sees a change", "feedback_love": "Likes it",
        "feedback_other": "Other", "mood_good": "good", "mood_bad": "bad", "mood_mixed": "mixed",
    },
    Language.ZH: {
        "asked": "要求真人", "adverse_reaction": "肌膚不適", "complaint": "客訴",
        "not_understood": "助理無法理解", "medical": "醫療相關", "order_problem": "訂單問題",
        "privacy": "個資請求", "policy": "條款問題", "line": "LINE", "messenger": "Messenger",
        "web": "網站", "terminal": "終端機", "en": "英文", "zh": "中文", "ja": "日文",
        "th": "泰文", "greet": "打招呼", "goodbye": "道別", "thank": "道謝", "affirm": "同意",
        "deny": "否定", "inform": "提供資訊", "recommend_product": "請求推薦",
        "ask_product": "詢問商品", "compare_products": "比較商品", "ask_ingredient": "詢問成分",
        "ask_compatibility": "搭配疑問", "ask_routine": "保養步驟", "order_status": "查詢訂單",
        "order_history": "訂購紀錄", "change_order": "更改訂單", "return_refund": "退換貨",
        "shipping_info": "配送", "payment_info": "付款", "promotions": "優惠活動",
        "reorder": "再次購買", "refill_on": "開啟提醒", "refill_snooze": "延後提醒",
        "refill_off": "停止提醒", "usage_feedback": "使用心得", "talk_to_human": "找真人",
        "privacy_request": "個資請求", "bot_challenge": "是否為機器人",
        "out_of_scope": "無關內容", "skin_type": "膚質", "concern": "困擾",
        "product_type": "品項", "ingredient": "成分", "avoid": "避免", "condition": "狀況",
        "budget": "預算", "order_id": "訂單編號", "days": "天數", "product": "商品",
        "age_group": "年齡層", "oily": "油性", "dry": "乾性", "combination": "混合性",
        "normal": "中性", "sensitive": "敏感", "acne": "痘痘", "blackheads": "黑頭粉刺",
        "pores": "毛孔", "oiliness": "出油", "dryness": "乾燥", "dullness": "暗沉",
        "dark_spots": "斑點", "wrinkles": "細紋", "firmness": "鬆弛", "redness": "泛紅",
        "texture": "粗糙", "dark_circles": "黑眼圈", "barrier": "屏障", "sun": "防曬",
        "serum": "精華液", "toner": "化妝水", "moisturizer": "乳霜", "cleanser": "潔顏",
        "sunscreen": "防曬", "mask": "面膜", "eye_cream": "眼霜", "exfoliant": "去角質",
        "oil": "美容油", "essence": "精華露", "pregnancy": "懷孕", "breastfeeding": "哺乳",
        "eczema": "濕疹", "rosacea": "酒糟", "prescription_acne": "處方痘藥", "allergy": "過敏",
        "post_procedure": "療程後", "fragrance": "香精", "alcohol": "酒精",
        "processing": "處理中", "shipped": "已出貨", "delivered": "已送達", "cancelled": "已取消",
        "returned": "已退貨", "scheduled": "已排定", "snoozed": "已延後", "stopped": "已停止",
        "suppressed": "未發送", "feedback_irritation": "刺激不適", "feedback_breakout": "長痘",
        "feedback_no_effect": "無感", "feedback_texture": "質地", "feedback_scent": "氣味",
        "feedback_packaging": "包裝", "feedback_result": "有變化", "feedback_love": "喜歡",
        "feedback_other": "其他", "mood_good": "正面", "mood_bad": "負面", "mood_mixed": "好壞參半",
    },
}  # fmt: skip


def name_of(value: str, language: Language) -> str:
    """What agents read for a canonical value: its name, else the value as words."""
    return NAMES[language].get(value) or value.replace("_", " ")
