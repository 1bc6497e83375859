-- Keeps everybody away from a recipient who is due.
--
-- KEYS    1 due, 2 leases
-- ARGV    1 recipient, 2 until (Unix milliseconds)
-- Returns 1 if so, 0 if they are not due any more

local due, leases = KEYS[1], KEYS[2]
if not redis.call('ZSCORE', due, ARGV[1]) then
  redis.call('HDEL', leases, ARGV[1])
  return 0
end
redis.call('HSET', leases, ARGV[1], ARGV[2] .. ' ')
return 1
