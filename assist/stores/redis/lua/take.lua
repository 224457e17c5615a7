#!lua flags=allow-oom
-- Give parcels of one shard out: those put off that are due, those whose holder has fallen silent, and new ones.
-- KEYS: inbox, later. ARGV: what parcels are called before their names, now, milliseconds of silence, how many.
local inbox, later = unpack(KEYS)
local prefix, now, silent_ms, room = ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[4])
local found = {}

local due = redis.call('ZRANGEBYSCORE', later, '-inf', now, 'LIMIT', 0, room)
if #due > 0 then
  redis.call('ZREM', later, unpack(due))
  local claim = { 'XCLAIM', inbox, GROUP, GROUP, 0, unpack(due) }
  table.insert(claim, 'FORCE')
  room = room - given(prefix, redis.call(unpack(claim)), false, found)
end

local from = '0-0'
while room > 0 do
  local claimed = redis.call('XAUTOCLAIM', inbox, GROUP, GROUP, silent_ms, from, 'COUNT', room)
  room = room - given(prefix, claimed[2], true, found)
  from = claimed[1]
  if from == '0-0' then break end
end

if room > 0 then given(prefix, unread(inbox, room), false, found) end
return found
