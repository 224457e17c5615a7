"""The playbook on the wire: changes that may come in, and what is shown of moments, versions, previews, proposals."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field
from typing_extensions import TypedDict

from assist.core.prompts import Polish, Priority
from assist.wire.bodies import Body, ChannelName, Id, Language, whole

MOST_MOMENTS, MOST_MOMENT = 200, 100_000  # moments changed at once, and characters of each

MomentName = Annotated[str, Field(min_length=1, max_length=64)]
Yaml = Annotated[str, Field(max_length=MOST_MOMENT), AfterValidator(whole)]
MomentTexts = Annotated[dict[MomentName, Yaml | None], Field(max_length=MOST_MOMENTS)]


class DraftMomentsBody(Body):
    """Changes of a playbook: the YAML of moments by id; null for one as the playbook's folder has it, or for none."""

    moments: MomentTexts


class PublishBody(DraftMomentsBody):
    """Changes to publish; `since` is the number of the version that they were made from."""

    since: int | None = Field(None, ge=0, strict=True)


class PreviewBody(DraftMomentsBody):
    """Changes to replay the last conversations with: all, or those on a channel, or with customers of a language."""

    last: int = Field(50, ge=1, le=500, strict=True)
    channel: ChannelName | None = None
    language: Language | None = None


class ProposalBody(Body):
    """A guideline sentence: where it stands in the library, or its text (and language, else it is guessed)."""

    document: Id | None = None
    start: int | None = Field(None, ge=0, strict=True)
    text: Annotated[str, Field(max_length=500), AfterValidator(whole)] | None = None
    language: Language | None = None


class MomentShown(TypedDict):
    """A moment of the playbook; one that is not `enabled` never opens.

    `polish` is what of its prompts a language model may put in better words.
    """

    moment: str
    enabled: bool
    priority: Priority
    channels: list[str]
    because: dict[str, str]
    cooldown_s: float
    expires_s: float | None
    polish: Polish | None
    words: dict[str, dict[str, str]]
    queries: dict[str, str]
    examples: int


class PlaybookShown(TypedDict):
    """The moments of a workspace; `version` changes with any of them, `number` counts what was published.

    `edition` counts changes of guidelines, moments and standards, up to the last that the answering process has loaded.
    """

    version: str
    number: int
    edition: int
    moments: list[MomentShown]


class MomentText(MomentShown):
    """A moment with its YAML."""

    yaml: str


class PlaybookVersion(TypedDict):
    """What was published at once; `restores` is the version that was gone back to."""

    number: int
    at: str
    by: str
    moments: list[str]
    restores: int | None


class PlaybookVersions(TypedDict):
    """The versions, latest first."""

    versions: list[PlaybookVersion]


class PlaybookVersionText(PlaybookVersion):
    """A version with the YAML of each moment that it changed; null for one that was given back to the folder.

    `before` is the YAML until then, empty for a moment that was not there.
    """

    yaml: dict[str, str | None]
    before: dict[str, str]


class PlaybookPublished(TypedDict):
    """The playbook after a change; `published` is null when nothing was different."""

    version: str
    number: int
    published: PlaybookVersion | None


class PreviewedPrompt(TypedDict):
    """A prompt as it was or would be."""

    at: str
    priority: Priority
    instruction: str
    say: str


class PreviewedDifference(TypedDict):
    """A prompt that would come, go, move or be worded otherwise; `words` is what it rests on."""

    kind: Literal["came", "gone", "moved", "reworded"]
    moment: str
    words: str
    before: PreviewedPrompt | None
    after: PreviewedPrompt | None


class PreviewedConversation(TypedDict):
    """A line of a preview: the conversation with number `looked_at`, of at most `of`."""

    kind: Literal["conversation"]
    looked_at: int
    of: int
    conversation: str
    channel: str
    differences: list[PreviewedDifference]


class PreviewedMoment(TypedDict):
    """How many prompts of a moment there were before and would be after, and what becomes of them."""

    moment: str
    before: int
    after: int
    came: int
    gone: int
    moved: int
    reworded: int


class PreviewTotal(TypedDict):
    """The last line of a preview: conversations looked at and changed, prompts before and after."""

    kind: Literal["total"]
    looked_at: int
    changed: int
    before: int
    after: int
    moments: list[PreviewedMoment]


PreviewLine = PreviewedConversation | PreviewTotal


class SaidBefore(TypedDict):
    """What a customer said in a stored conversation, without personal data."""

    text: str
    language: str
    channel: str
    similarity: float


class ProposalShown(TypedDict):
    """A moment proposed from a guideline sentence; `missing` names the fields that are left to fill in."""

    moment: str
    yaml: str
    sentences: dict[str, str]
    found: list[SaidBefore]
    looked_at: int
    missing: list[str]
