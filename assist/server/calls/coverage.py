"""What the moments quote of the guidelines, on which channels, and what they leave out."""

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from aiohttp import web

from assist.core.playbook import Playbook
from assist.server.asking import answer
from assist.server.parts import Here
from assist.server.routes import Route
from assist.wire import guidelines as shapes

if TYPE_CHECKING:
    from guidelines_kb import Snippet

SCOPE = "guidelines"


async def coverage(request: web.Request, here: Here) -> web.Response:
    """Which sentences some moment quotes, and which none does."""
    snippets = await asyncio.to_thread(here.tenant.library.snippets)
    return answer(covered(snippets, here.tenant.get_playbook()))


def covered(snippets: "Iterable[Snippet]", playbook: Playbook) -> shapes.Coverage:
    """What `playbook` quotes of these sentences."""
    quoting: dict[tuple[str, int], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for (moment, channel), citations in sorted(playbook.citations.items()):
        for citation in citations:
            quoting[citation.document, citation.start][moment].append(channel.value)
    shown = [_snippet(snippet, quoting.get((snippet.document, snippet.start), {})) for snippet in snippets]
    return {
        "snippets": len(shown),
        "cited": [snippet for snippet in shown if snippet["moments"]],
        "uncited": [snippet for snippet in shown if not snippet["moments"]],
        "uncited_come_with": [
            {"moment": moment.id, "channels": sorted(channel.value for channel in moment.channels)}
            for moment in playbook.moments
            if moment.cites_match
        ],
        "without_guideline": _without_guideline(playbook),
    }


def _without_guideline(playbook: Playbook) -> list[shapes.OnChannels]:
    silent: list[shapes.OnChannels] = []
    for moment in playbook.moments:
        channels = [channel.value for channel in moment.channels if not playbook.citations.get((moment.id, channel))]
        if channels and not moment.cites_match:
            silent.append({"moment": moment.id, "channels": sorted(channels)})
    return silent


def _snippet(snippet: "Snippet", quoting: Mapping[str, list[str]]) -> shapes.Covered:
    return {
        "document": snippet.document,
        "section": snippet.section,
        "language": snippet.language,
        "quote": snippet.text,
        "start": snippet.start,
        "end": snippet.end,
        "moments": sorted(quoting),
        "quoted_by": [{"moment": moment, "channels": sorted(channels)} for moment, channels in sorted(quoting.items())],
    }


ROUTES = (Route("GET", "/v1/guidelines/coverage", coverage, "What moments quote", SCOPE, {200: shapes.Coverage}),)
