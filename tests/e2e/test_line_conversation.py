"""A shopper on LINE: signed webhooks in, what LINE's side received out."""

import pytest

from tests.e2e.installation import Installation
from tests.standins.line_events import line_user, text_event

pytestmark = pytest.mark.rasa


def test_a_first_message_is_answered_by_reply(installation: Installation) -> None:
    user = line_user(1)
    token = installation.line.issue_reply_token(user)
    answer = installation.post_line(text_event(user, "hi", token))
    assert answer.status_code == 200
    installation.wait_until_quiet()
    assert installation.line.texts(user)
