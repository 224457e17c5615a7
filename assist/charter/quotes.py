"""Which guideline sentence each standard stands on, in the reader's language where the guidelines have it."""

from collections.abc import Sequence

from assist.charter.measures import Measure
from assist.core.playbook import Playbook
from assist.wire.charter import Quote
from guidelines_kb import Library


def quotes_for(measures: Sequence[Measure], playbook: Playbook, library: Library, language: str) -> dict[str, Quote]:
    """The sentence of each standard by its id, word for word; none where the guidelines say nothing near enough."""
    found = ((measure.id, _quote(measure, playbook, library, language)) for measure in measures)
    return {name: quote for name, quote in found if quote is not None}


def _quote(measure: Measure, playbook: Playbook, library: Library, language: str) -> Quote | None:
    moment = playbook.by_id.get(measure.moment)
    if moment is None:
        return None
    own = moment.queries_by_channel.get(measure.channel) if measure.channel else None
    queries = own or moment.queries
    for asked, among in ((queries.get(language), language), *((text, None) for text in queries.values())):
        matches = library.search(asked, k=1, language=among) if asked else ()
        if matches:
            snippet = matches[0].snippet
            return {
                "document": snippet.document,
                "title": snippet.title,
                "section": snippet.section,
                "language": snippet.language,
                "quote": snippet.text,
            }
    return None
