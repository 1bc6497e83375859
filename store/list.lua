-- Reads one page of partners in the order of their names.
--
-- KEYS    1 partners, 2 the index to read, 3 tiers
-- ARGV    1 how many partners at most, 2 the place to begin after ("name, id", empty: the
--         beginning), 3 only this tier (empty: every tier), 4... the groups of the
--         index to read (none: the index is names and has no groups)
-- Returns {place of the last partner or "" on the last page, id, value, id, value...}
--
-- A place is "name, zero byte, id". Groups are merged, and a partner standing in several
-- comes once. Whether it has the tier is asked of the tier's index, without reading the
-- partner.

local partners, index, tiers = KEYS[1], KEYS[2], KEYS[3]
local limit, after, tier = tonumber(ARGV[1]), ARGV[2], ARGV[3]
local chunk = limit + 1

-- A stream is one group's places in order, read in chunks.
local function stream(prefix)
  local s = { from = '(' .. prefix .. after, to = '(' .. prefix .. '\255', places = {}, at = 1 }
  if after == '' then
    s.from = '[' .. prefix
  end
  function s.peek()
    while s.at > #s.places do
      local range = redis.call('ZRANGEBYLEX', index, s.from, s.to, 'LIMIT', 0, chunk)
      if #range == 0 then
        return nil
      end
      s.from, s.places, s.at = '(' .. range[#range], {}, 1
      for _, member in ipairs(range) do
        local place = string.sub(member, #prefix + 1)
        -- An alias is marked by a second zero byte, and is no place.
        if string.match(place, '^%Z*%z%Z*$') then
          s.places[#s.places + 1] = place
        end
      end
    end
    return s.places[s.at]
  end
  return s
end

local streams = {}
for i = 4, #ARGV do
  streams[#streams + 1] = stream(ARGV[i] .. '\0')
end
if #streams == 0 then
  streams[1] = stream('')
end

-- take is the next place of all groups.
local function take()
  local first
  for _, s in ipairs(streams) do
    local place = s.peek()
    if place and (not first or place < first) then
      first = place
    end
  end
  for _, s in ipairs(streams) do
    if first and s.peek() == first then
      s.at = s.at + 1
    end
  end
  return first
end

local reply, found, last = { '' }, 0, ''
for place in take do
  if tier == '' or redis.call('ZSCORE', tiers, tier .. '\0' .. place) then
    if found == limit then
      reply[1] = last
      break
    end
    local id = string.match(place, '%z(%Z*)$')
    local value = redis.call('HGET', partners, id)
    if value then
      found, last = found + 1, place
      reply[#reply + 1] = id
      reply[#reply + 1] = value
    end
  end
end
return reply
