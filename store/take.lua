-- Leases recipients that are due.
--
-- KEYS    1 due, 2 leases
-- ARGV    1 token, 2 now, 3 until (Unix milliseconds), 4 how many at most
-- Returns {recipient, since when it has been due, recipient, since when...}
--
-- A lease is its end and its token. The same call again, because its reply was lost, gets
-- what it got.

local due, leases = KEYS[1], KEYS[2]
local now, lease, limit = tonumber(ARGV[2]), ARGV[3] .. ' ' .. ARGV[1], tonumber(ARGV[4])

local reply, taken, from, chunk = {}, {}, 0, 100
repeat
  local page = redis.call('ZRANGEBYSCORE', due, '-inf', ARGV[2], 'WITHSCORES', 'LIMIT', from, chunk)
  local recipients = {}
  for i = 1, #page, 2 do
    recipients[#recipients + 1] = page[i]
  end
  local held = #recipients > 0 and redis.call('HMGET', leases, unpack(recipients)) or {}
  for i, recipient in ipairs(recipients) do
    local free = not held[i] or held[i] == lease or tonumber(string.match(held[i], '^%d+')) <= now
    if free and #reply < 2 * limit then
      reply[#reply + 1], reply[#reply + 2] = recipient, page[2 * i]
      taken[#taken + 1], taken[#taken + 2] = recipient, lease
    end
  end
  from = from + chunk
until #page < 2 * chunk or #reply >= 2 * limit

for i = 1, #taken, 1000 do
  redis.call('HSET', leases, unpack(taken, i, math.min(i + 999, #taken)))
end
return reply
