"""What a catalogue and an order file may tell, and what shops call the columns."""

from bot.adapters.imports.columns import Field, Fields
from bot.domain.languages import Language

CURRENCIES = (
    "TWD", "USD", "JPY", "THB", "HKD", "EUR", "GBP", "CNY", "KRW", "SGD", "MYR", "AUD", "CAD",
    "NZD", "PHP", "VND", "IDR", "INR", "CHF", "SEK", "NOK", "DKK", "PLN", "BRL", "MXN",
)  # fmt: skip
_LANGUAGE_MARKS = {
    "en": Language.EN, "english": Language.EN, "英文": Language.EN,
    "zh": Language.ZH, "zhtw": Language.ZH, "zhhant": Language.ZH, "chinese": Language.ZH,
    "tw": Language.ZH, "中文": Language.ZH, "繁體中文": Language.ZH, "繁中": Language.ZH,
    "ja": Language.JA, "jp": Language.JA, "日文": Language.JA,
    "th": Language.TH, "泰文": Language.TH,
}  # fmt: skip
_CURRENCY_MARKS = {code.lower(): code for code in CURRENCIES} | {
    "ntd": "TWD", "nt": "TWD", "nt$": "TWD", "台幣": "TWD", "新台幣": "TWD", "美元": "USD",
    "美金": "USD", "日圓": "JPY", "日幣": "JPY", "rmb": "CNY",
}  # fmt: skip


def _texts(*names: str) -> Field:
    return Field(names, _LANGUAGE_MARKS)


CATALOGUE_FIELDS: Fields = {
    "id": Field((
        "id", "product_id", "sku", "product code", "item id", "item number", "article number",
        "商品編號", "商品代號", "產品編號", "產品代號", "貨號", "編號", "料號",
    )),
    "name": _texts(
        "name", "product_name", "title", "product title", "product", "item name", "item",
        "品名", "商品名稱", "產品名稱", "商品名", "產品名", "名稱", "商品", "產品",
    ),
    "price": Field(
        (
            "price", "unit price", "retail price", "list price", "regular price", "msrp", "amount",
            "variant price", "價格", "售價", "單價", "定價", "金額", "價錢", "建議售價",
        ),
        _CURRENCY_MARKS,
    ),
    "currency": Field(("currency", "currency code", "幣別", "貨幣", "幣種")),
    "brand": Field(("brand", "brand_name", "vendor", "manufacturer", "maker", "品牌", "廠牌")),
    "product_type": Field(("product_type", "type", "商品類型", "產品類型", "類型", "品類")),
    "category": Field(
        (
            "category", "categories", "product category", "primary_category", "main category",
            "secondary_category", "sub category", "tertiary_category", "department",
            "分類", "類別", "商品分類", "產品分類", "主分類", "次分類", "子分類",
        ),
        is_many=True,
    ),
    "size": Field((
        "size", "volume", "capacity", "net content", "net weight", "pack size",
        "容量", "規格", "尺寸", "淨重", "內容量",
    )),
    "size_ml": Field(("size_ml", "volume_ml", "ml", "容量ml")),
    "ingredients": Field((
        "ingredients", "inci", "inci list", "ingredient list", "full ingredients", "composition",
        "成分", "成份", "全成分", "全成份", "產品成分", "成分表",
    )),
    "key_ingredients": Field((
        "key_ingredients", "key ingredient", "hero ingredients", "actives", "active ingredients",
        "主要成分", "關鍵成分", "主成分", "核心成分",
    )),
    "skin_types": Field((
        "skin_types", "skin type", "skintype", "suitable skin types", "suitable for",
        "膚質", "適合膚質", "適用膚質", "適用肌膚", "肌膚類型",
    )),
    "unsuitable_skin_types": Field((
        "unsuitable_skin_types", "unsuitable for", "not suitable for", "不適合膚質", "不適用膚質",
    )),
    "concerns": Field((
        "concerns", "concern", "skin concerns", "skin concern", "benefits", "good for",
        "肌膚困擾", "肌膚問題", "膚況", "訴求", "功效", "功能",
    )),
    "highlights": Field((
        "highlights", "highlight", "tags", "features", "claims", "labels", "特色", "標籤", "賣點",
    )),
    "description": _texts(
        "description", "body (html)", "body html", "product description", "details", "about",
        "long description", "商品描述", "產品描述", "描述", "說明", "商品說明",
        "介紹", "商品介紹", "產品介紹",
    ),
    "how_to_use": _texts(
        "how_to_use", "usage", "directions", "suggested usage", "instructions",
        "使用方式", "使用方法", "用法", "使用說明",
    ),
    "stock": Field((
        "stock", "inventory", "inventory quantity", "variant inventory qty", "stock quantity",
        "qty", "quantity", "庫存", "庫存量", "庫存數量", "數量", "現貨",
    )),
    "out_of_stock": Field(("out_of_stock", "sold out", "缺貨", "售完", "完售")),
    "in_stock": Field(("in_stock", "available", "availability", "有貨", "有現貨")),
    "days_of_supply": Field(("days_of_supply", "days supply", "可用天數", "使用天數")),
    "url": Field(("url", "link", "product url", "product link", "連結", "網址", "商品連結")),
    "kind": Field(("kind",)),
    "is_mini": Field(("is_mini", "mini", "travel size")),
    "family": Field(("family", "family_id", "parent_id", "parent sku", "group id", "系列編號")),
}  # fmt: skip

ORDER_FIELDS: Fields = {
    "order_id": Field((
        "order_id", "order number", "order no", "order", "invoice", "invoice no", "name",
        "訂單編號", "訂單號碼", "訂單", "單號",
    )),
    "customer_id": Field((
        "customer_id", "customer", "customer no", "customer number", "client id", "member id",
        "user id", "author_id", "客戶編號", "顧客編號", "會員編號", "客編",
    )),
    "customer_name": Field((
        "customer_name", "full name", "billing name", "shipping name", "buyer",
        "姓名", "客戶姓名", "顧客姓名", "收件人", "購買人",
    )),
    "email": Field(("email", "e-mail", "customer email", "mail", "電子郵件", "電郵", "信箱")),
    "phone": Field((
        "phone", "mobile", "telephone", "customer phone", "billing phone", "shipping phone",
        "電話", "手機", "聯絡電話", "手機號碼",
    )),
    "language": Field(("language", "locale", "語言")),
    "ordered_at": Field((
        "ordered_at", "order date", "created at", "date", "time", "datetime", "timestamp",
        "purchased at", "invoice date", "paid at", "訂購日期", "訂單日期", "下單時間", "下單日期",
        "日期", "成立時間",
    )),
    "status": Field((
        "status", "order status", "fulfillment status", "state", "訂單狀態", "狀態", "出貨狀態",
    )),
    "cancelled_at": Field(("cancelled_at", "canceled at", "取消時間", "取消日期")),
    "carrier": Field(("carrier", "shipping carrier", "courier", "物流", "物流商", "貨運公司")),
    "tracking_number": Field((
        "tracking_number", "tracking no", "tracking", "物流編號", "追蹤碼", "貨運單號", "配送編號",
    )),
    "lines": Field(("lines", "items", "line items", "products")),
    "product_id": Field((
        "product_id", "sku", "lineitem sku", "stock code", "item id", "product code",
        "商品編號", "商品代號", "產品編號", "貨號",
    )),
    "product_name": Field((
        "product_name", "product", "lineitem name", "item name", "item", "description", "title",
        "品名", "商品名稱", "產品名稱", "商品", "產品",
    )),
    "quantity": Field(("quantity", "qty", "lineitem quantity", "count", "數量", "件數")),
    "unit_price": Field(
        ("unit_price", "price", "lineitem price", "unit cost", "單價", "售價", "價格"),
        _CURRENCY_MARKS,
    ),
    "currency": Field(("currency", "currency code", "幣別", "貨幣")),
}  # fmt: skip
