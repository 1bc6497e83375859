-- Forgets that somebody could not be reached, once that is dealt with.
--
-- KEYS    1 handed
-- ARGV    1 recipient, 2 what was dealt with
-- Returns 1 if so, 0 if there is something else by now

if redis.call('HGET', KEYS[1], ARGV[1]) ~= ARGV[2] then
  return 0
end
return redis.call('HDEL', KEYS[1], ARGV[1])
