-- Keeps what is known of somebody.
--
-- KEYS    1 people, 2 due, 3 revisions
-- ARGV    1 user, 2 zone, 3 place, 4 habits, each empty: as it is; habits "-": those of the
--         house; 5 when they become due if their habits are others (Unix milliseconds)
-- Returns 1
--
-- What is known already changes nothing, so that the same call again does not either.

local people, due, revisions = KEYS[1], KEYS[2], KEYS[3]
local user, zone, place, habits, at = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]

-- keep reports whether something is news.
local function keep(field, value)
  local key = user .. '\0' .. field
  local known = redis.call('HGET', people, key)
  if value == '' or value == (known or '-') then
    return false
  elseif value == '-' then
    redis.call('HDEL', people, key)
  else
    redis.call('HSET', people, key, value)
  end
  return true
end

keep('place', place)
local moved, others = keep('zone', zone), keep('habits', habits)
if others then
  redis.call('ZADD', due, 'LT', at, user)
end
if moved or others then
  redis.call('HINCRBY', revisions, user, 1)
end
return 1
