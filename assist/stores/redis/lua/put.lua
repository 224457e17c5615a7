#!lua
-- Keep a workspace's own data, and count and announce it as a new edition.
-- KEYS: the hash of its kind, the editions of its shard. ARGV: name, body, workspace, channel, ring.
local kept, editions = unpack(KEYS)
local name, body, workspace, channel, ring = unpack(ARGV)
redis.call('HSET', kept, name, body)
redis.call('HINCRBY', editions, workspace, 1)
redis.call('PUBLISH', channel, ring)
return 1
