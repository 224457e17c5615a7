"""A moment proposed from a guideline sentence, with what customers of this workspace have said like it."""

import asyncio
from collections.abc import Iterator

from aiohttp import web

from assist.core.conversation import speaker
from assist.core.events import Role
from assist.errors import NotFound
from assist.playbook.preview import Recording
from assist.playbook.proposals import Heard, Proposal, propose
from assist.recordings import recordings
from assist.server.asking import answer, read_json
from assist.server.calls.moments import LATER, LEADS, SCOPE, editor_of
from assist.server.guards.limits import MOST_JSON
from assist.server.parts import Here
from assist.server.routes import Route
from assist.wire import playbook as wire
from assist.wire.faults import fault, refusal, validated
from assist.wire.playbook import ProposalBody
from guidelines_kb import Query
from guidelines_kb.languages import detect

LOOKED_THROUGH = 300  # conversations, the latest
MOST_HEARD = 400  # sentences of customers, the latest: each is encoded, unless it was lately
ASKING = frozenset({"question", "problem", "need"})  # what a guideline may answer, as in a live conversation


async def make(request: web.Request, here: Here) -> web.Response:
    """Propose a moment; nothing is kept. What cannot be found is left empty, and named in `missing`."""
    body = validated(ProposalBody, await read_json(request, MOST_JSON))
    editor, encode = editor_of(here), here.tenant.encode
    if encode is None:
        raise LATER
    languages = here.tenant.listed.settings.languages
    sentence = await asyncio.to_thread(_sentence, body, here, languages)
    heard, looked_at = list[Heard](), 0
    async for recording in recordings(here.parts.store, here.tenant.name, LOOKED_THROUGH):
        looked_at += 1
        heard += _asked_in(recording, languages)
        if len(heard) >= MOST_HEARD:
            break
    library = here.tenant.library
    proposal = await asyncio.to_thread(
        propose, sentence, languages, heard[:MOST_HEARD], editor.playbook, library, encode
    )
    return answer(proposal_body(proposal, looked_at))


def proposal_body(proposal: Proposal, looked_at: int) -> wire.ProposalShown:
    """The proposal as the wire shows it."""
    return {
        "moment": proposal.moment,
        "yaml": proposal.yaml,
        "sentences": dict(proposal.sentences),
        "found": [
            {"text": one.text, "language": one.language, "channel": one.channel.value, "similarity": one.similarity}
            for one in proposal.found
        ],
        "looked_at": looked_at,
        "missing": list(proposal.missing),
    }


def _sentence(body: ProposalBody, here: Here, languages: tuple[str, ...]) -> Query:
    if body.document is not None and body.start is not None and body.text is None:
        for snippet in here.tenant.library.snippets():
            if (snippet.document, snippet.start) == (body.document, body.start):
                return Query(snippet.text, snippet.language)
        raise NotFound(f"No sentence of {body.document!r} begins at {body.start}")
    if body.text is None or not body.text.strip() or body.document is not None:
        raise refusal([fault("", "must name a sentence: either `document` and `start`, or `text`")])
    guessed = detect(body.text, languages)
    return Query(body.text.strip(), body.language or max(guessed, key=lambda language: guessed[language]))


def _asked_in(recording: Recording, languages: tuple[str, ...]) -> Iterator[Heard]:
    """The sentences in which the customer asks or tells of a matter, as they were understood then."""
    conversation = recording.conversation
    names = (conversation.customer.name, conversation.agent.name, *(event.caller for event in recording.events))
    for event in recording.events:
        if speaker(event) is not Role.CUSTOMER:
            continue
        spans = {(act.start, act.end) for act in event.understanding.acts if act.name in ASKING}
        guessed = detect(event.text, languages) if spans else {}
        for start, end in sorted(spans):
            language = event.language or max(guessed, key=lambda one: guessed[one])
            yield Heard(event.text[start:end].strip(), language, conversation.channel, names)


ROUTES = (
    Route(
        "POST", "/v1/playbook/propose", make, "Propose a moment from a guideline sentence", SCOPE,
        {200: wire.ProposalShown}, ProposalBody, refusals=(404,), roles=LEADS, is_audited=True,
    ),
)  # fmt: skip
