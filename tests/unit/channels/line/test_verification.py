import pytest

from channels.line.verification import is_genuine
from tests.standins.line_events import CHANNEL_SECRET, line_headers, signed_line_body


@pytest.fixture
def signed():
    body, headers = signed_line_body([])
    return body, headers["x-line-signature"]


def test_a_body_with_its_signature_is_genuine(signed):
    body, signature = signed
    assert is_genuine(body, signature, channel_secret=CHANNEL_SECRET)


def test_a_known_answer_of_the_algorithm():
    """Computed with `openssl dgst -sha256 -hmac secret -binary | base64`."""
    signature = "pkK1lVPJPiJ+wPLziRD79xIxohl8AImYM8AEeM7IbzQ="
    assert is_genuine(b'{"events":[]}', signature, channel_secret="secret")


def test_one_changed_byte_is_not_genuine(signed):
    body, signature = signed
    assert not is_genuine(body + b" ", signature, channel_secret=CHANNEL_SECRET)


def test_another_channels_secret_is_not_genuine(signed):
    body, signature = signed
    assert not is_genuine(body, signature, channel_secret="another")


@pytest.mark.parametrize("signature", [None, "", "=", "ümlaut", "a" * 10_000])
def test_no_or_nonsense_signature_is_not_genuine(signature):
    assert not is_genuine(b"{}", signature, channel_secret=CHANNEL_SECRET)


def test_a_body_that_is_no_text_can_be_genuine():
    """The check reads bytes; what they mean is asked afterwards."""
    body = b"\xff\xfe\x00"
    signature = line_headers(body)["x-line-signature"]
    assert is_genuine(body, signature, channel_secret=CHANNEL_SECRET)
