-- Lets nobody send before a time. It only ever moves later.
--
-- KEYS    1 generation
-- ARGV    1 until (Unix milliseconds)
-- Returns 1 if it is later now, 0 if it was no earlier before

local paused = redis.call('HGET', KEYS[1], 'paused')
if paused and tonumber(paused) >= tonumber(ARGV[1]) then
  return 0
end
redis.call('HSET', KEYS[1], 'paused', ARGV[1])
return 1
