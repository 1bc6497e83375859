-- Reads entries of the audit log, each with what its partner was before and with what
-- the first entry of its batch says for all of them.
--
-- KEYS    1 partners, 2 audit
-- ARGV    1 the number to begin with (0: the partner's newest), 2 how many at most, 3 the partner
--         whose history to follow back; empty: follow the batch forward
-- Returns {"entry" or "partner"}  there is no such one
--         {the number to go on with or "0" at the end, entry...}, an entry being
--         {number, partner, before, now, first, count, by, at, what, note, link}
--
-- What a partner was and is are version and document, empty where there was nothing.

local partners, audit = KEYS[1], KEYS[2]
local number, limit, partner = ARGV[1], tonumber(ARGV[2]), ARGV[3]

-- read is an entry's fields. Those of one are looked at several times.
local known = {}
local function read(n)
  if not known[n] then
    local entry = redis.call('XRANGE', audit, n, n)[1]
    local fields = {}
    for i = 1, entry and #entry[2] or 0, 2 do
      fields[entry[2][i]] = entry[2][i + 1]
    end
    known[n] = fields
  end
  return known[n]
end

if partner ~= '' then
  local stored = redis.call('HGET', partners, partner)
  if not stored then
    return { 'partner' }
  elseif number == '0' then
    number = string.match(stored, '^%d+ (%d+)')
  end
end
local begins = read(number).partner
if not begins or (partner ~= '' and begins ~= partner) then
  return { 'entry' }
end

-- after is the number of the next entry on the way.
local function after(n)
  local entry = read(n)
  if partner ~= '' then
    return entry.was
  end
  local first = entry.of or n
  return n + 1 < first + read(first).count and string.format('%.0f', n + 1) or '0'
end

local reply = { '0' }
while number ~= '0' and limit > 0 do
  local entry = read(number)
  local first = entry.of or number
  local head = read(first)
  reply[#reply + 1] = { number, entry.partner, read(entry.was).now or '', entry.now, first, head.count, head.by,
    head.at, head.what, head.note or '', head.link or '' }
  number, limit = after(number), limit - 1
end
reply[1] = number
return reply
