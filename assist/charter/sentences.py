"""What the charter says of its figures and of how it is kept up, in sentences."""

from collections.abc import Iterator

from assist.charter import figures
from assist.charter.texts import texts_in
from assist.wire.charter import Adherence, Quote, ReviewBody


def source(quote: Quote | None, language: str) -> str:
    """Where a guideline sentence stands; empty without one."""
    if quote is None:
        return ""
    texts = texts_in(language)
    form = texts.quoted if quote["section"] else texts.quoted_plain
    return form.format(title=quote["title"], section=quote["section"])


def outcome(adherence: Adherence | None, is_measured: bool, language: str) -> str:
    """How a standard was kept, or why that is not said."""
    texts = texts_in(language)
    if not is_measured:
        return texts.not_counted
    if adherence is None:
        return texts.not_measured
    return texts.kept.format(
        share=figures.share(adherence["kept"], adherence["count"], language),
        count=figures.count(adherence["count"], language),
    )


def measured(has_figures: bool, since: float, until: float, language: str) -> str:
    """Of which time the figures are; times in seconds since the epoch."""
    texts = texts_in(language)
    if not has_figures:
        return texts.unmeasured
    return texts.measured.format(since=figures.day(since, language), until=figures.day(until, language))


def trained(sessions: int, agents: int, since: float, language: str) -> str:
    """How much was practised, and by how many."""
    texts, day = texts_in(language), figures.day(since, language)
    if not sessions:
        return texts.untrained.format(since=day)
    return texts.trained.format(since=day, sessions=figures.count(sessions, language), agents=agents)


def looked_after(review: ReviewBody | None, changed_at: float | None, language: str) -> Iterator[str]:
    """When the standards were last changed and the charter last reviewed."""
    texts = texts_in(language)
    if changed_at is not None:
        yield texts.changed.format(date=figures.day(changed_at, language))
    if review is None:
        yield texts.not_reviewed
    else:
        form = texts.reviewed_by if review.by else texts.reviewed
        yield form.format(date=figures.day(review.on, language), by=review.by)
