"""The scripts that change several keys as one: Lua, sent by its hash, and whole when Redis does not know it.

Functions of Redis 7 would do as well, but they are kept by the server: processes of two versions would fight
over them during an update.
"""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from redis.asyncio import Redis

FOLDER = Path(__file__).with_name("lua")


class Scripts:
    """The scripts of one client."""

    def __init__(self, client: "Redis") -> None:
        self.create, self.append, self.erase, self.claim, self.settle, self.listed, self.index, self.put = (
            client.register_script(text(name))
            for name in ("create", "append", "erase", "claim", "settle", "listed", "index", "put")
        )
        self.deliver, self.take, self.unload = (client.register_script(text(n)) for n in ("deliver", "take", "unload"))


# Before a step goes what refuses one that began before the store lost something.
BEFORE = {"append": "salted", "deliver": "given", "take": "given"}


@cache
def text(name: str) -> str:
    """A script, with what stands before it."""
    own = (FOLDER / f"{name}.lua").read_text(encoding="utf-8")
    if name not in BEFORE:
        return own
    first, _, rest = own.partition("\n")
    return f"{first}\n{text(BEFORE[name])}{rest}"
