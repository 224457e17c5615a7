"""What is kept of a session beside its conversation: who practised what, and how it went, without any words."""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime

from pydantic import BaseModel, ConfigDict

from assist.core.practice import Script
from assist.wire.practice import SHOWN_AFTER_S, Counts, EndingName, Level, MonthOfScript, PracticeSummary, SessionShown
from assist.wire.times import write_rfc3339


class Session(BaseModel):
    """A session; `begun` and `ended` are seconds since the epoch."""

    model_config = ConfigDict(frozen=True)
    conversation: str
    script: str
    title: str
    language: str
    channel: str
    difficulty: int
    customer: str
    level: Level
    agent: str
    agent_name: str = ""
    begun: float
    ended: float | None = None
    ending: EndingName | None = None
    counts: Counts | None = None

    @classmethod
    def of(cls, script: Script, conversation: str, level: Level, agent: tuple[str, str], begun: float) -> "Session":
        """A session that begins; `agent` is their id and name."""
        return cls(
            conversation=conversation,
            script=script.name,
            title=script.title,
            language=script.language,
            channel=script.channel.value,
            difficulty=script.difficulty,
            customer=script.customer.name,
            level=level,
            agent=agent[0],
            agent_name=agent[1],
            begun=begun,
        )

    @property
    def shown_after_s(self) -> float | None:
        """How long prompts are kept back; None when none is shown."""
        return SHOWN_AFTER_S[self.level]

    def body(self) -> SessionShown:
        """As the wire shows it."""
        shown = self.model_dump()
        ended = None if self.ended is None else write_rfc3339(self.ended)
        return SessionShown(**{**shown, "begun": write_rfc3339(self.begun), "ended": ended})  # type: ignore[typeddict-item]


def summary_of(sessions: Iterable[Session]) -> PracticeSummary:
    """What was practised, in figures."""
    every = list(sessions)
    finished = [one for one in every if one.counts is not None]
    needed = sum(one.counts["needed"] for one in finished if one.counts)
    met = sum(one.counts["alone"] + one.counts["prompted"] for one in finished if one.counts)
    titles = {one.script: one.title for one in every}
    by_script = Counter((one.script, datetime.fromtimestamp(one.begun, UTC).strftime("%Y-%m")) for one in every)
    months: list[MonthOfScript] = [
        {"script": script, "title": titles[script], "month": month, "sessions": count}
        for (script, month), count in sorted(by_script.items(), key=lambda item: (item[0][1], item[0][0]))
    ]
    return {
        "agents_trained": len({one.agent for one in finished if one.agent}),
        "sessions": len(every),
        "finished": len(finished),
        "share_met": round(met / needed, 4) if needed else None,
        "by_script": months,
    }
