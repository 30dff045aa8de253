"""Errors a person can be shown; the docstring or the message is the sentence they read.

DropwiseError
├── InputError          what came in cannot be taken; the message says what to do
├── NotFoundError       what was asked for does not exist
├── UnavailableError    a part we need does not answer now; trying again may help
│   ├── AssistantUnavailableError
│   └── LanguageModelError      the optional one wrote nothing that can be read; `reason` counts it
└── DeliveryError       a channel did not take a message
    ├── DeliveryRefusedError    it never will: the reason is final
    ├── DeliveryDeferredError   not now: try again after a while
    └── DeliveryUncertainError  nobody knows whether it arrived: never send it again
"""


class DropwiseError(Exception):
    """The root of all that Dropwise raises on purpose."""


class InputError(DropwiseError):
    """What came in cannot be taken; the message says what to do."""


class NotFoundError(DropwiseError):
    """What was asked for does not exist."""


class UnavailableError(DropwiseError):
    """A part we need does not answer now."""


class AssistantUnavailableError(UnavailableError):
    """Rasa does not answer, or answered without words."""


class LanguageModelError(UnavailableError):
    """The language model wrote nothing that can be read; `reason` is one word, safe to log."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"The language model gave no text: {reason}.")
        self.reason = reason


class DeliveryError(DropwiseError):
    """A channel did not take a message."""


class DeliveryRefusedError(DeliveryError):
    """The channel will never take this message; the reason is final."""


class DeliveryDeferredError(DeliveryError):
    """The channel cannot take the message now; `retry_after_seconds` says when to try again."""

    def __init__(self, reason: str, retry_after_seconds: float = 5.0) -> None:
        super().__init__(reason)
        self.retry_after_seconds = retry_after_seconds


class DeliveryUncertainError(DeliveryError):
    """Nobody knows whether the message arrived, so it is never sent again."""
