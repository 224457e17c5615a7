#!lua
-- A new conversation; 1, or 0 when there is one of that name.
-- KEYS as Names.step gives them. ARGV: state, opening, version, epoch, member, queue.
local head = KEYS[1]
if redis.call('EXISTS', head) == 1 then return 0 end
local state, opening, version, epoch, member, queue = unpack(ARGV)
local time = redis.call('TIME')
local changed = time[1] .. string.format('%06d', time[2])
redis.call('HSET', head, 'state', state, 'opening', opening, 'version', version, 'last_seq', 0, 'epoch', epoch,
  'member', member, 'queue', queue, 'changed', changed)
redis.call('ZADD', KEYS[9 + queue], changed, member)
return 1
