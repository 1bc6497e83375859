-- Reads one page of partners in the order of their names.
--
-- KEYS    1 partners, 2 names, 3 the index to read: names or owners
-- ARGV    1 how many partners at most, may be 0; 2 the place to begin after (empty: the
--         beginning), 3 only this tier (empty: every tier), 4 how many places to look
--         at before pausing, 5... the owners to read (none: the index is names)
-- Returns {place to go on after or "" at the end, 1 if a partner stands after it or 0 if
--         that is not known yet, id, value, id, value...}
--
-- A place is a folded name, a zero byte and an id. Several owners are merged, and a
-- partner standing under more than one of them comes once.

local partners, names, index = KEYS[1], KEYS[2], KEYS[3]
local limit, after, tier, budget = tonumber(ARGV[1]), ARGV[2], ARGV[3], tonumber(ARGV[4])
local chunk = math.min(budget, tier == '' and limit + 1 or 1000)

-- place is where a member stands, and whether it is to be shown.
local function place(member)
  if index ~= names then
    return member, tier == '' or redis.call('ZSCORE', names, member .. '\0' .. tier)
  end
  -- An alias has no tier.
  local at, has = string.match(member, '^(%Z*%z%Z*)%z(%Z*)$')
  return at or member, has and (tier == '' or has == tier)
end

-- stream is the members that begin with a prefix, read in chunks.
local function stream(prefix)
  local from, to = (after == '' and '[' or '(') .. prefix .. after, '(' .. prefix .. '\255'
  if index == names and after ~= '' then
    from = from .. '\0\255' -- the place is followed by its tier
  end
  local members, at = nil, 1
  local s = {}
  function s.peek()
    if not members or (at > #members and #members > 0) then
      members, at = redis.call('ZRANGEBYLEX', index, from, to, 'LIMIT', 0, chunk), 1
      from = '(' .. (members[#members] or '')
    end
    return members[at] and string.sub(members[at], #prefix + 1)
  end
  function s.skip()
    at = at + 1
  end
  return s
end

local streams = {}
for i = 5, #ARGV do
  streams[#streams + 1] = stream(ARGV[i] .. '\0')
end
if #streams == 0 then
  streams[1] = stream('')
end

-- take is the next member of all streams.
local function take()
  local first
  for _, s in ipairs(streams) do
    local member = s.peek()
    if member and (not first or member < first) then
      first = member
    end
  end
  for _, s in ipairs(streams) do
    if first and s.peek() == first then
      s.skip()
    end
  end
  return first
end

local reply, found, last = { '', 0 }, 0, after
for member in take do
  local at, shown = place(member)
  if budget == 0 or (shown and found == limit) then
    reply[1], reply[2] = last, shown and 1 or 0
    break
  end
  budget, last = budget - 1, at
  local id = string.match(at, '%z(%Z*)$')
  local value = shown and redis.call('HGET', partners, id)
  if value then
    found = found + 1
    reply[#reply + 1] = id
    reply[#reply + 1] = value
  end
end
return reply
