-- Ends an attempt that certainly did not arrive.
--
-- KEYS    1 posts, 2 generation
-- ARGV    1 post, 2 attempt
-- Returns 1 if so, 0 if it is not the running one

local posts, generation = KEYS[1], KEYS[2]
local record = redis.call('HGET', posts, ARGV[1])
local attempt, first, last, rest = string.match(record or '', '^attempting\t(%d+)\t(%d+)\t(%d+)\t%d+\t(.*)$')
if attempt ~= ARGV[2] then
  return 0
end
redis.call('HSET', posts, ARGV[1], table.concat({ 'released', attempt, first, last, '0', rest }, '\t'))
redis.call('HINCRBY', generation, 'writes', 1)
return 1
