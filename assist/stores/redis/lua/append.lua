#!lua
-- One step, whole or not at all: the number of its first entry, or 0 when the conversation has moved on.
-- KEYS as Names.step gives them. ARGV: version, state, wake_at or '', path, member, queue, when it ended or '', channel,
-- ring, its own time, score or '', '1' when it owes, customer or '', and then four lists, each after its length: bodies;
-- event ids, each with the index of its body; suppressed; notices, each its id/target and its body.
local head, log, accepted, suppressed, notices, timers, due, _, ended = unpack(KEYS, 1, 9)
local version, state, wake_at, path, member, queue, ended_at, channel, ring = unpack(ARGV, 1, 9)
local at, score, owes, customer = unpack(ARGV, 10, 13)
local kept = redis.call('HMGET', head, 'version', 'last_seq', 'member', 'queue', 'changed', 'customers')
if kept[1] ~= version then return 0 end

local place = 13
local function take()
  place = place + 1
  return ARGV[place]
end

local first = kept[2] + 1
local bodies = tonumber(take())
for number = first, first + bodies - 1 do
  redis.call('XADD', log, number .. '-0', 'body', take())
end
for _ = 1, take() do
  local event = take()
  redis.call('HSET', accepted, event, first + take())
end
for _ = 1, take() do
  redis.call('RPUSH', suppressed, take())
end
for _ = 1, take() do
  local field, body = take(), take()
  if redis.call('HEXISTS', notices, field) == 0 then
    local number = string.format('%012d', redis.call('HINCRBY', head, 'told', 1))
    redis.call('HSET', notices, field, number .. '/0/' .. body)
    redis.call('ZADD', due, 0, number .. '/' .. path .. '/' .. field)
  end
end

if wake_at == '' then
  redis.call('ZREM', timers, path)
else
  redis.call('ZADD', timers, wake_at, path)
end
if ended_at == '' then
  redis.call('ZREM', ended, path)
else
  redis.call('ZADD', ended, ended_at, path)
end

local scored, owing, scores = unpack(KEYS, 14, 16)
if score == '' then
  redis.call('ZREM', scored, path)
  redis.call('HDEL', scores, path)
else
  redis.call('ZADD', scored, at, path)
  redis.call('HSET', scores, path, score)
end
if score ~= '' and owes == '1' then
  redis.call('ZADD', owing, at, path)
else
  redis.call('ZREM', owing, path)
end

local changed = kept[5]
if bodies > 0 then
  local time = redis.call('TIME')
  changed = time[1] .. string.format('%06d', time[2])
end
if kept[3] ~= member or kept[4] ~= queue then
  redis.call('ZREM', KEYS[10 + kept[4]], kept[3])
end
redis.call('ZADD', KEYS[10 + queue], changed, member)

local known = kept[6] or '/'  -- ids of its customer, for they may change
if customer ~= '' and not string.find(known, '/' .. customer .. '/', 1, true) then
  redis.call('ZADD', KEYS[17], 0, customer .. '/' .. path)
  redis.call('HSET', head, 'customers', known .. customer .. '/')
end

redis.call('HINCRBY', head, 'version', 1)
redis.call('HSET', head, 'state', state, 'last_seq', first + bodies - 1, 'wake_at', wake_at,
  'member', member, 'queue', queue, 'changed', changed)
redis.call('PUBLISH', channel, ring)
return first
