"""ChatCompletions through real HTTP, against a stand-in that misbehaves in every way."""

import asyncio
import logging

import pytest

from bot.adapters.language_model import ChatCompletions, open_client
from bot.domain.errors import LanguageModelError
from tests.standins.language_model_api import KEY, MODEL, LanguageModelApi, Trouble
from tests.standins.server import unused_port

QUESTION = "does it sting"
HUNG_SECONDS = 30  # what only a call that never ends takes


@pytest.fixture
def api():
    with LanguageModelApi() as served:
        yield served


@pytest.fixture
async def client():
    async with open_client() as opened:
        yield opened


async def reason_of(model: ChatCompletions) -> str:
    async with asyncio.timeout(HUNG_SECONDS):
        with pytest.raises(LanguageModelError) as told:
            await model.complete("Instructions.", QUESTION)
    assert told.value.__cause__ is None
    assert QUESTION not in str(told.value)
    return told.value.reason


async def test_it_returns_what_the_model_wrote(api, client) -> None:
    api.always("Use glycolic acid [1]. 甘醇酸。")
    model = ChatCompletions(api.base, MODEL, seconds=5, client=client, key=KEY)
    assert await model.complete("Instructions.", QUESTION) == "Use glycolic acid [1]. 甘醇酸。"
    assert api.requests == [
        {
            "model": MODEL,
            "messages": [
                {"role": "system", "content": "Instructions."},
                {"role": "user", "content": QUESTION},
            ],
            "temperature": 0,
            "max_tokens": 500,
            "stream": False,
        }
    ]
    assert "cookie" not in api.headers[0]


async def test_an_address_may_end_in_a_slash(api, client) -> None:
    api.always("Yes [1].")
    model = ChatCompletions(f"{api.base}/", MODEL, seconds=5, client=client, key=KEY)
    assert await model.complete("Instructions.", QUESTION) == "Yes [1]."


@pytest.mark.parametrize(
    ("trouble", "reason"),
    [
        (Trouble.ERROR, "status_5xx"),
        (Trouble.RATE_LIMIT, "rate_limited"),
        (Trouble.WRONG_KEY, "status_4xx"),
        (Trouble.NOT_FOUND, "status_4xx"),
        (Trouble.DROP, "unreachable"),
        (Trouble.CUT_SHORT, "unreachable"),
        (Trouble.HUGE, "too_large"),
        (Trouble.ENDLESS, "too_large"),
        (Trouble.BOMB, "malformed"),
        (Trouble.NO_JSON, "malformed"),
        (Trouble.NO_CHOICES, "malformed"),
        (Trouble.ODD_CONTENT, "malformed"),
        (Trouble.DEEP_JSON, "malformed"),
        (Trouble.NOT_UTF8, "malformed"),
        (Trouble.EVENTS, "malformed"),
        (Trouble.NULL_CONTENT, "empty"),
        (Trouble.EMPTY, "empty"),
        (Trouble.REFUSAL, "refused"),
        (Trouble.FILTERED, "refused"),
        (Trouble.CUT_OFF, "cut_off"),
        (Trouble.TOOL_CALL, "empty"),
    ],
)
async def test_each_trouble_has_its_reason(api, client, trouble: Trouble, reason: str) -> None:
    api.always(trouble)
    model = ChatCompletions(api.base, MODEL, seconds=10, client=client, key=KEY)
    assert await reason_of(model) == reason


@pytest.mark.parametrize("trouble", [Trouble.HANG, Trouble.DRIP])
async def test_the_seconds_bound_the_whole_call(api, client, trouble: Trouble) -> None:
    """DRIP sends a byte now and then, so no single read is ever late."""
    api.always(trouble)
    model = ChatCompletions(api.base, MODEL, seconds=0.4, client=client, key=KEY)
    assert await reason_of(model) == "slow"


async def test_a_redirect_is_not_followed(api, client) -> None:
    with LanguageModelApi() as other:
        api.always(Trouble.REDIRECT)
        api.redirect_to = f"{other.base}/chat/completions"
        model = ChatCompletions(api.base, MODEL, seconds=5, client=client, key=KEY)
        assert await reason_of(model) == "redirected"
        assert other.requests == []


async def test_nobody_at_the_address_is_an_error_like_any_other(client) -> None:
    address = f"http://127.0.0.1:{unused_port()}/v1"
    model = ChatCompletions(address, MODEL, seconds=5, client=client, key=KEY)
    assert await reason_of(model) == "unreachable"


async def test_the_proxy_of_the_environment_sees_nothing(
    api, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{unused_port()}")
    monkeypatch.setenv("NO_PROXY", "")
    api.always("Yes [1].")
    async with open_client() as client:
        model = ChatCompletions(api.base, MODEL, seconds=5, client=client, key=KEY)
        assert await model.complete("Instructions.", QUESTION) == "Yes [1]."


async def test_the_key_and_the_words_are_in_no_log_and_no_repr(api, client, caplog) -> None:
    """httpx logs a line for each request at INFO: method, address and status."""
    caplog.set_level(logging.DEBUG)
    model = ChatCompletions(api.base, MODEL, seconds=5, client=client, key=KEY)
    api.next_calls("Yes [1].", Trouble.ERROR, Trouble.DROP)
    await model.complete("Instructions.", QUESTION)
    await reason_of(model)
    await reason_of(model)
    assert api.headers[0]["authorization"] == f"Bearer {KEY}"
    assert KEY not in caplog.text + repr(model) + str(vars(LanguageModelError("slow")))
    assert QUESTION not in caplog.text
