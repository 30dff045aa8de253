"""The demo shop's pages, asked for as a browser does."""

from collections.abc import Iterator
from dataclasses import replace

import jwt
import pytest
from fastapi.testclient import TestClient

from bot.domain.languages import Language
from tests.standins.conversations import MemoryConversations
from tests.standins.demo_catalogue import DemoCatalogue, demo_products
from tests.standins.web_app import SHOP_SECRET, web_app

HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def client() -> Iterator[TestClient]:
    with TestClient(web_app(MemoryConversations())) as client:
        yield client


def test_the_shelf_shows_each_product_once_whatever_its_sizes(client: TestClient) -> None:
    page = client.get("/chat?language=en").text
    families = {product.family or product.id for product in demo_products()}
    assert page.count('class="listing"') == len(families)
    assert '<script src="/widget.js" defer data-language="en"' in page


def test_a_type_narrows_the_shelf(client: TestClient) -> None:
    page = client.get("/chat?type=toner&language=en").text
    toners = {product.family for product in demo_products() if product.product_type == "toner"}
    assert page.count('class="listing"') == len(toners)


def test_every_catalogue_link_leads_to_a_page_with_a_picture(client: TestClient) -> None:
    for product in demo_products():
        page = client.get(str(product.url))
        assert page.status_code == 200
        assert f'src="/pictures/{product.id}.svg"' in page.text
        assert client.get(f"/pictures/{product.id}.svg").status_code == 200


def test_the_chosen_language_stays(client: TestClient) -> None:
    assert "成分看得懂" in client.get("/chat?language=zh").text
    assert 'data-language="zh"' in client.get("/chat").text
    product = demo_products()[0]
    assert product.name(Language.ZH) in client.get(str(product.url)).text


def test_an_unknown_product_is_not_found(client: TestClient) -> None:
    assert client.get("/demo/products/none").status_code == 404
    assert client.get("/pictures/none.svg").status_code == 404
    assert client.get("/pictures/..%2f..%2fsecret.svg").status_code == 404


def test_logging_in_hands_the_widget_a_token_the_shop_signed(client: TestClient) -> None:
    assert "data-customer-token" not in client.get("/chat").text
    page = client.post("/demo/login", data={"customer": "C0001"}).text
    token = page.partition('data-customer-token="')[2].partition('"')[0]
    assert jwt.decode(token, SHOP_SECRET, algorithms=["HS256"])["sub"] == "C0001"
    assert "data-customer-token" not in client.post("/demo/logout").text


def test_only_the_demos_customers_can_log_in(client: TestClient) -> None:
    assert "data-customer-token" not in client.post("/demo/login", data={"customer": "X"}).text
    client.cookies.set("demo_customer", "X")
    assert "data-customer-token" not in client.get("/chat").text


def test_a_one_time_link_comes_back_with_the_shops_signature(client: TestClient) -> None:
    back = "http://testserver/identify/a.b-c_d/done"
    page = client.get("/demo/login", params={"return_to": back}).text
    assert 'name="return_to" value="/identify/a.b-c_d/done"' in page
    values = {"customer": "C0002", "return_to": back}
    answer = client.post("/demo/login", data=values, follow_redirects=False)
    path, _, token = answer.headers["location"].partition("?customer_token=")
    assert path == "/identify/a.b-c_d/done"
    assert jwt.decode(token, SHOP_SECRET, algorithms=["HS256"])["sub"] == "C0002"


@pytest.mark.parametrize(
    "back",
    [
        "https://evil.example/",
        "//evil.example/identify",
        "/identify/../evil",
        "/identify/a/done/../../x",
        "javascript:alert(1)",
        "",
    ],
)
def test_a_token_never_leaves_for_another_address(client: TestClient, back: str) -> None:
    values = {"customer": "C0002", "return_to": back}
    answer = client.post("/demo/login", data=values, follow_redirects=False)
    assert answer.headers["location"] == "/chat"


def test_the_pages_allow_no_script_but_our_files(client: TestClient) -> None:
    page = client.get("/chat")
    policy = page.headers["content-security-policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert "<script>" not in page.text
    assert "style=" not in page.text


def test_a_catalogues_text_is_never_markup() -> None:
    product = replace(
        demo_products()[0],
        names={Language.EN: HOSTILE},
        descriptions={Language.EN: HOSTILE},
        brand=HOSTILE,
        size=HOSTILE,
        ingredients=(HOSTILE,),
        key_ingredients=(HOSTILE,),
    )
    with TestClient(web_app(MemoryConversations(), catalogue=DemoCatalogue([product]))) as client:
        for path in ("/chat", f"/demo/products/{product.id}", f"/pictures/{product.id}.svg"):
            page = client.get(path).text
            assert HOSTILE not in page
