"""Practice on the wire: sessions to begin, scripts as they are listed, and the report at the end."""

from typing import Literal, NotRequired

from typing_extensions import TypedDict

from assist.wire.bodies import AgentBody, Body, Id
from assist.wire.shapes import Citation, FindingShown
from assist.wire.times import Time

Level = Literal["shown", "delayed", "hidden"]
Outcome = Literal["alone", "prompted", "mended", "missed"]
EndingName = Literal["settled", "escalated", "leaves"]
SHOWN_AFTER_S: dict[Level, float | None] = {"shown": 0.0, "delayed": 15.0, "hidden": None}


class PracticeBody(Body):
    """A session to begin. `level`: prompts at once, only after a delay, or none until the report."""

    script: Id
    level: Level = "shown"
    agent: AgentBody | None = None


class ScriptShown(TypedDict):
    """A script to choose; `own` when it was written here. One with a `fault` cannot be played as it stands.

    `practises` says in the script's language what its aims ask for.
    """

    name: str
    title: str
    language: str
    difficulty: int
    channel: str
    customer: str
    mood: str
    briefing: str
    aims: list[str]
    practises: list[str]
    own: bool
    fault: NotRequired[str]


class Scripts(TypedDict):
    """All scripts of a workspace."""

    scripts: list[ScriptShown]


class ScriptText(TypedDict):
    """A script as it is written."""

    name: str
    own: bool
    yaml: str


class Counts(TypedDict):
    """How often something was needed, and how that went; a slip that was put right is `mended`."""

    needed: int
    alone: int
    prompted: int
    mended: int
    missed: int


class SessionShown(TypedDict):
    """A session; `ending` is empty while it lasts, or when the agent broke it off."""

    conversation: str
    script: str
    title: str
    language: str
    channel: str
    difficulty: int
    customer: str
    level: Level
    agent: str
    agent_name: str
    begun: Time
    ended: Time | None
    ending: EndingName | None
    counts: Counts | None


class Begun(SessionShown):
    """A session that has begun, and what the agent's systems would say of the matter."""

    briefing: str
    shown_after_s: float | None


class SessionList(TypedDict):
    """Sessions, latest first: an agent's own, or all for who leads."""

    sessions: list[SessionShown]


class Quoted(TypedDict):
    """Words of the conversation."""

    event: str
    text: str


class NeedShown(TypedDict):
    """A moment that was there, and how the agent met it.

    `seconds` is how long it took where it did not happen at once; `say` are words that would have done.
    """

    moment: str
    asks: str
    outcome: Outcome
    at: Time
    seconds: float | None
    why: str
    customer: Quoted | None
    agent: Quoted | None
    say: str
    say_language: str
    guideline: Citation | None


class AimShown(TypedDict):
    """What the script is for; `not_needed` when the conversation never came to it."""

    moment: str
    asks: str
    outcome: Outcome | Literal["not_needed"]


class Times(TypedDict):
    """Seconds that the customer waited for words, each against the standard, where there is one."""

    replies: list[float]
    reply_limit_s: float | None
    late_replies: int
    holds: list[float]
    hold_limit_s: float | None
    long_holds: int


class SpotShown(TypedDict):
    """What is to be mended in something that the agent wrote, and the words it is about."""

    event: str
    quote: str
    finding: FindingShown


class Report(SessionShown):
    """What a trainer would say; `needs` are those that went well first, then the others, each in order of time."""

    needs: list[NeedShown]
    aims: list[AimShown]
    times: Times
    findings: list[SpotShown]


class MonthOfScript(TypedDict):
    """The sessions of one script in one month (UTC, as 2026-01)."""

    script: str
    title: str
    month: str
    sessions: int


class PracticeSummary(TypedDict):
    """What was practised; `share_met` is the share of needed moments that were met, alone or after a prompt."""

    agents_trained: int
    sessions: int
    finished: int
    share_met: float | None
    by_script: list[MonthOfScript]
