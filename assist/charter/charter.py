"""The charter in one language, put together: what the lead says, what the workspace promises, what was measured."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assist.charter import figures, sentences
from assist.charter.edition import Edition
from assist.charter.measures import BY_ID, NOTHING_MEASURED, Figures, Measure
from assist.charter.texts import Texts, texts_in
from assist.core.conditions import Standards
from assist.wire.charter import CharterShown, Implementation, Language, Quote, StandardInCharter
from assist.wire.times import write_rfc3339


@dataclass(frozen=True, slots=True)
class Facts:
    """What the charter rests on: figures measured between two times (seconds since the epoch), and what is promised.

    `standards_changed_at` is when the standards were last changed, None when they are the playbook's own. What was
    practised counts from `since` on, once it was finished.
    """

    standards: Standards
    since: float
    until: float
    served: tuple[str, ...]
    measured: Figures = NOTHING_MEASURED
    standards_changed_at: float | None = None
    practice_sessions: int = 0
    agents_trained: int = 0


def charter(edition: Edition, facts: Facts, quotes: Mapping[str, Quote], language: str) -> CharterShown:
    """The charter of an edition; `quotes` are the guidelines by standard."""
    texts, text = texts_in(language), edition.text
    channels = [channel.value for channel in edition.channels]
    languages = edition.languages(facts.served)
    published = [
        BY_ID[name] for name in edition.published if name in BY_ID and BY_ID[name].can_be_published(facts.standards)
    ]
    standards = [_standard(measure, edition, facts, quotes, language) for measure in published]
    return {
        "version": edition.number,
        "language": language,
        "title": _title(texts, text.organisation),
        "subtitle": texts.subtitle,
        "headings": dict(texts.headings),
        "organisation": text.organisation,
        "purpose": _own(text.purpose, language) or texts.purpose,
        "scope": _scope(_own(text.scope, language) or texts.scope, texts, channels, languages),
        "channels": [{"code": code, "name": texts.channels[code]} for code in channels],
        "languages": [{"code": code, "name": texts.languages[code]} for code in languages],
        "standards": standards,
        "implementation": _implementation(edition, facts, standards, language),
        "contact": _own(text.contact, language) or texts.contact,
    }


def _implementation(
    edition: Edition, facts: Facts, standards: Iterable[StandardInCharter], language: str
) -> Implementation:
    review, changed_at = edition.text.reviewed, facts.standards_changed_at
    has_figures = any(standard["adherence"] for standard in standards)
    return {
        "measured_since": write_rfc3339(facts.since),
        "measured_until": write_rfc3339(facts.until),
        "reviewed_on": review.on if review else None,
        "reviewed_by": review.by if review else "",
        "standards_changed_at": None if changed_at is None else write_rfc3339(changed_at),
        "practice_sessions": facts.practice_sessions,
        "agents_trained": facts.agents_trained,
        "says": [
            sentences.measured(has_figures, facts.since, facts.until, language),
            sentences.trained(facts.practice_sessions, facts.agents_trained, facts.since, language),
            *sentences.looked_after(review, changed_at, language),
        ],
    }


def _title(texts: Texts, organisation: str) -> str:
    return texts.of.format(title=texts.title, organisation=organisation) if organisation else texts.title


def _own(texts: Mapping[Language, str], language: str) -> str:
    return next((text.strip() for code, text in texts.items() if code == language), "")


def _scope(said: str, texts: Texts, channels: list[str], languages: list[str]) -> str:
    named = {
        "{channels}": texts.listed([texts.channels[code] for code in channels]),
        "{languages}": texts.listed([texts.languages[code] for code in languages]),
    }
    for slot, names in named.items():
        said = said.replace(slot, names)
    return said


def _standard(
    measure: Measure, edition: Edition, facts: Facts, quotes: Mapping[str, Quote], language: str
) -> StandardInCharter:
    seconds = measure.seconds(facts.standards)
    number = figures.in_words(seconds, language) if seconds is not None else ""
    quote, adherence = quotes.get(measure.id), facts.measured.adherence(measure)
    return {
        "id": measure.id,
        "sentence": edition.sentence(measure.id, language).replace("{number}", number),
        "seconds": seconds,
        "guideline": quote,
        "source": sentences.source(quote, language),
        "is_measured": measure.is_measured,
        "adherence": adherence,
        "outcome": sentences.outcome(adherence, measure.is_measured, language),
    }
