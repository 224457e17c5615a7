#!lua
-- A new conversation; 1, or 0 when there is one of that name, or the parcel that it is for is not there any more.
-- KEYS as Names.step gives them. ARGV: state, opening, version, epoch, path, member, queue, when it ended or '',
-- its own time, score or '', '1' when it owes, customer or '', parcel or ''.
local head, ended = KEYS[1], KEYS[9]
if redis.call('EXISTS', head) == 1 then return 0 end
local state, opening, version, epoch, path, member, queue, ended_at, at, score, owes, customer = unpack(ARGV, 1, 12)
if ARGV[13] ~= '' and redis.call('SISMEMBER', KEYS[21], ARGV[13]) == 0 then return 0 end
local time = redis.call('TIME')
local changed = time[1] .. string.format('%06d', time[2])
redis.call('HSET', head, 'state', state, 'opening', opening, 'version', version, 'last_seq', 0, 'epoch', epoch,
  'member', member, 'queue', queue, 'changed', changed)
redis.call('ZADD', KEYS[10 + queue], changed, member)
if ended_at ~= '' then redis.call('ZADD', ended, ended_at, path) end
if score ~= '' then
  redis.call('ZADD', KEYS[14], at, path)
  redis.call('HSET', KEYS[16], path, score)
  if owes == '1' then redis.call('ZADD', KEYS[15], at, path) end
end
if customer ~= '' then
  redis.call('ZADD', KEYS[17], 0, customer .. '/' .. path)
  redis.call('HSET', head, 'customers', '/' .. customer .. '/')
end
return 1
