-- Brings partners that an earlier version of the program has stored to those who are told
-- of them.
--
-- KEYS    1 partners, 2 owners, 3 due
-- ARGV    1 now (Unix milliseconds), 2 how many owners, 3... the owners, then of each
--         partner without an owner the id, the version, and the member of the index
-- Returns 1
--
-- Whoever changes a partner meanwhile does the same for it.

local partners, owners, due = KEYS[1], KEYS[2], KEYS[3]
local last = 2 + tonumber(ARGV[2])
for i = 3, last do
  redis.call('ZADD', due, 'LT', ARGV[1], ARGV[i])
end
for i = last + 1, #ARGV, 3 do
  local stored = redis.call('HGET', partners, ARGV[i])
  if stored and string.match(stored, '^%d+') == ARGV[i + 1] then
    redis.call('ZADD', owners, 0, ARGV[i + 2])
  end
end
return 1
