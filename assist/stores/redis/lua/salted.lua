-- Stands before a script whose first argument is a version and the salt that it was read with: refuses another salt.
do
  local shard = string.match(KEYS[1], '^[^{]*{[^}]*}')
  local version, salt = string.match(ARGV[1], '^(%d+)%.(%d+)$')
  if (redis.call('HGET', shard .. ':incarnation', 'salt') or '0') ~= salt then return 0 end
  ARGV[1] = version
end
