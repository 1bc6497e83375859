-- Says whose an e-mail address is. Its partners are theirs from now on, as if they were
-- named by their user id.
--
-- KEYS    1 people, 2 due, 3 revisions, 4 leases
-- ARGV    1 address, 2 user, 3 now (Unix milliseconds)
-- Returns 1
--
-- The user becomes due when the address was, so that nothing waits for another day.

local people, due, revisions, leases = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local address, user, at = ARGV[1], ARGV[2], ARGV[3]

-- addresses are those of somebody but for this one.
local function addresses(somebody)
  local others = {}
  for other in string.gmatch(redis.call('HGET', people, somebody .. '\0addresses') or '', '[^\n]+') do
    if other ~= address then
      others[#others + 1] = other
    end
  end
  return others
end

local since = redis.call('ZSCORE', due, address)
if since and tonumber(since) < tonumber(at) then
  at = since
end
redis.call('ZADD', due, 'LT', at, user)
redis.call('HINCRBY', revisions, user, 1)
local before = redis.call('HGET', people, address .. '\0user')
if before and before ~= user then
  redis.call('HSET', people, before .. '\0addresses', table.concat(addresses(before), '\n'))
  redis.call('HINCRBY', revisions, before, 1)
end
local all = addresses(user)
all[#all + 1] = address
redis.call('HSET', people, user .. '\0addresses', table.concat(all, '\n'), address .. '\0user', user)
redis.call('ZREM', due, address)
redis.call('HDEL', leases, address)
return 1
