"""The words of data/responses, as Rasa reads them, for everything the app says itself."""

import string
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from bot.domain.errors import InputError, NotFoundError
from bot.domain.languages import Language
from bot.domain.messages import QuickReply, Reply
from bot.domain.shop import Texts

# Messenger and LINE show no more than this under a message.
MAX_LABEL_CHARACTERS = 20
MAX_QUICK_REPLIES = 13
REQUIRED_LANGUAGES = (Language.EN, Language.ZH)


@dataclass(frozen=True, slots=True)
class Response:
    """One response in one language."""

    text: str
    quick_replies: tuple[QuickReply, ...] = ()

    def placeholders(self) -> frozenset[str]:
        """The names of the values its text wants."""
        return frozenset(name for _, name, _, _ in string.Formatter().parse(self.text) if name)


Responses = Mapping[str, Mapping[Language, Response]]


class ResponseFiles:
    """Implements the `Wording` port.

    `constants` are values every text may use without being given them, per language (the shop's
    name, its privacy notice).
    """

    def __init__(self, responses: Responses, constants: Mapping[str, Texts] | None = None) -> None:
        self._responses = responses
        self._constants = constants or {}

    @classmethod
    def load(cls, folder: Path, constants: Mapping[str, Texts] | None = None) -> Self:
        """Read every file of the folder.

        Raises:
            InputError: a file is not right; the sentence names every fault.
        """
        responses = read_responses(sorted(folder.glob("*.yml")))
        faults = find_faults(responses)
        if faults:
            raise InputError("The wording is not right: " + "; ".join(faults))
        return cls(responses, constants)

    def text(self, response: str, language: Language, **values: Any) -> str:
        """The response in that language (else English) with its values filled in.

        Raises:
            NotFoundError: no such response.
        """
        constants = {
            name: texts.get(language) or texts.get(Language.EN, "")
            for name, texts in self._constants.items()
        }
        return self._get(response, language).text.format_map({**constants, **values})

    def quick_replies(self, response: str, language: Language) -> tuple[QuickReply, ...]:
        """The buttons that belong to the response, in that language."""
        return self._get(response, language).quick_replies

    def reply(self, response: str, language: Language, **values: Any) -> Reply:
        """Text and buttons together."""
        return Reply(
            self.text(response, language, **values),
            quick_replies=self.quick_replies(response, language),
        )

    def names(self) -> frozenset[str]:
        """Every response there is."""
        return frozenset(self._responses)

    def _get(self, response: str, language: Language) -> Response:
        by_language = self._responses.get(response)
        if by_language is None:
            raise NotFoundError(f"There is no response {response!r} in data/responses.")
        return by_language.get(language) or by_language[Language.EN]


def read_responses(paths: Iterable[Path]) -> dict[str, dict[Language, Response]]:
    """Every response of Rasa's files by name and language; no condition means English.

    Raises:
        InputError: a file is no YAML of Rasa's form, or a response stands in two files.
    """
    responses: dict[str, dict[Language, Response]] = {}
    for path in paths:
        for name, variations in _responses_in(path).items():
            if name in responses:
                raise InputError(f"The response {name} stands twice, again in {path.name}.")
            responses[name] = {
                _language_of(name, variation): _to_response(variation) for variation in variations
            }
    return responses


def _responses_in(path: Path) -> Mapping[str, Any]:
    try:
        content = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    except (YAMLError, UnicodeDecodeError) as error:
        raise InputError(f"{path.name} is not readable YAML: {error}.") from None
    found = content.get("responses") if isinstance(content, Mapping) else None
    if not isinstance(found, Mapping):
        raise InputError(
            f"{path.name} must hold `responses:` with a list of texts under each name."
        )
    return found


def _language_of(name: str, variation: Mapping[str, Any]) -> Language:
    conditions = variation.get("condition") or []
    if not conditions:
        return Language.EN
    try:
        return next(Language(item["value"]) for item in conditions if item["name"] == "language")
    except (KeyError, ValueError, StopIteration):
        raise InputError(f"The response {name} has a condition that is no language.") from None


def _to_response(variation: Mapping[str, Any]) -> Response:
    return Response(
        str(variation.get("text", "")).strip(),
        tuple(
            QuickReply(button["title"], button.get("payload"))
            for button in variation.get("buttons") or ()
        ),
    )


def find_faults(responses: Responses) -> list[str]:
    """What is wrong with the wording, one sentence part each.

    Every response has English and Chinese, the same placeholders in all its languages, a text, and
    buttons a platform can show.
    """
    return [
        fault for name, by_language in responses.items() for fault in _faults_of(name, by_language)
    ]


def _faults_of(name: str, by_language: Mapping[Language, Response]) -> Iterable[str]:
    for language in REQUIRED_LANGUAGES:
        if language not in by_language:
            yield f"{name} has no {language.value} text"
    if len({response.placeholders() for response in by_language.values()}) > 1:
        yield f"{name} has different placeholders in its languages"
    for language, response in by_language.items():
        for fault in _faults_in(response):
            yield f"{name} ({language.value}) {fault}"


def _faults_in(response: Response) -> Iterable[str]:
    if not response.text:
        yield "is empty"
    if len(response.quick_replies) > MAX_QUICK_REPLIES:
        yield f"has more than {MAX_QUICK_REPLIES} buttons"
    for button in response.quick_replies:
        if len(button.label) > MAX_LABEL_CHARACTERS:
            yield f"has a button longer than {MAX_LABEL_CHARACTERS} characters: {button.label}"
