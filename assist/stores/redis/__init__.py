"""Conversations in Redis, for several processes at once; see store.py."""

from assist.stores.redis.store import RedisStore as RedisStore
