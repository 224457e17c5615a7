#!lua flags=allow-oom
-- Remove every trace of a conversation; 1, or 0 when there is none, or none that had ended by the time asked for.
-- KEYS as Names.step gives them. ARGV: path, the time or '', channel, ring, what parcels are called before their names.
local head, log, accepted, suppressed, notices, timers, due, erased, ended = unpack(KEYS, 1, 9)
local inbox, dead, later, parcels = unpack(KEYS, 18, 21)
local path, ended_by, channel, ring, prefix = unpack(ARGV)
local kept = redis.call('HMGET', head, 'member', 'queue', 'customers')
local told = redis.call('SMEMBERS', parcels)
if not kept[1] and #told == 0 then return 0 end
if ended_by ~= '' then
  local ended_at = redis.call('ZSCORE', ended, path)
  local is_open = not kept[1] or kept[2] % 2 == 1  -- an older version reopened without a word to the index
  if is_open or not ended_at or tonumber(ended_at) > tonumber(ended_by) then return 0 end
  for _, name in ipairs(told) do
    if redis.call('HEXISTS', prefix .. name, 'died') == 0 then return 0 end
  end
end
if kept[1] then redis.call('ZREM', KEYS[10 + kept[2]], kept[1]) end
redis.call('ZREM', ended, path)
for customer in string.gmatch(kept[3] or '', '[^/]+') do
  redis.call('ZREM', KEYS[17], customer .. '/' .. path)
end
redis.call('ZREM', timers, path)
redis.call('ZREM', KEYS[14], path)
redis.call('ZREM', KEYS[15], path)
redis.call('HDEL', KEYS[16], path)
local waiting = redis.call('HGETALL', notices)
for place = 1, #waiting, 2 do
  redis.call('ZREM', due, string.match(waiting[place + 1], '^%d+') .. '/' .. path .. '/' .. waiting[place])
end
for _, name in ipairs(told) do
  local entry, died = unpack(redis.call('HMGET', prefix .. name, 'entry', 'died'))
  redis.call('XACK', inbox, 'bistand', entry)
  redis.call('ZREM', later, entry)
  redis.call('XDEL', died and dead or inbox, entry)
  redis.call('UNLINK', prefix .. name)
end
redis.call('UNLINK', head, log, accepted, suppressed, notices, parcels)
redis.call('INCR', erased)
redis.call('PUBLISH', channel, ring)
return 1
