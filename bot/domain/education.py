"""The knowledge base: sourced facts on ingredients and answered questions on skin care."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Self

from bot.domain.errors import InputError
from bot.domain.languages import Language
from bot.domain.products import in_language

# What the base is written in; questions in other languages find these texts, too.
WRITTEN_LANGUAGES = (Language.EN, Language.ZH)
_LONGEST_INITIALS = 3


class Aspect(StrEnum):
    """What a fact tells of its ingredient, in the order in which a shopper asks."""

    WHAT = "what"
    FOR_WHOM = "for_whom"
    ONSET = "onset"
    HOW_TO_USE = "how_to_use"
    PAIRS = "pairs"
    CLASHES = "clashes"
    PREGNANCY = "pregnancy"
    SUN = "sun"
    CAUTION = "caution"


@dataclass(frozen=True, slots=True, order=True)
class PassageId:
    """Names one passage: `ingredient/<id>/<aspect>` or `question/<id>`.

    `aspect` is None for a question.
    """

    name: str
    aspect: Aspect | None = None

    def __str__(self) -> str:
        return f"ingredient/{self.name}/{self.aspect}" if self.aspect else f"question/{self.name}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what `str` wrote; an INCI name may hold slashes itself.

        Raises:
            InputError: it is no passage's id.
        """
        kind, _, rest = text.partition("/")
        if kind == "question" and rest:
            return cls(rest)
        name, _, aspect = rest.rpartition("/")
        if kind == "ingredient" and name and aspect in set(Aspect):
            return cls(name, Aspect(aspect))
        raise InputError(
            f"{text!r} is no passage: write ingredient/<name>/<aspect> or question/<name>."
        )


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact can be read.

    Attributes:
        authors: as the publication has them ("Hakozaki T, Minwalla L"); an authority's name.
        published: journal, volume and pages; or the law with its article or annex.
    """

    id: str
    title: str
    authors: str
    year: int | None
    published: str

    @property
    def short(self) -> str:
        """As an answer names it: "Hakozaki 2002", or the authority with the year."""
        first = self.authors.split(",")[0].split(";")[0].strip()
        return f"{_family_name(first)} {self.year}" if self.year else _family_name(first)


def _family_name(author: str) -> str:
    """A person's name without initials ("Hakozaki T"); an authority's stays whole."""
    words = author.split()
    is_person = len(words) > 1 and words[-1].isupper() and len(words[-1]) <= _LONGEST_INITIALS
    return " ".join(words[:-1]) if is_person else author


@dataclass(frozen=True, slots=True)
class Fact:
    """One aspect of one ingredient, in each written language, with the ids of its sources.

    Attributes:
        asked: questions that it answers, where its ingredient's name and its aspect say too little.
    """

    ingredient: str
    aspect: Aspect
    texts: Mapping[Language, str]
    sources: tuple[str, ...]
    asked: Mapping[Language, tuple[str, ...]] = field(default_factory=dict)

    @property
    def id(self) -> PassageId:
        """Its passage."""
        return PassageId(self.ingredient, self.aspect)


@dataclass(frozen=True, slots=True)
class Question:
    """A question on skin care that is not about one ingredient, with its answer.

    Attributes:
        asked: the question, then other ways to put it: in each written language, and in any
            other that shoppers ask in.
    """

    name: str
    asked: Mapping[Language, tuple[str, ...]]
    texts: Mapping[Language, str]
    sources: tuple[str, ...]

    @property
    def id(self) -> PassageId:
        """Its passage."""
        return PassageId(self.name)


@dataclass(frozen=True, slots=True)
class Education:
    """The whole base, read-only.

    Attributes:
        names: how a shopper reads each ingredient.
    """

    facts: Mapping[PassageId, Fact] = field(default_factory=dict)
    questions: Mapping[PassageId, Question] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    names: Mapping[str, Mapping[Language, str]] = field(default_factory=dict)

    def find(self, passage: PassageId) -> "Fact | Question | None":
        """A passage's content, None where the base has no such passage."""
        return self.facts.get(passage) or self.questions.get(passage)

    def aspects_of(self, ingredient: str) -> tuple[Aspect, ...]:
        """What the base tells of an ingredient, in the order of `Aspect`."""
        return tuple(aspect for aspect in Aspect if PassageId(ingredient, aspect) in self.facts)


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """A passage of the base, as an answer shows it.

    Attributes:
        text: in the asked language where the base is written in it, else in English.
        language: the language of `text`.
        score: how well it answers, in [0, 1]: comparable among the passages of one question.
        mentions: ids of the ingredients its text names.
    """

    id: PassageId
    text: str
    language: Language
    sources: tuple[Source, ...]
    score: float = 1.0
    mentions: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class IngredientEntry:
    """All that the base tells of one ingredient, in the order of `Aspect`."""

    id: str
    name: str
    facts: Mapping[Aspect, FoundPassage]


def shown_in(texts: Mapping[Language, str], language: Language) -> tuple[str, Language]:
    """A text in a language, else in English, with the language it then is in."""
    shown = language if language in texts else Language.EN
    return in_language(texts, shown), shown
