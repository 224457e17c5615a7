"""Which guideline sentences each moment quotes: looked up once for each version of guidelines and playbook."""

from collections.abc import Mapping
from dataclasses import replace

from assist.core.events import Channel, Citation
from assist.core.playbook import Playbook
from guidelines_kb import Library, Match, Query

QUOTED = 3  # sentences a prompt carries at the most, best first


def cite(playbook: Playbook, library: Library) -> Playbook:
    """The playbook with the sentences that `library` has for each of its moments on each channel."""
    citations: dict[tuple[str, Channel], tuple[Citation, ...]] = {}
    for moment in playbook.moments:
        if moment.cites_match:
            continue
        common = _found(moment.queries, library)
        for channel in moment.channels:
            own = moment.queries_by_channel.get(channel)
            citations[moment.id, channel] = _found(own, library) if own else common
    return replace(playbook, citations=citations, version=f"{playbook.version}-{library.version}")


def _found(queries: Mapping[str, str], library: Library) -> tuple[Citation, ...]:
    """What answers one need that is said in several languages."""
    said = [Query(text, language) for language, text in sorted(queries.items())]
    return tuple(citation(match) for match in library.search(said, k=QUOTED))


def citation(match: Match) -> Citation:
    """A match as the core quotes it."""
    snippet = match.snippet
    return Citation(
        snippet.document,
        snippet.title,
        snippet.section,
        snippet.language,
        snippet.text,
        snippet.start,
        snippet.end,
        round(match.similarity, 4),
    )
