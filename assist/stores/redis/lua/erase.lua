#!lua flags=allow-oom
-- Remove every trace of a conversation; 1, or 0 when there is none, or none that had ended by the time asked for.
-- KEYS as Names.step gives them. ARGV: path, the time or '', channel, ring.
local head, log, accepted, suppressed, notices, timers, due, erased, ended = unpack(KEYS, 1, 9)
local path, ended_by, channel, ring = unpack(ARGV)
local kept = redis.call('HMGET', head, 'member', 'queue', 'customers')
if not kept[1] then return 0 end
if ended_by ~= '' then
  local ended_at = redis.call('ZSCORE', ended, path)
  local is_open = kept[2] % 2 == 1  -- a process of an older version reopens without a word to the index
  if is_open or not ended_at or tonumber(ended_at) > tonumber(ended_by) then return 0 end
end
redis.call('ZREM', KEYS[10 + kept[2]], kept[1])
redis.call('ZREM', ended, path)
for customer in string.gmatch(kept[3] or '', '[^/]+') do
  redis.call('ZREM', KEYS[17], customer .. '/' .. path)
end
redis.call('ZREM', timers, path)
redis.call('ZREM', KEYS[14], path)
redis.call('ZREM', KEYS[15], path)
redis.call('HDEL', KEYS[16], path)
local told = redis.call('HGETALL', notices)
for place = 1, #told, 2 do
  redis.call('ZREM', due, string.match(told[place + 1], '^%d+') .. '/' .. path .. '/' .. told[place])
end
redis.call('UNLINK', head, log, accepted, suppressed, notices)
redis.call('INCR', erased)
redis.call('PUBLISH', channel, ring)
return 1
