#!lua flags=allow-oom
-- Let go of a notice, or count a try and put it off. One that is not there any more is left alone.
-- KEYS: due, the conversation's notices. ARGV: path, id/target, when to try again or ''.
local due, notices = unpack(KEYS)
local path, field, again_at = unpack(ARGV)
local value = redis.call('HGET', notices, field)
if not value then return 0 end
local number, tries, body = string.match(value, '^(%d+)/(%d+)/(.*)$')
local member = number .. '/' .. path .. '/' .. field
if again_at == '' then
  redis.call('HDEL', notices, field)
  redis.call('ZREM', due, member)
else
  redis.call('HSET', notices, field, number .. '/' .. (tries + 1) .. '/' .. body)
  redis.call('ZADD', due, again_at, member)
end
return 1
