-- Applies a batch of changes, all or none.
--
-- KEYS    1 partners, 2 names, 3 owners, 4 audit, 5 ops, 6 staged, 7 due, 8 revisions,
--         9 people
-- ARGV    1 operation, 2 by, 3 at (Unix milliseconds), 4 what, 5 note, may be empty, 6 link,
--         may be empty, 7 how many changes, 8 how many parts of them are fields of staged,
--         from 1, 9 the last part
-- Returns {"done", the first entry's number}   applied now
--         {"again", the first entry's number}  applied by an earlier call
--         {"conflict", id...}                  some partners have another version; nothing written
--         {"incomplete"}                       some staged changes are missing; nothing written
--
-- A part is changes, each with a record separator (30) behind it. A change is lines: the
-- id, the version it was decided on (0: there was no partner), the document (empty: the
-- partner goes), then index entries after a sign and the letter of their index, then
-- in the same way whoever is told of the partner, as it was or as it is: they become due at
-- the time of the batch, if they are not due earlier.
--
-- Redis undoes nothing when a script fails, so everything that can fail comes first:
-- the counts below do nothing but refuse a key of another type. The first write adds
-- to the audit log, so that a full Redis refuses it before anything has changed.

local partners, audit, ops, staged = KEYS[1], KEYS[4], KEYS[5], KEYS[6]
local indexes = { n = KEYS[2], o = KEYS[3] }
local due, revisions, people = KEYS[7], KEYS[8], KEYS[9]
local op, count, parts = ARGV[1], ARGV[7], tonumber(ARGV[8])

local done = redis.call('HGET', ops, op)
if done then
  return { 'again', string.match(done, '^%d+') }
end
for _, index in pairs(indexes) do
  redis.call('ZCARD', index)
end
redis.call('ZCARD', due)
redis.call('HLEN', revisions)
redis.call('HLEN', people)
local last = redis.call('XREVRANGE', audit, '+', '-', 'COUNT', 1)[1]
local first = last and tonumber(string.match(last[1], '^%d+')) + 1 or 1

if parts > 0 and redis.call('HLEN', staged) ~= parts then
  return { 'incomplete' }
end

-- each calls for every change, with its number. Searching for a single letter is far
-- cheaper than matching a pattern against every one.
local function each(visit)
  local n, text, at = 0, nil, 1
  local function before(mark)
    local from, to = at, string.find(text, mark, at, true)
    at = to + 1
    return string.sub(text, from, to - 1)
  end
  for i = 1, parts + 1 do
    text, at = i > parts and ARGV[9] or redis.call('HGET', staged, i), 1
    while at <= #text do
      n = n + 1
      local id, decided, document = before('\n'), before('\n'), before('\n')
      visit(n, id, decided, document, before('\30'))
    end
  end
end

-- versions and entries are what stands before the change with a number. What has gone
-- has a version and an entry still, but was decided on as if it had never been.
local conflicts, versions, entries = {}, {}, {}
each(function(n, id, decided, document)
  local stored = redis.call('HGET', partners, id)
  local version, entry = '0', '0'
  if stored then
    version, entry = string.match(stored, '^(%d+) (%d+)')
  end
  versions[n], entries[n] = version, entry
  local gone = not stored or string.sub(stored, -1) == ' '
  if decided ~= (gone and '0' or version) or (gone and document == '') then
    conflicts[#conflicts + 1] = id
  end
end)
if #conflicts > 0 then
  return { 'conflict', unpack(conflicts, 1, math.min(#conflicts, 20)) }
end

-- common is what the first entry says for all of them.
local common = { 'op', op, 'by', ARGV[2], 'at', ARGV[3], 'what', ARGV[4], 'count', count }
for i, name in ipairs({ 'note', 'link' }) do
  local text = ARGV[4 + i]
  if text ~= '' then
    common[#common + 1], common[#common + 2] = name, text
  end
end

-- told are those who become due, each once: an import has many partners of one owner.
local told, known = {}, {}

local head = string.format('%.0f', first)
each(function(n, id, _, document, moves)
  local version, entry = string.format('%.0f', versions[n] + 1), string.format('%.0f', first + n - 1)
  local was, now = entries[n], version .. ' ' .. document
  if n == 1 then
    for _, text in ipairs({ 'partner', id, 'was', was, 'now', now }) do
      common[#common + 1] = text
    end
    redis.call('XADD', audit, entry .. '-0', unpack(common))
  else
    redis.call('XADD', audit, entry .. '-0', 'of', head, 'partner', id, 'was', was, 'now', now)
  end
  redis.call('HSET', partners, id, version .. ' ' .. entry .. ' ' .. document)
  for sign, index, member in string.gmatch(moves, '([+=-])(%l)([^\n]*)\n') do
    if sign == '+' then
      redis.call('ZADD', indexes[index], 0, member)
    elseif sign == '-' then
      redis.call('ZREM', indexes[index], member)
    elseif not known[member] then
      known[member] = true
      told[#told + 1] = member
    end
  end
end)
for _, owner in ipairs(told) do
  local recipient = redis.call('HGET', people, owner .. '\0user') or owner
  redis.call('ZADD', due, 'LT', ARGV[3], recipient)
  redis.call('HINCRBY', revisions, recipient, 1)
end
redis.call('HSET', ops, op, head .. ' ' .. count)
redis.call('DEL', staged)
return { 'done', head }
