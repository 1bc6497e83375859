-- Says when to look at a recipient again, unless something has changed since they were
-- looked at. Their lease ends.
--
-- KEYS    1 due, 2 leases, 3 revisions
-- ARGV    1 recipient, 2 the revision they were looked at, 3 when (Unix milliseconds; empty:
--         when something changes)
-- Returns 1 if so, 0 if they stay due as they are

local due, leases, revisions = KEYS[1], KEYS[2], KEYS[3]
local recipient, revision, at = ARGV[1], ARGV[2], ARGV[3]

local unchanged = (redis.call('HGET', revisions, recipient) or '0') == revision
if unchanged and at ~= '' then
  redis.call('ZADD', due, at, recipient)
elseif unchanged then
  redis.call('ZREM', due, recipient)
end
redis.call('HDEL', leases, recipient)
return unchanged and 1 or 0
