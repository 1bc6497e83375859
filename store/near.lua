-- Finds names that differ from the words by a number of mistakes: a letter too many,
-- too few, another letter, or two neighbours swapped. Also names whose beginning does,
-- if that beginning ends with the words' last letter.
--
-- KEYS    1 partners, 2 names
-- ARGV    1 the words as the index knows names; 2 mistakes at most; 3 where to begin, a
--         bound of ZRANGEBYLEX; 4 how many names to look at before pausing; 5 and 6 how
--         many whole names and how many beginnings to find at most
-- Returns {where to go on or "" when done, whole or beginning (1 or 2), id, value, ...}
--
-- The sorted names are walked as a tree of letters. rows[j] is the usual table of
-- distances between the words and the first j letters of the name at hand; names that
-- begin alike share it. When no distance in a row is small enough, no name that begins so
-- can be, and the walk jumps over all of them; when the mistakes are used up, it
-- jumps to the next letter that the words allow.

local partners, names = KEYS[1], KEYS[2]
local words, most, from = ARGV[1], tonumber(ARGV[2]), ARGV[3]
local budget, wholes, beginnings = tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6])

local call, byte, sub, char = redis.call, string.byte, string.sub, string.char
local n, far = #words, most + 1
local last = byte(words, n)
local query = { byte(words, 1, n) }

local rows, least = { [0] = {} }, { [0] = 0 }
local begins = { [0] = false } -- begins[j]: one of the first j letters ends a beginning
local letters, depth = {}, 0
for i = 0, math.min(n, most) do
  rows[0][i] = i
end

-- extend computes the row of one more letter and answers whether it is alive. Only
-- the band of cells that can be small enough exists.
local function extend(j, letter)
  local before, above, row = rows[j - 2], rows[j - 1], rows[j] or {}
  local low, best = math.max(0, j - most), far
  for i = low, math.min(n, j + most) do
    local d = far
    if i == 0 then
      d = j
    else
      d = (above[i - 1] or far) + (query[i] == letter and 0 or 1)
      if above[i] and above[i] + 1 < d then
        d = above[i] + 1
      end
      if i > low and row[i - 1] + 1 < d then
        d = row[i - 1] + 1
      end
      if i > 1 and before and query[i] == letters[j - 1] and query[i - 1] == letter and before[i - 2]
          and before[i - 2] + 1 < d then
        d = before[i - 2] + 1
      end
    end
    row[i] = d
    if d < best then
      best = d
    end
  end
  rows[j], least[j], letters[j] = row, best, letter
  begins[j] = begins[j - 1] or (letter == last and row[n] ~= nil and row[n] <= most)
  return best <= most
end

-- following is the next letter above the given one that may stand after the first j,
-- or 256. With the mistakes used up it is a letter of the words, at its place or
-- swapped with the one before.
local function following(j, letter)
  if least[j] < most then
    return letter + 1
  end
  local row, above, nearest = rows[j], rows[j - 1], 256
  for i = math.max(0, j - most), math.min(n, j + most) do
    local straight, swapped = query[i + 1], query[i]
    if straight and row[i] == most and straight > letter and straight < nearest then
      nearest = straight
    end
    if swapped and above and above[i - 1] == most - 1 and straight == letters[j] and swapped > letter
        and swapped < nearest then
      nearest = swapped
    end
  end
  return nearest
end

-- jump is the bound of the next name that may fit, when none does that has the first
-- j letters of the name and then the given letter.
local function jump(name, j, letter)
  while true do
    local letterAfter = following(j, letter)
    if letterAfter < 256 then
      return '[' .. sub(name, 1, j) .. char(letterAfter)
    end
    if j == 0 then
      return ''
    end
    letter = byte(name, j)
    j = j - 1
  end
end

-- found answers 1 for a partner that is new as this kind, 0 for one found by another
-- of its names.
local reply, seen = { '' }, { {}, {} }
local function found(kind, member)
  local id = string.match(member, '^%Z*%z(%Z*)')
  local value = not seen[kind][id] and call('HGET', partners, id)
  if not value then
    return 0
  end
  seen[kind][id] = true
  reply[#reply + 1], reply[#reply + 2], reply[#reply + 3] = kind, id, value
  return 1
end

while from ~= '' and wholes > 0 do
  if budget == 0 then
    reply[1] = from
    break
  end
  budget = budget - 1
  local member = call('ZRANGEBYLEX', names, from, '+', 'LIMIT', 0, 1)[1]
  if not member then
    break
  end
  local name = string.match(member, '^%Z*')
  local j = 0
  while j < depth and letters[j + 1] == byte(name, j + 1) do
    j = j + 1
  end
  local alive = true
  while alive and j < #name do
    alive = extend(j + 1, byte(name, j + 1))
    j = alive and j + 1 or j
  end
  depth = j
  from = '(' .. member
  if alive and rows[j][n] and rows[j][n] <= most then
    wholes = wholes - found(1, member)
  elseif begins[j] and beginnings > 0 then
    beginnings = beginnings - found(2, member)
  elseif not alive then
    from = jump(name, j, byte(name, j + 1))
  end
end
return reply
