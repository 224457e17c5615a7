#!lua flags=allow-oom
-- Note the history that a shard is of now, and a new salt where the end of the one before may be lost.
-- KEYS: the shard's incarnation. ARGV: the history, the salt or ''.
local known = redis.call('HGET', KEYS[1], 'history')
if known == ARGV[1] then return 0 end
redis.call('HSET', KEYS[1], 'history', ARGV[1])
if known and ARGV[2] ~= '' then redis.call('HSET', KEYS[1], 'salt', ARGV[2]) end
return 1
