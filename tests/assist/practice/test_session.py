from datetime import UTC, datetime

from assist.practice.session import Session, summary_of
from assist.wire.practice import Counts


def session(
    name: str, month: int = 1, agent: str = "kim", counts: Counts | None = None, script: str = "tent"
) -> Session:
    return Session(
        conversation=name,
        script=script,
        title=script.title(),
        language="en",
        channel="chat",
        difficulty=1,
        customer="Robin Lind",
        level="shown",
        agent=agent,
        begun=datetime(2026, month, 5, tzinfo=UTC).timestamp(),
        counts=counts,
    )


def counts(alone: int, prompted: int, missed: int) -> Counts:
    return {"needed": alone + prompted + missed, "alone": alone, "prompted": prompted, "mended": 0, "missed": missed}


def test_a_session_is_kept_as_it_is() -> None:
    kept = session("c1", counts=counts(1, 0, 1))
    assert Session.model_validate_json(kept.model_dump_json()) == kept
    assert kept.body()["begun"] == "2026-01-05T00:00:00.000Z"
    assert (kept.shown_after_s, kept.body()["ended"]) == (0.0, None)


def test_the_summary_counts_agents_sessions_and_what_was_met() -> None:
    summary = summary_of(
        [
            session("c1", counts=counts(3, 1, 0)),
            session("c2", month=2, counts=counts(0, 0, 4)),
            session("c3", month=2, agent="lee", script="boat"),
        ]
    )
    assert (summary["agents_trained"], summary["sessions"], summary["finished"]) == (1, 3, 2)
    assert summary["share_met"] == 0.5
    assert [(one["month"], one["script"], one["sessions"]) for one in summary["by_script"]] == [
        ("2026-01", "tent", 1),
        ("2026-02", "boat", 1),
        ("2026-02", "tent", 1),
    ]


def test_without_sessions_there_is_no_share() -> None:
    assert summary_of([]) == {"agents_trained": 0, "sessions": 0, "finished": 0, "share_met": None, "by_script": []}
