-- Finds partners by id, by name and by the beginning of a name.
--
-- KEYS    1 partners, 2 names
-- ARGV    1 the words as typed, which may be an id; 2 the words as the index knows
--         names, may be empty; 3 how many partners at most
-- Returns {"exact" or "prefix" or "none", 1 if there may be more or 0, id, value, id, value...}
--
-- One range holds both: a zero byte ends a name in the index, so that the names equal
-- to the words come before the names that only begin with them.

local partners, names = KEYS[1], KEYS[2]
local id, words, limit = ARGV[1], ARGV[2], tonumber(ARGV[3])

local reply, seen, found = { 'none', 0 }, {}, 0

-- add answers false when there is no room for another partner.
local function add(id)
  if seen[id] then
    return true
  end
  -- Of a partner that was removed there is no document, and nothing in an index.
  local value = redis.call('HGET', partners, id)
  if not value or string.sub(value, -1) == ' ' then
    return true
  end
  if found == limit then
    reply[2] = 1
    return false
  end
  seen[id], found = true, found + 1
  reply[#reply + 1] = id
  reply[#reply + 1] = value
  return true
end

if id ~= '' then
  add(id)
end
if words ~= '' then
  -- A partner may stand here several times, by its name and by its aliases.
  local range = redis.call('ZRANGEBYLEX', names, '[' .. words, '(' .. words .. '\255', 'LIMIT', 0, 2 * limit + 2)
  local exact = words .. '\0'
  for i, member in ipairs(range) do
    local isExact = string.sub(member, 1, #exact) == exact
    if found > 0 and not isExact and reply[1] ~= 'prefix' then
      break
    end
    if not isExact then
      reply[1] = 'prefix'
    end
    if not add(string.match(member, '^%Z*%z(%Z*)')) then
      break
    end
    if i == 2 * limit + 2 then
      reply[2] = 1
    end
  end
end
if found > 0 and reply[1] ~= 'prefix' then
  reply[1] = 'exact'
end
return reply
