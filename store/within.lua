-- Finds names that have the words somewhere in them.
--
-- KEYS    1 partners, 2 names
-- ARGV    1 the words as the index knows names, 2 where to begin, a bound of
--         ZRANGEBYLEX, 3 how many names to look at before pausing, 4 how many to find at
--         most, 5 how many names there may be at most
-- Returns {where to go on or "" when done, id, value, id, value...}

local partners, names = KEYS[1], KEYS[2]
local words, from, stride, limit = ARGV[1], ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4])

if redis.call('ZCARD', names) > tonumber(ARGV[5]) then
  return { '' }
end
local members = redis.call('ZRANGEBYLEX', names, from, '+', 'LIMIT', 0, stride)
local reply, seen = { #members == stride and '(' .. members[stride] or '' }, {}
for _, member in ipairs(members) do
  -- The words hold no zero byte, and an id or a tier that has them is no name.
  local at = string.find(member, words, 1, true)
  if at and at < string.find(member, '%z') then
    local id = string.match(member, '^%Z*%z(%Z*)')
    local value = not seen[id] and redis.call('HGET', partners, id)
    if value then
      seen[id] = true
      reply[#reply + 1] = id
      reply[#reply + 1] = value
    end
    if #reply > 2 * limit then
      reply[1] = ''
      break
    end
  end
end
return reply
