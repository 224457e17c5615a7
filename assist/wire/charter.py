"""The service charter on the wire: as it is published in one language, and as a lead edits it in all."""

from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import TypedDict

from assist.core.events import Channel
from assist.wire.bodies import Body, Name, Text
from assist.wire.times import Time

LANGUAGES = ("sv", "da", "nb", "pt", "en")
Language = Literal["sv", "da", "nb", "pt", "en"]

Sentence = Annotated[Text, Field(max_length=300)]
Texts = dict[Language, Annotated[Text, Field(max_length=4_000)]]
StandardId = Annotated[str, Field(min_length=1, max_length=80)]


class ReviewBody(Body):
    """That somebody has read the charter through and found that it holds; a day such as 2026-01-31."""

    on: str = Field(pattern=r"^\d{4}-\d\d-\d\d$")
    by: Name = ""


class CharterBody(Body):
    """What a lead says in the charter, as a whole. What is left out, or empty, is as Bistand ships it.

    Texts are by language. `wording` is by standard; `{number}` in it becomes the figure. `published` are standards in
    the order in which they are shown. `version` is the one that was edited: another that came meanwhile is not written
    over.
    """

    organisation: Name = ""
    purpose: Texts = Field(default_factory=dict)
    scope: Texts = Field(default_factory=dict)
    contact: Texts = Field(default_factory=dict)
    channels: list[Channel] | None = Field(default=None, max_length=len(Channel))
    languages: list[Language] | None = Field(default=None, max_length=len(LANGUAGES))
    wording: dict[StandardId, dict[Language, Sentence]] = Field(default_factory=dict, max_length=50)
    published: list[StandardId] | None = Field(default=None, max_length=50)
    reviewed: ReviewBody | None = None
    version: int | None = Field(default=None, ge=0, le=10**9, strict=True)


class Quote(TypedDict):
    """The guideline sentence that a standard stands on, word for word."""

    document: str
    title: str
    section: str
    language: str
    quote: str


class Adherence(TypedDict):
    """How often a standard was kept: `kept` of `count` times."""

    kept: int
    count: int
    share: float


class StandardInCharter(TypedDict):
    """A standard as customers read it. `seconds` is its figure; `adherence` is null when there are too few cases.

    `source` says where the guideline stands, `outcome` how the standard was kept, or why that is not said.
    """

    id: str
    sentence: str
    seconds: float | None
    guideline: Quote | None
    source: str
    is_measured: bool
    adherence: Adherence | None
    outcome: str


class Named(TypedDict):
    """A channel or a language, and what it is called."""

    code: str
    name: str


class Implementation(TypedDict):
    """Since when the figures count, what was practised since then, and when charter and standards were last looked at.

    `says` is that in sentences.
    """

    measured_since: Time
    measured_until: Time
    reviewed_on: str | None
    reviewed_by: str
    standards_changed_at: Time | None
    practice_sessions: int
    agents_trained: int
    says: list[str]


class CharterShown(TypedDict):
    """The charter in one language. `version` counts its edits; 0 is as Bistand ships it."""

    version: int
    language: str
    title: str
    subtitle: str
    headings: dict[str, str]
    organisation: str
    purpose: str
    scope: str
    channels: list[Named]
    languages: list[Named]
    standards: list[StandardInCharter]
    implementation: Implementation
    contact: str


class Editable(TypedDict):
    """A standard that may be published. `seconds` is null where nothing is promised, and then it cannot be."""

    id: str
    standard: str | None
    channel: str | None
    moment: str
    seconds: float | None
    can_be_published: bool
    wording: dict[str, str]


class CharterVersion(TypedDict):
    """Who edited the charter, when, and which fields."""

    version: int
    at: Time
    by: str
    changes: list[str]


class CharterText(TypedDict):
    """Everything of the charter that a lead edits: `text` is what PUT takes, `shipped` what stands where it says
    nothing, in the same shape.
    """

    version: int
    text: dict[str, object]
    shipped: dict[str, object]
    standards: list[Editable]
    versions: list[CharterVersion]
    is_public: bool
