-- Stands before the scripts that give parcels out. All processes read as one consumer: which of them has died is told
-- by its silence and not by its name, so nobody has to clear names away.
local GROUP = 'bistand'
local function given(prefix, entries, is_lost, found)
  for _, entry in ipairs(entries) do
    local name = entry[2][2]
    redis.call('HINCRBY', prefix .. name, 'tries', 1)
    if is_lost then redis.call('HINCRBY', prefix .. name, 'lost', 1) end
    table.insert(found, { name, redis.call('HGETALL', prefix .. name) })
  end
  return #entries
end
local function unread(inbox, most)
  local read = redis.call('XREADGROUP', 'GROUP', GROUP, GROUP, 'COUNT', most, 'STREAMS', inbox, '>')
  return read and read[1][2] or {}
end
