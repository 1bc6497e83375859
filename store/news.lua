-- Reads what the audit log says after an entry.
--
-- KEYS    1 audit, 2 generation
-- ARGV    1 the number of the entry after which to read, 2 how many entries at most
-- Returns {epoch or "", number of the newest entry or "0", entry...}, an entry being
--         {number, partner, by, at, now}
--
-- What a partner is now is version and document, without a document when it was removed.

local audit, generation = KEYS[1], KEYS[2]
local after, limit = tonumber(ARGV[1]), tonumber(ARGV[2])

local newest = redis.call('XREVRANGE', audit, '+', '-', 'COUNT', 1)[1]
local reply = { redis.call('HGET', generation, 'epoch') or '', newest and string.match(newest[1], '^%d+') or '0' }

local function fields(entry)
  local named = {}
  for i = 1, #entry[2], 2 do
    named[entry[2][i]] = entry[2][i + 1]
  end
  return named
end

local first, head
local from = string.format('%.0f', after + 1)
for _, entry in ipairs(redis.call('XRANGE', audit, from, '+', 'COUNT', limit)) do
  local number, said = string.match(entry[1], '^%d+'), fields(entry)
  if not said.of then
    first, head = number, said
  elseif said.of ~= first then
    first, head = said.of, fields(redis.call('XRANGE', audit, said.of, said.of)[1])
  end
  reply[#reply + 1] = { number, said.partner, head.by, head.at, said.now }
end
return reply
