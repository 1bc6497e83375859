-- Keeps a part of a large batch until it is committed.
--
-- KEYS    1 staged
-- ARGV    1 for how many seconds, 2 the part's number, 3 the part
-- Returns 1

redis.call('HSET', KEYS[1], ARGV[2], ARGV[3])
return redis.call('EXPIRE', KEYS[1], ARGV[1])
