-- Says how the store is.
--
-- KEYS    1 due, 2 leases, 3 generation, 4 audit
-- ARGV    1 count those who have been due since before (Unix milliseconds)
-- Returns {when somebody is next free to be taken or 0 for nobody, how many are overdue, the
--         newest entry of the audit log or 0, epoch, before, writes, suspect, since,
--         careful, paused}, each empty or 0 when there is none

local due, leases, generation, audit = KEYS[1], KEYS[2], KEYS[3], KEYS[4]

-- next is when the first can be taken, which need not be the first that is due: others may
-- have leased that. A clock that stood at 1970 makes people due at 0, which is not nobody.
local function next()
  local first, from, chunk = nil, 0, 100
  repeat
    local page = redis.call('ZRANGE', due, from, from + chunk - 1, 'WITHSCORES')
    local recipients = {}
    for i = 1, #page, 2 do
      recipients[#recipients + 1] = page[i]
    end
    local held = #recipients > 0 and redis.call('HMGET', leases, unpack(recipients)) or {}
    for i = 1, #recipients do
      local at = tonumber(page[2 * i])
      if first and at >= first then
        return math.max(first, 1)
      end
      at = math.max(at, tonumber(string.match(held[i] or '0', '^%d+')))
      first = math.min(first or at, at)
    end
    from = from + chunk
  until #page < 2 * chunk
  return first and math.max(first, 1) or 0
end

local newest = redis.call('XREVRANGE', audit, '+', '-', 'COUNT', 1)[1]
local known = redis.call('HMGET', generation, 'epoch', 'before', 'writes', 'suspect', 'since', 'careful', 'paused')
return { string.format('%.0f', next()), string.format('%.0f', redis.call('ZCOUNT', due, '-inf', '(' .. ARGV[1])),
  newest and string.match(newest[1], '^%d+') or '0',
  known[1] or '', known[2] or '', known[3] or '0', known[4] or '', known[5] or '0', known[6] or '0', known[7] or '0' }
