"""The demo shop's own words, in the languages its catalogue speaks."""

from typing import Any

from bot.domain.languages import Language

TEXTS: dict[Language, dict[str, Any]] = {
    Language.EN: {
        "tag": "en",
        "headline": "Skincare that says what is in it",
        "lead": "Full ingredient lists, honest copy and an assistant that reads them for you. "
        "Tell it about your skin and what you would like to spend.",
        "ask": "Ask the assistant",
        "ask_product": "Ask about this product",
        "browse": "Browse the shelf",
        "all": "Everything",
        "from": "from",
        "sizes": "{count} sizes",
        "size": "Size",
        "sold_out": "Sold out for now",
        "in_stock": "In stock",
        "key_ingredients": "Key ingredients",
        "suits": "Made for",
        "how_to_use": "How to use",
        "ingredients": "All ingredients (INCI)",
        "back": "All products",
        "more": "You may also like",
        "login": "Demo customer",
        "login_hint": "The shop signs a token that tells the chat who is logged in. "
        "Pick a customer and ask about “my order”.",
        "login_button": "Log in",
        "logged_in": "Logged in as {name}",
        "logout": "Log out",
        "switch": "中文",
        "switch_to": "zh",
        "skip": "Skip to the products",
        "footer": "A demo shop. Brands, products, prices and customers are made up.",
        "product_types": {
            "serum": "Serums", "toner": "Toners", "moisturizer": "Moisturisers",
            "cleanser": "Cleansers", "sunscreen": "Sunscreens", "mask": "Masks",
            "eye_cream": "Eye creams", "exfoliant": "Exfoliants", "oil": "Face oils",
            "essence": "Essences",
        },
        "skin_types": {
            "oily": "oily skin", "dry": "dry skin", "combination": "combination skin",
            "normal": "normal skin", "sensitive": "sensitive skin",
        },
    },
    Language.ZH: {
        "tag": "zh-Hant-TW",
        "headline": "成分看得懂，保養更安心",
        "lead": "完整成分表、不浮誇的文案，還有一位替您讀懂成分的小幫手。"
        "說說您的膚況與預算，讓我們陪您慢慢挑。",
        "ask": "詢問小幫手",
        "ask_product": "詢問這項商品",
        "browse": "逛逛商品",
        "all": "全部商品",
        "from": "起價",
        "sizes": "{count} 種容量",
        "size": "容量",
        "sold_out": "暫時缺貨",
        "in_stock": "現貨供應",
        "key_ingredients": "主要成分",
        "suits": "適合膚質",
        "how_to_use": "使用方式",
        "ingredients": "全成分（INCI）",
        "back": "所有商品",
        "more": "您可能也會喜歡",
        "login": "示範顧客",
        "login_hint": "商店會簽發權杖，讓對話知道是誰登入。選一位顧客，再問問「我的訂單」。",
        "login_button": "登入",
        "logged_in": "已登入：{name}",
        "logout": "登出",
        "switch": "English",
        "switch_to": "en",
        "skip": "跳到商品",
        "footer": "這是示範商店，品牌、商品、價格與顧客皆為虛構。",
        "product_types": {
            "serum": "精華液", "toner": "化妝水", "moisturizer": "乳霜", "cleanser": "潔顏",
            "sunscreen": "防曬", "mask": "面膜", "eye_cream": "眼霜", "exfoliant": "去角質",
            "oil": "美容油", "essence": "精華露",
        },
        "skin_types": {
            "oily": "油性肌", "dry": "乾性肌", "combination": "混合肌", "normal": "中性肌",
            "sensitive": "敏感肌",
        },
    },
}  # fmt: skip
