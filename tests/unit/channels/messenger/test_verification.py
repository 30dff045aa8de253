import pytest

from channels.messenger.verification import is_genuine, is_our_subscription
from tests.standins.messenger_events import APP_SECRET, messenger_headers, signed_messenger_body


@pytest.fixture
def signed():
    body, headers = signed_messenger_body([])
    return body, headers["x-hub-signature-256"]


def test_a_body_with_its_signature_is_genuine(signed):
    body, signature = signed
    assert is_genuine(body, signature, app_secret=APP_SECRET)


def test_a_known_answer_of_the_algorithm():
    """Computed with `openssl dgst -sha256 -hmac secret`."""
    digest = "97f0eaf4fb539301c758929abea22432a8fed44f5ce20d65c6af41ff15dfb115"
    assert is_genuine(b'{"entry":[]}', f"sha256={digest}", app_secret="secret")


def test_one_changed_byte_is_not_genuine(signed):
    body, signature = signed
    assert not is_genuine(body + b" ", signature, app_secret=APP_SECRET)


@pytest.mark.parametrize("signature", [None, "", "sha256=", "sha1=00", "ümlaut", "a" * 10_000])
def test_no_or_nonsense_signature_is_not_genuine(signature):
    assert not is_genuine(b"{}", signature, app_secret=APP_SECRET)


def test_a_digest_without_its_scheme_is_not_genuine(signed):
    body, signature = signed
    assert not is_genuine(body, signature.removeprefix("sha256="), app_secret=APP_SECRET)


def test_a_body_that_is_no_text_can_be_genuine():
    body = b"\xff\xfe\x00"
    signature = messenger_headers(body)["x-hub-signature-256"]
    assert is_genuine(body, signature, app_secret=APP_SECRET)


def test_metas_question_with_our_word_is_our_subscription():
    assert is_our_subscription("subscribe", "word", verify_token="word")


@pytest.mark.parametrize(
    ("mode", "token"),
    [("subscribe", "other"), ("subscribe", None), ("unsubscribe", "word"), (None, "word")],
)
def test_anything_else_is_not_our_subscription(mode, token):
    assert not is_our_subscription(mode, token, verify_token="word")
