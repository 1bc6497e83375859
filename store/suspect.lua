-- Records that the store is not to be believed. It is recorded once.
--
-- KEYS    1 generation
-- ARGV    1 who says so, 2 why, 3 since when (Unix milliseconds), 4 the epoch that was seen
--         last, may be empty
-- Returns who said so first

local generation = KEYS[1]
if redis.call('HEXISTS', generation, 'suspect') == 0 then
  redis.call('HSET', generation, 'suspect', ARGV[2], 'since', ARGV[3], 'teller', ARGV[1], 'lost', ARGV[4])
end
return redis.call('HGET', generation, 'teller')
