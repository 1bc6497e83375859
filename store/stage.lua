-- Keeps a part of a large batch until it is committed.
--
-- KEYS    1 staged
-- ARGV    1 for how many seconds, 2 the number of the part's first change, 3... the changes
-- Returns 1

for i = 3, #ARGV do
  redis.call('HSET', KEYS[1], ARGV[2] + i - 3, ARGV[i])
end
return redis.call('EXPIRE', KEYS[1], ARGV[1])
