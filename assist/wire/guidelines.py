"""The guidelines over HTTP beyond the documents themselves: versions, coverage, and what overlaps."""

from typing import Literal

from typing_extensions import TypedDict

from assist.wire.answers import DocumentShown
from assist.wire.shapes import Citation

Made = Literal["put", "restored", "removed"]
OverlapKind = Literal["amount", "polarity", "same"]
Span = list[int]  # start and end, in code points


class Removed(TypedDict):
    """A document that was taken out and can be restored; `version` is the newest that can."""

    document: str
    title: str
    at: str | None
    by: str
    version: int


class Library(TypedDict):
    """The guidelines of a workspace, and those that were taken out; `version` and `edition` as of the playbook."""

    version: str
    edition: int
    documents: list[DocumentShown]
    removed: list[Removed]


class Sentence(TypedDict):
    """A sentence of a document: what can be found and quoted. `section` is the heading above it."""

    section: str
    language: str
    quote: str
    start: int
    end: int


class Understood(DocumentShown):
    """A document as it was understood; offsets count code points of `text`.

    `language_guess` gives the weight of each language that the text may be in; a `language` that was told stays.
    """

    text: str
    sentences: list[Sentence]
    language_guess: dict[str, float]


class Found(TypedDict):
    """Guideline sentences, nearest first.

    `floors` has the similarity below which a sentence in each language says nothing on the query, whose own language
    is guessed in `language_guess`. What is below is left out unless it was asked for.
    """

    matches: list[Citation]
    latency_ms: float
    language_guess: dict[str, float]
    floors: dict[str, float]


class Altered(TypedDict):
    """One sentence in two wordings."""

    before: str
    after: str


class Changes(TypedDict):
    """What a version has other than the one before it."""

    added: list[str]
    removed: list[str]
    altered: list[Altered]


class VersionShown(TypedDict):
    """One version; `changes` is null for the oldest kept, and after the document had been taken out.

    `at` is null and `by` empty where nobody noted them; `restored` is the version that was gone back to, or null.
    `bytes` is the size of the file as it came, 0 where it was not kept.
    """

    version: int
    made: Made
    at: str | None
    by: str
    restored: int | None
    is_current: bool
    title: str
    language: str
    sentences: int
    bytes: int
    changes: Changes | None


class Versions(TypedDict):
    """The versions of a document, the newest first, and how many are kept at the most."""

    document: str
    versions: list[VersionShown]
    most: int


class OnChannels(TypedDict):
    """A moment, and the channels on which it does something."""

    moment: str
    channels: list[str]


class Covered(TypedDict):
    """A guideline sentence and the moments that quote it, all channels together, then each with its channels."""

    document: str
    section: str
    language: str
    quote: str
    start: int
    end: int
    moments: list[str]
    quoted_by: list[OnChannels]


class Coverage(TypedDict):
    """Which guideline sentences some moment quotes, which none does, and which moments find none.

    `uncited_come_with` are the moments that quote whatever fits a customer's words, if it is near enough: by them every
    uncited sentence can reach an agent on those channels. Without any, an uncited sentence never does.
    """

    snippets: int
    cited: list[Covered]
    uncited: list[Covered]
    uncited_come_with: list[OnChannels]
    without_guideline: list[OnChannels]


class Side(TypedDict):
    """One sentence of a pair; `marks` are the spans of `quote` in which the conflict lies."""

    document: str
    title: str
    section: str
    language: str
    quote: str
    start: int
    end: int
    marks: list[Span]


class OverlapShown(TypedDict):
    """Two sentences with another amount, of which one bids what the other forbids, or that say the same."""

    kind: OverlapKind
    similarity: float
    one: Side
    other: Side


class Overlaps(TypedDict):
    """Contradictions, then what is said twice, each kind with the most alike first; `guidelines` is their version."""

    guidelines: str
    sentences: int
    pairs: list[OverlapShown]
