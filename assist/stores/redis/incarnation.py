"""Whether a Redis may have lost the end of what it had acknowledged: it was restarted, or a replica took its place.

Then numbers and versions count on from an earlier point, and what a client or a process remembers may be of entries
that are no more. So each new connection looks, before anything else, whether the server's history (its `master_replid`)
is the one that is noted with the data. If not, every shard is given a new salt. The salt is part of each conversation's
epoch and version: viewers are told `recovered: false` and all of the log, and a step from before finds that the
conversation has moved on. Nothing is noted as lost when the server writes each command to disk (`appendfsync always`)
and no replica has come in its place.
"""

import secrets
from typing import Any

from redis.exceptions import AskError, MovedError, NoPermissionError, ResponseError

from assist.stores.redis.keys import Names
from assist.stores.redis.scripts import text

Told = dict[str, str]
SHIFT = 64  # bits of a version that count; the salt stands above them


async def greet(connection: Any, names: Names) -> None:  # noqa: ANN401 - any of redis-py's connections
    """Log in, and note a new history in the shards that this server holds."""
    await connection.on_connect()
    about = _fields(await _asked(connection, "INFO", "replication"))
    if about.get("role") != "master":
        return
    history, shards = about["master_replid"], names.shards("incarnation")
    known = await _all(connection, [("HGET", shard, "history") for shard in shards])
    others = {
        shard: found for shard, found in zip(shards, known, strict=True)
        if not isinstance(found, Exception) and found != history.encode()
    }  # fmt: skip
    if not others:
        return
    was_here = about.get("master_replid2", "").encode() in others.values()
    is_whole = not was_here and await _loses_nothing(connection)
    salt = "" if is_whole else str(secrets.randbelow(2**31) + 1)
    await _all(connection, [("EVAL", text("incarnate"), 1, shard, history, salt) for shard in others])


def told_version(salt: bytes | None, version: bytes) -> int:
    """A version as callers know it."""
    return (int(salt or 0) << SHIFT) | int(version)


def kept_version(version: int) -> str:
    """What `told_version` told, as the scripts read it: the version and the salt that it was read with."""
    return f"{version & (1 << SHIFT) - 1}.{version >> SHIFT}"


def told_epoch(salt: bytes | None, epoch: bytes) -> str:
    """An epoch as callers know it; what stands before the point is of the conversation."""
    return f"{epoch.decode()}.{int(salt):x}" if salt else epoch.decode()


async def _loses_nothing(connection: Any) -> bool:  # noqa: ANN401
    about = _fields(await _asked(connection, "INFO", "persistence"))
    try:
        found = await _asked(connection, "CONFIG", "GET", "appendfsync")
    except NoPermissionError:
        return False
    return about.get("aof_enabled") == "1" and list(found)[-1:] == [b"always"]


async def _asked(connection: Any, *words: str | int) -> Any:  # noqa: ANN401
    await connection.send_command(*words)
    return await connection.read_response()


async def _all(connection: Any, commands: list[tuple[str | int, ...]]) -> list[Any]:  # noqa: ANN401
    """The answers to several commands; the error where another server of the Cluster has the shard."""
    for words in commands:
        await connection.send_command(*words)
    answers: list[Any] = []
    errors: list[ResponseError] = []
    for _ in commands:
        try:
            answers.append(await connection.read_response())
        except (MovedError, AskError) as error:
            answers.append(error)
        except ResponseError as error:
            errors.append(error)
    if errors:
        raise errors[0]
    return answers


def _fields(said: bytes) -> Told:
    """What INFO says."""
    lines = said.decode("utf-8", "replace").splitlines()
    return {name: value for name, _, value in (line.partition(":") for line in lines)}
