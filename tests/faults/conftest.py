"""A Redis for the tests of faults, as for the others."""

from tests.assist.conftest import own_redis, redis, running_redis

__all__ = ["own_redis", "redis", "running_redis"]
