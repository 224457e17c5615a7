"""The playbook as it is changed while the server serves: what is put in is kept, and live at the next step."""

import asyncio
import hashlib
from collections.abc import Callable
from dataclasses import replace

from assist import standards
from assist.citations import cite
from assist.core.conditions import Standards
from assist.core.playbook import Moment, Playbook
from assist.playbook.examples import Outcome, run_examples
from assist.playbook.loading import InvalidPlaybook, check_rules, known_marks, parse_moment
from assist.ports import Store
from assist.replay import UnderstandNow
from guidelines_kb import Library

KIND = "moment"


class Editor:
    """The current playbook of a workspace, its sentences looked up."""

    def __init__(
        self,
        moments: Playbook,
        acts: tuple[str, ...],
        library: Library,
        understand: UnderstandNow,
        keep_queries: Callable[[Playbook], None],
    ) -> None:
        """`keep_queries` lets what a playbook asks be encoded once and for all."""
        self._folder = self._moments = moments
        self._marks = known_marks(acts)
        self._library = library
        self._understand = understand
        self._keep_queries = keep_queries
        self.playbook = cite(moments, library)

    def look_up(self) -> None:
        """Find the sentences that the moments quote; to be called after each change of the guidelines."""
        self.playbook = cite(self._moments, self._library)

    async def look_up_in(self, library: Library, switch: Callable[[], None]) -> None:
        """Find the sentences in a library that is not in use yet; then `switch` to it and quote it, in one moment."""
        while True:
            moments = self._moments
            cited = await asyncio.to_thread(cite, moments, library)
            if moments is self._moments:
                switch()
                self.playbook = cited
                return

    async def restore(self, store: Store, workspace: str) -> None:
        """Put in what was put in before, here or at another process; the same is the same version everywhere."""
        moments = self._folder
        for name, text in sorted((await store.all_of(workspace, KIND)).items()):
            moments = self._with(moments, name, text.decode())
        if versions := standards.versions_of(await store.all_of(workspace, standards.KIND)):
            moments = _going_by(moments, versions[0].standards)
        self._moments = moments
        await asyncio.to_thread(self._refresh)

    async def put(self, store: Store, workspace: str, name: str, text: str) -> Moment:
        """Keep the moment written in `text` (YAML) and use it from the next step on, or say InvalidPlaybook."""
        self._with(self._moments, name, text)
        await store.put(workspace, KIND, name, text.encode())
        await self.restore(store, workspace)
        return self.playbook.by_id[name]

    def try_out(self, text: str) -> list[Outcome]:
        """Run the examples of the moment in `text`, or of the whole playbook when it is empty; nothing is kept."""
        if not text.strip():
            return list(run_examples(self.playbook, self._understand))
        moment = parse_moment(text, "the moment", self._marks, self._moments.shared)
        playbook = cite(_replaced(self._moments, moment, text), self._library)
        return list(run_examples(playbook, self._understand, moment.id))

    def _refresh(self) -> None:
        self._keep_queries(self._moments)
        self.look_up()

    def _with(self, playbook: Playbook, name: str, text: str) -> Playbook:
        moment = parse_moment(text, f"moment {name}", self._marks, playbook.shared)
        if moment.id != name:
            raise InvalidPlaybook(f"moment {name}, field moment: it calls itself {moment.id!r}; use one name for both")
        if unknown := sorted(moment.excludes - playbook.by_id.keys()):
            raise InvalidPlaybook(f"moment {name}, field excludes: there is no moment {unknown[0]!r} here to exclude")
        changed = _replaced(playbook, moment, text)
        check_rules(changed.moments)
        return changed


def _going_by(playbook: Playbook, wanted: Standards) -> Playbook:
    """The playbook with `wanted` in the place of its standards."""
    version = hashlib.sha256(f"{playbook.version}\0{wanted}".encode()).hexdigest()[:16]
    return replace(playbook, standards=wanted, version=version)


def _replaced(playbook: Playbook, moment: Moment, text: str) -> Playbook:
    """The playbook with `moment` in the place of its older self, or at the end."""
    others = tuple(old for old in playbook.moments if old.id != moment.id)
    version = hashlib.sha256(f"{playbook.version}\0{text}".encode()).hexdigest()[:16]
    return replace(playbook, moments=(*others, moment), version=version)
