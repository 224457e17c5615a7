#!lua flags=allow-oom
-- Let go of a parcel; 0 when it is not there as it was read. KEYS: inbox, dead, later, its conversation's parcels, the
-- parcel, erased. ARGV: name, '1' when it was read as dead, what becomes of it ('done', 'again', 'dead' or 'dropped'),
-- when it is to be tried again or died, why.
local inbox, dead, later, own, parcel, erased = unpack(KEYS)
local name, is_dead, what, at, why = unpack(ARGV)
local entry, died = unpack(redis.call('HMGET', parcel, 'entry', 'died'))
if not entry or (is_dead == '1') ~= (died ~= false) then return 0 end
redis.call('XACK', inbox, 'bistand', entry)
redis.call('ZREM', later, entry)
if what == 'again' and not died then
  redis.call('ZADD', later, at, entry)
  return 1
end

redis.call('XDEL', died and dead or inbox, entry)
if what == 'again' then
  redis.call('HDEL', parcel, 'died', 'why')
  redis.call('HSET', parcel, 'tries', 0, 'lost', 0, 'entry', redis.call('XADD', inbox, '*', 'parcel', name))
elseif what == 'dead' then
  redis.call('HSET', parcel, 'died', at, 'why', why, 'entry', redis.call('XADD', dead, '*', 'parcel', name))
else
  redis.call('UNLINK', parcel)
  redis.call('SREM', own, name)
  if what == 'dropped' then redis.call('INCR', erased) end
end
return 1
