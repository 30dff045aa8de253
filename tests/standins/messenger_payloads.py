"""What Meta's Send API takes, as strict models.

https://developers.facebook.com/docs/messenger-platform/reference/send-api
"""

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator


def _within(limit: int) -> AfterValidator:
    def check(text: str) -> str:
        if not text.strip() or len(text.encode("utf-16-le")) // 2 > limit:
            raise ValueError(f"is blank or longer than {limit}")
        return text

    return AfterValidator(check)


def _address(text: str) -> str:
    if not text.startswith("https://") or not text.isascii() or " " in text:
        raise ValueError("is no https address")
    return text


Address = Annotated[str, AfterValidator(_address)]
Title = Annotated[str, _within(20)]
Payload = Annotated[str, _within(1_000)]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class QuickReply(Strict):
    content_type: Literal["text"]
    title: Title
    payload: Payload


class WebUrlButton(Strict):
    type: Literal["web_url"]
    title: Title
    url: Address


class PostbackButton(Strict):
    type: Literal["postback"]
    title: Title
    payload: Payload


Button = Annotated[WebUrlButton | PostbackButton, Field(discriminator="type")]


class Element(Strict):
    title: Annotated[str, _within(80)]
    subtitle: Annotated[str, _within(80)] | None = None
    image_url: Address | None = None
    buttons: Annotated[list[Button], Field(min_length=1, max_length=3)] | None = None


class GenericTemplate(Strict):
    template_type: Literal["generic"]
    elements: Annotated[list[Element], Field(min_length=1, max_length=10)]


class Attachment(Strict):
    type: Literal["template"]
    payload: GenericTemplate


class Message(Strict):
    text: Annotated[str, _within(2_000)] | None = None
    attachment: Attachment | None = None
    quick_replies: Annotated[list[QuickReply], Field(min_length=1, max_length=13)] | None = None
    metadata: Annotated[str, Field(max_length=1_000)] | None = None

    @model_validator(mode="after")
    def _has_one_body(self) -> "Message":
        if (self.text is None) == (self.attachment is None):
            raise ValueError("wants a text or an attachment, not both")
        return self


class Recipient(Strict):
    id: Annotated[str, Field(min_length=1)]


class SendRequest(Strict):
    """A message: RESPONSE and UPDATE within 24 hours, HUMAN_AGENT for a person's after them."""

    recipient: Recipient
    messaging_type: Literal["RESPONSE", "UPDATE", "MESSAGE_TAG"]
    tag: Literal["HUMAN_AGENT"] | None = None
    message: Message

    @model_validator(mode="after")
    def _tag_fits(self) -> "SendRequest":
        if (self.messaging_type == "MESSAGE_TAG") != (self.tag is not None):
            raise ValueError("MESSAGE_TAG and a tag belong together")
        return self


class ActionRequest(Strict):
    """A sign such as the typing bubble."""

    recipient: Recipient
    sender_action: Literal["typing_on", "typing_off", "mark_seen"]
