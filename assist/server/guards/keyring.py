"""What opens the workspaces: keys and issuers of their file, which is read again when it changes.

Keys that issuers publish are fetched here, too. Whatever stops being good, in the file or at an issuer, ends the
streams that it opened as if it had been taken back.
"""

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import structlog

from assist.errors import SetupError
from assist.server.guards.auth import Keys, Who, digest_of
from assist.server.guards.issuers import open_issuers
from assist.server.guards.key_sets import KeySet
from assist.server.guards.targets import Targets
from assist.server.guards.tokens import Tokens
from assist.server.tenant import Tenant
from assist.settings import Settings
from assist.workspaces import Listed, list_workspaces

if TYPE_CHECKING:
    from assist.server.parts import Parts

log = structlog.get_logger(__name__)

LOOK_S = 2.0  # between two looks at the files, and at which addresses are due
GOES_ON = "so what was known before is used; the log and `bistand check` say why"

Marks = Mapping[Path, tuple[int, int, int]]


class Keyring:
    """The keys of all workspaces as they are now, in `keys`."""

    def __init__(
        self,
        settings: Settings,
        own_keys: Mapping[str, Who],
        tenants: Mapping[str, Tenant],
        targets: Targets,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """`own_keys` stand in no file. SetupError names what cannot be used."""
        self.keys = Keys(own_keys, settings.requests_per_s)
        self._settings = settings
        self._own = frozenset(map(digest_of, own_keys))
        self._tenants = tenants
        self._targets = targets
        self._clock = clock
        self._sets: dict[str, KeySet] = {}
        self._mistake = ""
        self._seen: Marks | None = None  # the files may have changed since they were read: a start takes its time
        self._open([tenant.listed for tenant in tenants.values()])

    def warnings(self) -> list[str]:
        """What keeps tokens out, or may later, in sentences without the name of anybody."""
        found = [f"The file of workspaces was changed and cannot be used, {GOES_ON}"] if self._mistake else []
        missing = sum(bool(one.trouble) for one in self._sets.values())
        if missing:
            found.append(f"Keys of issuers cannot be fetched from {missing} of {len(self._sets)} addresses, {GOES_ON}")
        return found

    def look(self) -> bool:
        """Have those addresses asked that are due; whether a key has vanished from one since the last look."""
        lost = [one for one in self._sets.values() if one.has_lost]
        for one in lost:
            one.has_lost = False
        for one in self._sets.values():
            if one.is_due:
                one.ask()
        return bool(lost)

    async def reread(self) -> bool:
        """Use what the files say now; whether they were changed. After a mistake, said once, the keys before go on."""
        if self._settings.workspaces is None:
            return False
        marks = await asyncio.to_thread(self._marks)
        if marks == self._seen:
            return False
        try:
            listed = {one.name: one for one in await asyncio.to_thread(list_workspaces, self._settings)}
            known = [_opened_as(tenant.listed, listed.get(tenant.name)) for tenant in self._tenants.values()]
            self._open(known)
        except SetupError as error:
            if error.detail != self._mistake:
                log.error("workspaces_not_usable", why=error.detail)
            self._seen, self._mistake = None, error.detail
            return False
        for one in known:
            self._tenants[one.name].become(one)
        self._mistake = ""
        self._seen = {path: marks.get(path, mark) for path, mark in self._marks().items()}
        log.info("workspaces_read", keys=sum(len(one.keys) for one in known), after_a_restart=self._later(listed))
        return True

    async def close(self) -> None:
        """Leave what is under way."""
        for one in self._sets.values():
            await one.close()

    def _open(self, listed: Sequence[Listed]) -> None:
        """Let in whom these workspaces name, all at one moment."""
        sets: dict[str, KeySet] = {}

        def published(url: str) -> KeySet:
            return sets.setdefault(url, self._sets.get(url) or KeySet(url, self._targets))

        digests = {
            bytes.fromhex(key.sha256): Who(one.name, key.agent, frozenset({key.role}), key=key.name)
            for one in listed
            for key in one.keys
        }
        if digests.keys() & self._own:
            raise SetupError("BISTAND_API_KEY: this key is one of BISTAND_WORKSPACES, too; make another")
        issuers = [issuer for one in listed for issuer in open_issuers(one, published)]
        self.keys.become(digests, Tokens(issuers, self._clock) if issuers else None)
        self._sets = sets

    def _marks(self) -> Marks:
        """The files that say what opens, each with what changes when it does."""
        if self._settings.workspaces is None:
            return {}
        listed = [tenant.listed for tenant in self._tenants.values()]
        sets = [one.resolved(issuer.jwks) for one in listed for issuer in one.issuers if issuer.jwks]
        return {path: _mark(path) for path in (self._settings.workspaces, *sets)}

    def _later(self, listed: Mapping[str, Listed]) -> list[str]:
        """The workspaces of which the file says more than a running server takes up."""
        served = {name: _lasting(tenant.listed) for name, tenant in self._tenants.items()}
        named = {name: _lasting(one) for name, one in listed.items()}
        return sorted(name for name in {*served, *named} if served.get(name) != named.get(name))


async def watch_keys(parts: "Parts") -> None:
    """Keep the keys as files and issuers have them, for ever; streams that they open no more are ended."""
    try:
        while True:
            has_lost = parts.keyring.look()
            if await parts.keyring.reread() or has_lost:
                parts.review(anew=True)
            await asyncio.sleep(LOOK_S)
    finally:
        await parts.keyring.close()


def _opened_as(now: Listed, listed: Listed | None) -> Listed:
    """The workspace with the keys and issuers that the file lists now; without any when it lists it no more.

    Of its desks those stay that it still names; others come with a restart.
    """
    if listed is None:
        return replace(now, keys=(), issuers=(), desks=())
    named = {one.desk for one in listed.desks}
    desks = tuple(one for one in now.desks if one.desk in named)
    return replace(now, keys=listed.keys, issuers=listed.issuers, desks=desks)


def _lasting(listed: Listed) -> tuple[object, ...]:
    """What of a workspace is as it was when the server started."""
    return listed.settings, listed.desks, listed.webhooks


def _mark(path: Path) -> tuple[int, int, int]:
    try:
        found = path.stat()
    except OSError:
        return (0, 0, 0)
    return (found.st_ino, found.st_size, found.st_mtime_ns)
