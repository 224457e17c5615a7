#!lua
-- Put the conversations of one queue that an older version has kept into an index; each as of when it last changed.
-- KEYS: queue, index. ARGV: workspace as paths begin with it.
local found = redis.call('ZRANGE', KEYS[1], 0, -1, 'WITHSCORES')
for place = 1, #found, 2 do
  local path = ARGV[1] .. string.match(found[place], '/.*$')
  redis.call('ZADD', KEYS[2], 'NX', string.format('%.6f', found[place + 1] / 1000000), path)
end
return 1
