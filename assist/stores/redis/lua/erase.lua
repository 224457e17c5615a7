#!lua flags=allow-oom
-- Remove every trace of a conversation; 1, or 0 when there is none.
-- KEYS as Names.step gives them. ARGV: path, channel, ring.
local head, log, accepted, suppressed, notices, timers, due, erased = unpack(KEYS, 1, 8)
local path, channel, ring = unpack(ARGV)
local kept = redis.call('HMGET', head, 'member', 'queue')
if not kept[1] then return 0 end
redis.call('ZREM', KEYS[9 + kept[2]], kept[1])
redis.call('ZREM', timers, path)
local told = redis.call('HGETALL', notices)
for place = 1, #told, 2 do
  redis.call('ZREM', due, string.match(told[place + 1], '^%d+') .. '/' .. path .. '/' .. told[place])
end
redis.call('UNLINK', head, log, accepted, suppressed, notices)
redis.call('INCR', erased)
redis.call('PUBLISH', channel, ring)
return 1
