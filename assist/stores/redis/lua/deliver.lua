#!lua
-- Keep a parcel: 0 when its name is known, 1 when its conversation is not begun, else those given to the caller.
-- KEYS: inbox, known, its conversation's head and parcels, customers, the parcel. ARGV: what parcels are called before
-- their names, name, at, until when it is known, path, '1' when the conversation must be there, '1' to be given one,
-- desk, body, and its customers.
local inbox, known, head, own, customers, parcel = unpack(KEYS)
local prefix, name, at, until_time, path, must_be_begun, is_taking, desk, body = unpack(ARGV, 1, 9)
redis.call('ZREMRANGEBYSCORE', known, '-inf', '(' .. at)
if redis.call('ZSCORE', known, name) then return 0 end
local kept = redis.call('HMGET', head, 'epoch', 'customers')
if not kept[1] and must_be_begun == '1' then return 1 end
redis.call('ZADD', known, until_time, name)
if redis.call('EXISTS', inbox) == 0 then redis.call('XGROUP', 'CREATE', inbox, GROUP, '0', 'MKSTREAM') end
local entry = redis.call('XADD', inbox, '*', 'parcel', name)
redis.call('HSET', parcel, 'of', path, 'desk', desk, 'at', at, 'body', body, 'epoch', kept[1] or '',
  'entry', entry, 'tries', 0, 'lost', 0)
redis.call('SADD', own, name)

local ids = kept[2] or '/'
for place = 10, kept[1] and #ARGV or 0 do
  local customer = ARGV[place]
  if not string.find(ids, '/' .. customer .. '/', 1, true) then
    redis.call('ZADD', customers, 0, customer .. '/' .. path)
    ids = ids .. customer .. '/'
    redis.call('HSET', head, 'customers', ids)
  end
end

local found = {}
if is_taking == '1' then given(prefix, unread(inbox, 1), false, found) end
return found
