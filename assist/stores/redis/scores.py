"""What the scorecards count of each conversation, in Redis: sixteen indices and sixteen hashes, each asked once."""

from assist.ports import Score
from assist.stores.redis.client import RedisClient
from assist.stores.redis.keys import names


def to_value(score: Score) -> bytes:
    """What the hash keeps: when the conversation began, and the body."""
    return repr(score.begun).encode() + b"/" + score.body


async def between(
    client: RedisClient, workspace: str, since: float, until: float, index: str
) -> list[tuple[str, bytes]]:
    """Names and scores of those that began before `until` and whose own time is at or after `since`."""
    shards = client.names.scores(workspace, index)
    pipeline = client.reads.pipeline(transaction=False)
    for by_time, _ in shards:
        pipeline.zrangebyscore(by_time, since, "+inf")
    found = await client.answer(pipeline.execute())
    asked = [(hashed, members) for (_, hashed), members in zip(shards, found, strict=True) if members]
    pipeline = client.reads.pipeline(transaction=False)
    for hashed, members in asked:
        pipeline.hmget(hashed, members)
    values = await client.answer(pipeline.execute()) if asked else []
    return [
        (names(member)[1], body)
        for (_, members), of_shard in zip(asked, values, strict=True)
        for member, value in zip(members, of_shard, strict=True)
        for begun, _, body in [(value or b"0.0/").partition(b"/")]  # nothing is kept yet of what an older version kept
        if float(begun) < until
    ]
