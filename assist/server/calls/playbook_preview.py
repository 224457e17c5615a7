"""What a change of the playbook would change: the last conversations replayed with it, told as it goes (NDJSON).

One replay goes on at a time, in a thread; it ends when the one who asked closes the connection.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator

from aiohttp import ClientConnectionResetError, web

from assist.core.playbook import Playbook
from assist.core.prompts import Prompt
from assist.errors import AssistError
from assist.masking import mask
from assist.playbook.preview import Compared, Difference, Recording, compare
from assist.recordings import recordings
from assist.replay import UnderstandNow
from assist.server.asking import read_json
from assist.server.calls.moments import LEADS, SCOPE, editor_of
from assist.server.guards.limits import MOST_JSON
from assist.server.parts import Here
from assist.server.routes import Route
from assist.wire import playbook as wire
from assist.wire.faults import validated
from assist.wire.playbook import PreviewBody
from assist.wire.text import dump
from assist.wire.times import write_rfc3339

NDJSON = "application/x-ndjson"
ONE_AT_A_TIME = asyncio.Semaphore(1)
LONGEST_WORDS = 300  # code points of what a prompt rests on


async def preview(request: web.Request, here: Here) -> web.StreamResponse:
    """Replay the last conversations with changes in place; a line for each conversation, and one for all of them."""
    body = validated(PreviewBody, await read_json(request, MOST_JSON))
    editor = editor_of(here)
    live = editor.playbook
    draft, understand = await asyncio.to_thread(editor.draft, body.moments)
    response = web.StreamResponse(headers={"Content-Type": NDJSON, "Cache-Control": "no-store"})
    response.headers["X-Accel-Buffering"] = "no"  # a proxy in front passes lines on as they come
    await response.prepare(request)
    found = recordings(here.parts.store, here.tenant.name, body.last, body.channel, body.language)
    try:
        async with ONE_AT_A_TIME:
            async for line in _lines(found, body.last, understand, live, draft):
                await response.write(dump(line) + b"\n")
        await response.write_eof()
    except (ConnectionResetError, ClientConnectionResetError):
        pass  # they have seen enough
    except AssistError as error:  # too late for a problem document
        await response.write(dump({"kind": "failed", "detail": error.detail}) + b"\n")
    return response


async def _lines(
    found: AsyncIterator[Recording], last: int, understand: UnderstandNow, live: Playbook, draft: Playbook
) -> AsyncIterator[wire.PreviewLine]:
    total = _Total()
    async for recording in found:
        compared = await asyncio.to_thread(compare, recording, understand, live, draft)
        total.add(compared)
        shown: wire.PreviewedConversation = {
            "kind": "conversation",
            "looked_at": total.looked_at,
            "of": last,
            "conversation": recording.conversation.id,
            "channel": recording.conversation.channel.value,
            "differences": [difference_body(one) for one in compared.differences],
        }
        yield shown
    yield total.body()


class _Total:
    """Counts over all conversations."""

    def __init__(self) -> None:
        self.looked_at = self._changed = 0
        self._before, self._after, self._kinds = Counter[str](), Counter[str](), Counter[tuple[str, str]]()

    def add(self, compared: Compared) -> None:
        """One more conversation."""
        self.looked_at += 1
        self._changed += bool(compared.differences)
        self._before.update(compared.before)
        self._after.update(compared.after)
        self._kinds.update((one.moment, one.kind.value) for one in compared.differences)

    def body(self) -> wire.PreviewTotal:
        """The last line."""
        return {
            "kind": "total",
            "looked_at": self.looked_at,
            "changed": self._changed,
            "before": self._before.total(),
            "after": self._after.total(),
            "moments": [self._moment(name) for name in sorted(self._before.keys() | self._after.keys())],
        }

    def _moment(self, name: str) -> wire.PreviewedMoment:
        return {
            "moment": name,
            "before": self._before[name],
            "after": self._after[name],
            "came": self._kinds[name, "came"],
            "gone": self._kinds[name, "gone"],
            "moved": self._kinds[name, "moved"],
            "reworded": self._kinds[name, "reworded"],
        }


def difference_body(difference: Difference) -> wire.PreviewedDifference:
    """A prompt that would come, go, move or say something else; what was said without identifiers of persons."""
    return {
        "kind": difference.kind.value,
        "moment": difference.moment,
        "words": mask(difference.words)[:LONGEST_WORDS],
        "before": _shown(difference.before),
        "after": _shown(difference.after),
    }


def _shown(prompt: Prompt | None) -> wire.PreviewedPrompt | None:
    if prompt is None:
        return None
    at = write_rfc3339(prompt.opened_at)
    return {"at": at, "priority": prompt.priority, "instruction": prompt.instruction, "say": prompt.say}


ROUTES = (
    Route(
        "POST", "/v1/playbook/preview", preview, "Replay the last conversations with changes in place", SCOPE,
        {200: NDJSON}, PreviewBody, roles=LEADS, is_audited=True,
    ),
)  # fmt: skip
