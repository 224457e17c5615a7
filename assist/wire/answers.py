"""The answers of single calls, as typed dicts."""

from typing import Literal, NotRequired

from typing_extensions import TypedDict

from assist.core.prompts import Priority
from assist.wire.shapes import Citation, Entry, Prompt, SuppressedEntry


class Listed(TypedDict):
    """A conversation in the agent's queue."""

    id: str
    agent: str
    state: Literal["open", "ended"]
    awaiting_reply: bool


class Queue(TypedDict):
    """The agent's queue, latest change first."""

    conversations: list[Listed]


class Me(TypedDict):
    """Whose the key or token is: `agent` is empty where it is not one agent's own."""

    workspace: str
    agent: str
    roles: list[Literal["server", "agent", "lead"]]


class Log(TypedDict):
    """Entries of a conversation's log, each with its `seq`; `last_seq` is the log's last."""

    entries: list[Entry]
    last_seq: int
    suppressed: NotRequired[list[SuppressedEntry]]


class Touched(TypedDict):
    """The prompts that a call opened or closed."""

    prompts: list[Prompt]


class DocumentShown(TypedDict):
    """A guideline document; `sections` and `snippets` are counts."""

    document: str
    title: str
    language: str
    sections: int
    snippets: int
    changed: bool
    media_type: str
    sha256: str
    characters: int


class DocumentText(DocumentShown):
    """A guideline document with its text, which the offsets of citations refer to."""

    text: str


class Documents(TypedDict):
    """The guidelines of a workspace; `version` and `edition` as of the playbook."""

    version: str
    edition: int
    documents: list[DocumentShown]


class Matches(TypedDict):
    """Guideline sentences, nearest first; none that is below the floor."""

    matches: list[Citation]
    latency_ms: float


class SnippetShown(TypedDict):
    """A guideline sentence and the moments that quote it."""

    document: str
    section: str
    language: str
    quote: str
    start: int
    end: int
    moments: list[str]


class Coverage(TypedDict):
    """Which guideline sentences some moment quotes, and which none does."""

    snippets: int
    cited: list[SnippetShown]
    uncited: list[SnippetShown]


class MomentShown(TypedDict):
    """A moment of the playbook; one that is not `enabled` never opens."""

    moment: str
    enabled: bool
    priority: Priority
    channels: list[str]
    because: dict[str, str]
    cooldown_s: float
    expires_s: float | None
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


class Revoked(TypedDict):
    """What was taken back, and when."""

    revoked: str
    id: str
    at: str


class Erased(TypedDict):
    """How many conversations went."""

    erased: int


class AuditLineShown(TypedDict):
    """Who did what, and when: by which key (its id) or token (its `jti`), whose that is, and what it is for.

    `subject` is what it was done to, where that is no conversation; of a customer a digest of the id.
    """

    id: str
    at: str
    call: str
    conversation: str
    subject: str
    agent: str
    key: str
    token: str
    roles: list[str]


class Audit(TypedDict):
    """A page of the audit trail, latest first; `next` is None when there are no more."""

    lines: list[AuditLineShown]
    next: str | None


class FaultShown(TypedDict):
    """One thing that is wrong."""

    field: str
    detail: str


class Problem(TypedDict):
    """RFC 9457: what went wrong, field by field."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[FaultShown]
