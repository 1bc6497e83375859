-- Reads the audit log backward by batches.
--
-- KEYS    1 audit
-- ARGV    1 look at entries below this number (0: at all), 2 how many batches to find at most,
--         3 only those by this person (empty: by anybody), 4 how many batches to look at
--         before pausing
-- Returns {the number to go on below or "0" at the end, batch...}, a batch being
--         {first, count, by, at, what, note, link}

local audit, below, limit, by, budget = KEYS[1], ARGV[1], tonumber(ARGV[2]), ARGV[3], tonumber(ARGV[4])

-- fields are an entry's fields by name.
local function fields(entry)
  local all = {}
  for i = 1, #entry[2], 2 do
    all[entry[2][i]] = entry[2][i + 1]
  end
  return all
end

local reply = { '0' }
while true do
  local from = below == '0' and '+' or string.format('%.0f', below - 1)
  local last = redis.call('XREVRANGE', audit, from, '-', 'COUNT', 1)[1]
  if not last or limit == 0 or budget == 0 then
    reply[1] = last and below or '0'
    return reply
  end
  local first, head = string.match(last[1], '^%d+'), fields(last)
  if head.of then
    first = head.of
    head = fields(redis.call('XRANGE', audit, first, first)[1])
  end
  if by == '' or head.by == by then
    reply[#reply + 1] = { first, head.count, head.by, head.at, head.what, head.note or '', head.link or '' }
    limit = limit - 1
  end
  below, budget = first, budget - 1
end
