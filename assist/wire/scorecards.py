"""The answers of the scorecards, as typed dicts. A figure that has nothing to stand on is null, never 0.

    GET /v1/scorecards                 Scorecards          from, to, timezone, group_by, small and the filters
    GET /v1/scorecards/conversations   Drill               the same but group_by, and `of`, `limit`, `offset`
    GET /v1/scorecards/now             Now                 agent, channel, language, `late`, `limit`
    GET /v1/scorecards/export          CSV or Parquet      as /v1/scorecards, and `format`, `table`

`from` and `to` are days (`2026-01-31`, both counted, in `timezone`, by default UTC) or times in RFC 3339 (`to` is not
counted any more); without them nothing is left out. The filters are `agent`, `channel`, `moment` and `language`, each
one value. `group_by` is one of `GROUPS`, or two with a comma between (`moment,day`); without it `moment`.
"""

from typing import Literal, NotRequired

from typing_extensions import TypedDict

from assist.wire.times import Time

GROUPS = ("agent", "channel", "moment", "language", "day")
FILTERS = ("agent", "channel", "moment", "language")
OTHERS = "others"
LEAST = 5  # conversations from which an agent is shown alone without being asked for

# What `of` may be: the figure of a row whose conversations are wanted.
FIGURES = (
    *("conversations", "needed", "done", "prompted", "unprompted", "missed", "withdrawn", "dismissed", "open"),
    *("late_first_reply", "late_reply", "late_ringing", "late_hold"),
    *("prompts", "shown", "used", "edited", "copied", "helpful", "unhelpful", "unused", "nuisance"),
)
Figure = Literal[
    "conversations", "needed", "done", "prompted", "unprompted", "missed", "withdrawn", "dismissed", "open",
    "late_first_reply", "late_reply", "late_ringing", "late_hold",
    "prompts", "shown", "used", "edited", "copied", "helpful", "unhelpful", "unused", "nuisance",
]  # fmt: skip
Ending = Literal["open", "done", "expired", "withdrawn", "dismissed"]


class Times(TypedDict):
    """How long customers were kept waiting, in seconds, against the standard of each one's channel.

    `count`, `median_s` and `p90_s` are of what came to its end. `judged` has a standard: what came to its end, and
    what the conversation ended or still waits for once that is longer than the standard, which are `unanswered`.
    """

    count: int
    median_s: float | None
    p90_s: float | None
    judged: int
    within: int
    unanswered: int
    share_within: float | None


class Use(TypedDict):
    """What became of the prompts themselves. A prompt counts once in each line that it belongs to.

    `shown` are those that some feedback tells of; `unused` expired, and nobody used, edited or copied them or found
    them helpful; `useful` were used, edited, copied or found helpful. `useful_share` is per `shown`.
    `nuisance` were dismissed, unhelpful or unused; `hours` are those of conversation that they came in: the time
    between events, where a gap of more than five minutes counts as five.
    """

    prompts: int
    shown: int
    used: int
    edited: int
    copied: int
    helpful: int
    unhelpful: int
    dismissed: int
    unused: int
    useful: int
    useful_share: float | None
    nuisance: int
    hours: float
    nuisance_per_hour: float | None


class Row(TypedDict):
    """The figures of one group; of `moment`, `agent`, ... it has those that it is a group of.

    A moment is `needed` each time it opened or was met without a prompt. It is `done` when met (`prompted`: after a
    prompt, `unprompted`: without), `missed` when it closed unmet (`withdrawn` of those: because it was not true any
    more), `dismissed` by the agent, or still `open`. `adherence` is `done` of what is not open. Seconds to done
    count from the prompt, and are of those prompted. Rows of moments say nothing of waiting, which no moment owns.
    `is_pooled`: several agents with few conversations as one, under the name `others`. Nobody's agent is "", and so
    is a language that is not known.
    """

    moment: NotRequired[str]
    agent: NotRequired[str]
    channel: NotRequired[str]
    language: NotRequired[str]
    day: NotRequired[str]
    is_pooled: NotRequired[Literal[True]]
    needed: int
    done: int
    missed: int
    dismissed: int
    median_s_to_done: float | None
    p90_s_to_done: float | None
    prompted: int
    unprompted: int
    withdrawn: int
    open: int
    adherence: float | None
    conversations: int
    use: Use
    first_reply: NotRequired[Times]
    replies: NotRequired[Times]
    ringing: NotRequired[Times]
    holds: NotRequired[Times]


class Period(TypedDict):
    """What was asked for; null where there is no end."""

    since: Time | None
    until: Time | None
    timezone: str


class StandardShown(TypedDict):
    """A standard that waiting was measured against: `reply_s`, `ring_s`, `voicemail_s` or `hold_limit_s`."""

    standard: str
    channel: str
    seconds: float


class Small(TypedDict):
    """How few conversations are not shown as one agent's, whether they were asked for, and how many agents it is."""

    least: int
    is_shown: bool
    agents: int


class Scorecards(TypedDict):
    """Adherence, waiting and the use of prompts. `uncounted` conversations of the period were kept by an older
    version, and count once `bistand scorecards recompute` has read them."""

    as_of: Time
    period: Period
    group_by: list[str]
    rows: list[Row]
    total: Row
    standards: list[StandardShown]
    small: Small
    uncounted: int


class Need(TypedDict):
    """One time that a moment was needed in a conversation, and how it ended; seconds count from the prompt."""

    moment: str
    agent: str
    needed_at: Time
    is_prompted: bool
    status: Ending
    s_to_done: float | None


class Wait(TypedDict):
    """One time that the customer waited: for the first or a later reply, for the telephone, or on hold."""

    kind: Literal["reply", "voicemail", "ringing", "hold"]
    is_first_reply: bool
    agent: str
    since: Time
    seconds: float
    standard_s: float | None
    is_answered: bool
    is_late: bool


class Measured(TypedDict):
    """A conversation that is part of a figure, with what of it is in the period and fits the filters."""

    id: str
    agents: list[str]
    channel: str
    language: str
    begun: Time
    last: Time
    needs: list[Need]
    waits: list[Wait]
    use: Use


class Drill(TypedDict):
    """The conversations that make up a figure, the latest first; `total` counts those of all pages."""

    of: Figure
    conversations: list[Measured]
    total: int
    next_offset: int | None


class Place(TypedDict):
    """Whose conversation it is, and of what kind."""

    conversation: str
    agent: str
    channel: str
    language: str


class Waiting(Place):
    """A customer who waits now: for words, the telephone, a call back or the end of a hold.

    `over_s` is how far past the standard, null where none says anything.
    """

    kind: Literal["reply", "voicemail", "ringing", "hold"]
    since: Time
    waited_s: float
    standard_s: float | None
    over_s: float | None
    is_late: bool


class Owed(Place):
    """A promise that is not kept yet; `event` is the message that made it, `over_s` is negative before `due`."""

    event: str
    made_at: Time
    due: Time
    over_s: float
    is_late: bool


class Now(TypedDict):
    """Who waits and what was promised, the latest first: what is furthest past its time. Counts are of all, not of
    the `limit` that is shown."""

    as_of: Time
    waiting: list[Waiting]
    promises: list[Owed]
    waiting_count: int
    waiting_late: int
    promises_count: int
    promises_late: int
