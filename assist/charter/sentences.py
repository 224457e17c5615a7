"""What Markdown and HTML say alike beside a charter's own texts."""

from collections.abc import Iterator

from assist.charter import figures
from assist.charter.texts import texts_in
from assist.wire.charter import CharterShown, Quote, StandardInCharter
from assist.wire.times import read_rfc3339


def source(quote: Quote, language: str) -> str:
    """Where a guideline sentence stands."""
    texts = texts_in(language)
    form = texts.quoted if quote["section"] else texts.quoted_plain
    return form.format(title=quote["title"], section=quote["section"])


def outcome(standard: StandardInCharter, language: str) -> str:
    """How the standard was kept, or why that is not said."""
    texts, adherence = texts_in(language), standard["adherence"]
    if not standard["is_measured"]:
        return texts.not_counted
    if adherence is None:
        return texts.not_measured
    return texts.kept.format(
        share=figures.share(adherence["kept"], adherence["count"], language),
        count=figures.count(adherence["count"], language),
    )


def implementation(charter: CharterShown) -> Iterator[str]:
    """Since when there are figures, and when anybody last looked."""
    language, facts = charter["language"], charter["implementation"]
    texts = texts_in(language)
    since, until = (_day(facts["measured_since"], language), _day(facts["measured_until"], language))
    has_figures = any(standard["adherence"] for standard in charter["standards"])
    yield texts.measured.format(since=since, until=until) if has_figures else texts.unmeasured
    if facts["standards_changed_at"] is not None:
        yield texts.changed.format(date=_day(facts["standards_changed_at"], language))
    if facts["reviewed_on"] is None:
        yield texts.not_reviewed
    else:
        form = texts.reviewed_by if facts["reviewed_by"] else texts.reviewed
        yield form.format(date=figures.day(facts["reviewed_on"], language), by=facts["reviewed_by"])


def _day(at: str | float, language: str) -> str:
    return figures.day(read_rfc3339(str(at)), language)
