#!lua
-- Give notices out: those of the members that are still due are put off; their values, and false for the others.
-- KEYS: due, and for each member its conversation's notices. ARGV: now, until, and for each its member and its field.
local now, until_time = tonumber(ARGV[1]), ARGV[2]
local found = {}
for place = 2, #KEYS do
  local member, field = ARGV[2 * place - 1], ARGV[2 * place]
  local score = redis.call('ZSCORE', KEYS[1], member)
  found[place - 1] = false
  if score and tonumber(score) <= now then
    redis.call('ZADD', KEYS[1], until_time, member)
    found[place - 1] = redis.call('HGET', KEYS[place], field)
  end
end
return found
