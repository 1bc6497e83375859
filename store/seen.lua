-- Gives something, such as an event, to whoever asks first.
--
-- KEYS    1 seen
-- ARGV    1 who asks, 2 for how many seconds it is remembered
-- Returns who has it

local owner = redis.call('GET', KEYS[1])
if owner then
  return owner
end
redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2])
return ARGV[1]
