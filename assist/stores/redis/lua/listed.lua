#!lua flags=no-writes
-- The conversations of one shard's queues that fit, latest change first: for each its time, member and queue.
-- KEYS: queues. ARGV: limit, the agent as members begin with it, or '' for any, the same of those in no queue, and for
-- each key its queue.
local limit, agent, hidden = tonumber(ARGV[1]), ARGV[2], ARGV[3]
local PAGE = 200
local found = {}
for place, key in ipairs(KEYS) do
  local from, fits = 0, 0
  repeat
    local page = redis.call('ZREVRANGE', key, from, from + PAGE - 1, 'WITHSCORES')
    for n = 1, #page, 2 do
      local is_hidden = string.sub(page[n], 1, #hidden) == hidden
      if fits < limit and not is_hidden and (agent == '' or string.sub(page[n], 1, #agent) == agent) then
        fits = fits + 1
        table.insert(found, { tonumber(page[n + 1]), page[n], ARGV[3 + place] })
      end
    end
    from = from + PAGE
  until #page == 0 or fits == limit
end
table.sort(found, function(one, other) return one[1] > other[1] end)
local flat = {}
for n = 1, math.min(limit, #found) do
  table.insert(flat, string.format('%.0f', found[n][1]))
  table.insert(flat, found[n][2])
  table.insert(flat, found[n][3])
end
return flat
