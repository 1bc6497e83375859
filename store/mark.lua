-- Keeps what somebody asks for about a partner. Each wish has a field of its own, so that
-- whoever writes another, or what they were told, leaves it alone.
--
-- KEYS    1 marks, 2 due, 3 revisions
-- ARGV    1 recipient, 2 partner, 3 now (Unix milliseconds), 4 touched, a day, 5 snoozed, a
--         day or 0, 6 stopped, 1 or 0; each empty: as it is
-- Returns 1

local marks, due, revisions = KEYS[1], KEYS[2], KEYS[3]
local recipient, partner, now = ARGV[1], ARGV[2], ARGV[3]

local function keep(field, value, stored)
  if value == '0' then
    redis.call('HDEL', marks, partner .. '\0' .. field)
  elseif value ~= '' then
    redis.call('HSET', marks, partner .. '\0' .. field, stored)
  end
end

redis.call('ZADD', due, 'LT', now, recipient)
redis.call('HINCRBY', revisions, recipient, 1)
keep('touched', ARGV[4], ARGV[4] .. ' ' .. now)
keep('snoozed', ARGV[5], ARGV[5] .. ' ' .. now)
keep('stopped', ARGV[6], '1')
return 1
