"""The playbook as it is changed while the server serves: published as versions, kept, and live at the next step."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import replace

from assist import standards
from assist.citations import cite
from assist.core.playbook import Moment, Playbook
from assist.errors import AlreadyExists, NotFound
from assist.playbook.changes import change
from assist.playbook.examples import Outcome, run_examples
from assist.playbook.loading import going_by, known_marks, parse_moment
from assist.playbook.versions import Published, Texts, Version, changed_since, name_of, numbered, texts_of, way_back
from assist.ports import Store
from assist.replay import UnderstandNow
from guidelines_kb import Library

KIND, FORMER_KIND = "playbook", "moment"


class Editor:
    """The current playbook of a workspace, its sentences looked up, and the versions that made it."""

    def __init__(
        self,
        moments: Playbook,
        acts: tuple[str, ...],
        library: Library,
        reader_of: Callable[[Playbook], UnderstandNow],
        keep_queries: Callable[[Playbook], None],
        clock: Callable[[], float] = time.time,
    ) -> None:
        """`reader_of` understands for a playbook that is not live; `keep_queries` encodes what the live one asks."""
        self._folder = self._moments = moments
        self._marks = known_marks(acts)
        self._library = library
        self._reader_of = reader_of
        self._keep_queries = keep_queries
        self._clock = clock
        self._publishing = asyncio.Lock()
        self.versions: tuple[Version, ...] = ()
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
        """Make what was published, here or by another process, the live playbook; the same is the same everywhere."""
        async with self._publishing:
            await self._restore(store, workspace)

    async def _restore(self, store: Store, workspace: str) -> None:
        former = {name: text.decode() for name, text in (await store.all_of(workspace, FORMER_KIND)).items()}
        versions = numbered(await store.all_of(workspace, KIND))
        texts = {**former, **texts_of(versions)}
        folder = self._folder
        if kept := standards.versions_of(await store.all_of(workspace, standards.KIND)):
            folder = going_by(folder, kept[0].standards)
        self._take(await asyncio.to_thread(self._with, texts, folder), versions)
        await asyncio.to_thread(self._refresh)

    async def put(self, store: Store, workspace: str, name: str, text: str, by: str = "") -> Moment:
        """Keep the moment written in `text` (YAML) and use it from the next step on, or say InvalidPlaybook."""
        await self.publish(store, workspace, {name: text}, by)
        return self.moment(name)

    async def publish(
        self, store: Store, workspace: str, texts: Texts, by: str = "", since: int | None = None
    ) -> Version | None:
        """Make all of `texts` (YAML by id, None for what the folder has) live as one version; None if all are already.

        InvalidPlaybook refuses the whole. With `since`, AlreadyExists when one of them was changed after that version.
        """
        async with self._publishing:
            await self._catch_up(store, workspace)
            other = None if since is None else changed_since(self.versions, since, texts)
            if other is not None:
                whose = f" by {other.by}" if other.by else ""
                raise AlreadyExists(
                    f"Version {other.number} was published{whose} meanwhile and changes the same; look at it first"
                )
            return await self._publish(store, workspace, texts, by)

    async def go_back(self, store: Store, workspace: str, number: int, by: str = "") -> Version | None:
        """Publish anew what was live at this version (0 for the folder's own); None if it is."""
        async with self._publishing:
            await self._catch_up(store, workspace)
            if not 0 <= number <= len(self.versions):
                raise NotFound(f"There is no version {number} of this playbook")
            return await self._publish(store, workspace, way_back(self.versions, number), by, number)

    def before(self, version: Version) -> dict[str, str]:
        """What the moments that `version` changed were before it (YAML; empty for none)."""
        then = texts_of(self.versions[: version.number - 1])
        return {name: self._source(name, then.get(name)) for name in version.moments}

    def moment(self, name: str) -> Moment:
        """The moment of this name, also one that is switched off; NotFound for none."""
        for moment in (*self.playbook.moments, *self.playbook.off):
            if moment.id == name:
                return moment
        raise NotFound(f"There is no moment {name!r} in this playbook")

    def draft(self, texts: Texts) -> tuple[Playbook, UnderstandNow]:
        """The playbook with `texts` in place, its sentences looked up, and what understands for it; not kept."""
        drafted = self._with(texts, self._moments)
        return cite(drafted, self._library), self._reader_of(drafted)

    def try_out(self, texts: Texts) -> list[Outcome]:
        """Run the examples of the moments in `texts` with all of them in place; for none, of the whole playbook.

        A moment that is switched off is tried as if it were on.
        """
        switched_on = {name: text for name, text in texts.items() if text}
        drafted = self._with(texts, self._moments)
        asked = tuple(replace(moment, enabled=True) for moment in drafted.off if moment.id in switched_on)
        drafted = replace(drafted, moments=(*drafted.moments, *asked))
        playbook, understand = cite(drafted, self._library), self._reader_of(drafted)
        if not texts:
            return list(run_examples(playbook, understand))
        return [outcome for name in texts for outcome in run_examples(playbook, understand, name)]

    def name_in(self, text: str) -> str:
        """What the moment written in `text` calls itself; InvalidPlaybook when it is none."""
        return parse_moment(text, "the moment", self._marks, self._moments.shared).id

    async def _catch_up(self, store: Store, workspace: str) -> None:
        if len(await store.all_of(workspace, KIND)) != len(self.versions):
            await self._restore(store, workspace)

    async def _publish(
        self, store: Store, workspace: str, texts: Texts, by: str, restores: int | None = None
    ) -> Version | None:
        live = self._moments.sources
        new = {name: text for name, text in texts.items() if self._source(name, text) != live.get(name, "")}
        if not new:
            return None
        changed = await asyncio.to_thread(self._with, new, self._moments)
        published = Published(at=self._clock(), by=by, moments=new, restores=restores)
        await store.put(workspace, KIND, name_of(len(self.versions) + 1), published.model_dump_json().encode())
        versions = (*self.versions, Version(number=len(self.versions) + 1, **published.model_dump()))
        self._take(changed, versions)
        await asyncio.to_thread(self._refresh)
        return versions[-1]

    def _with(self, texts: Texts, playbook: Playbook) -> Playbook:
        return change(playbook, {name: self._source(name, text) for name, text in texts.items()}, self._marks)

    def _source(self, name: str, text: str | None) -> str:
        """The YAML to read, empty when there is to be no such moment; an empty text is none, and is refused."""
        return self._folder.sources.get(name, "") if text is None else text or " "

    def _take(self, moments: Playbook, versions: tuple[Version, ...]) -> None:
        self._moments, self.versions = moments, versions

    def _refresh(self) -> None:
        self._keep_queries(self._moments)
        self.look_up()
