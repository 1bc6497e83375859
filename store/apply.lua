-- Applies a batch of changes, all or none.
--
-- KEYS    1 partners, 2 names, 3 owners, 4 audit, 5 ops, 6 staged
-- ARGV    1 operation, 2 by, 3 at (Unix milliseconds), 4 what, 5 count,
--         6... the changes; when absent they are the fields 1 to count of staged
-- Returns {"done", the first entry's number}   applied now
--         {"again", the first entry's number}  applied by an earlier call
--         {"conflict", id...}                  some partners have another version; nothing written
--         {"incomplete"}                       some staged changes are missing; nothing written
--
-- A change is lines: the id, the version it was decided on (0: a new partner), the
-- document, then index entries after a sign and the letter of their index.
--
-- Redis undoes nothing when a script fails, so everything that can fail comes first:
-- the counts below do nothing but refuse a key of another type. The first write adds
-- to the audit log, so that a full Redis refuses it before anything has changed.

local partners, audit, ops, staged = KEYS[1], KEYS[4], KEYS[5], KEYS[6]
local indexes = { n = KEYS[2], o = KEYS[3] }
local op, by, at, what, count = ARGV[1], ARGV[2], ARGV[3], ARGV[4], tonumber(ARGV[5])

local done = redis.call('HGET', ops, op)
if done then
  return { 'again', string.match(done, '^%d+') }
end
for _, index in pairs(indexes) do
  redis.call('ZCARD', index)
end
local last = redis.call('XREVRANGE', audit, '+', '-', 'COUNT', 1)[1]
local first = last and tonumber(string.match(last[1], '^%d+')) + 1 or 1

local function change(i)
  return ARGV[5 + i] or redis.call('HGET', staged, i)
end

local conflicts = {}
for i = 1, count do
  local text = change(i)
  if not text then
    return { 'incomplete' }
  end
  local id, version = string.match(text, '^([^\n]*)\n(%d+)\n')
  local stored = redis.call('HGET', partners, id)
  if version ~= (stored and string.match(stored, '^%d+') or '0') then
    conflicts[#conflicts + 1] = id
  end
end
if #conflicts > 0 then
  return { 'conflict', unpack(conflicts, 1, math.min(#conflicts, 20)) }
end

for i = 1, count do
  local id, version, document, moves = string.match(change(i), '^([^\n]*)\n(%d+)\n([^\n]*)(.*)$')
  local entry = string.format('%.0f', first + i - 1)
  local was = '0'
  if version ~= '0' then
    was = string.match(redis.call('HGET', partners, id), '^%d+ (%d+)')
  end
  version = string.format('%.0f', tonumber(version) + 1)
  local now = version .. ' ' .. document
  if i == 1 then
    redis.call('XADD', audit, entry .. '-0', 'op', op, 'by', by, 'at', at, 'what', what, 'count', count,
      'partner', id, 'was', was, 'now', now)
  else
    redis.call('XADD', audit, entry .. '-0', 'of', string.format('%.0f', first), 'partner', id, 'was', was, 'now', now)
  end
  redis.call('HSET', partners, id, version .. ' ' .. entry .. ' ' .. document)
  for sign, index, member in string.gmatch(moves, '\n([+-])(%l)([^\n]*)') do
    if sign == '+' then
      redis.call('ZADD', indexes[index], 0, member)
    else
      redis.call('ZREM', indexes[index], member)
    end
  end
end
redis.call('HSET', ops, op, string.format('%.0f %d', first, count))
redis.call('DEL', staged)
return { 'done', string.format('%.0f', first) }
