"""Which guideline sentence each standard stands on, in the reader's language where the guidelines have it."""

from collections.abc import Iterable, Iterator

from assist.charter.measures import BY_ID, Measure
from assist.charter.texts import texts_in
from assist.core.playbook import Playbook
from assist.wire.charter import Quote
from guidelines_kb import Library


def quotes_for(names: Iterable[str], playbook: Playbook, library: Library, language: str) -> dict[str, Quote]:
    """The guideline of each standard, word for word; none where the guidelines say nothing near enough."""
    found = ((name, _quote(BY_ID[name], playbook, library, language)) for name in names)
    return {name: quote for name, quote in found if quote is not None}


def _quote(measure: Measure, playbook: Playbook, library: Library, language: str) -> Quote | None:
    for asked, among in _asked(measure, playbook, language):
        matches = library.search(asked, k=1, language=among)
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


def _asked(measure: Measure, playbook: Playbook, language: str) -> Iterator[tuple[str, str | None]]:
    """What to look for among sentences of which language: the standard's own need first, else what its moment asks."""
    moment = playbook.by_id.get(measure.moment)
    if moment is None:
        return
    own, of_channel = texts_in(language).queries.get(measure.id), None
    if measure.channel:
        of_channel = moment.queries_by_channel.get(measure.channel)
    needs = of_channel or moment.queries
    yield from ((text, language) for text in (own, needs.get(language)) if text)
    yield from ((text, None) for text in needs.values())
