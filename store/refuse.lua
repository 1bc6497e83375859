-- Keeps a refusal, unless it is among the newest already.
--
-- KEYS    1 refused
-- ARGV    1 operation, 2 by, 3 at (Unix milliseconds), 4 what, 5 reason, 6 how many of the
--         newest to look at, 7 how many to keep, about
-- Returns 1 if it is kept now, 0 if it was kept before

local refused = KEYS[1]
local newest = redis.call('XREVRANGE', refused, '+', '-', 'COUNT', ARGV[6])
for _, entry in ipairs(newest) do
  local _, op, _, by = unpack(entry[2])
  if op == ARGV[1] and by == ARGV[2] then
    return 0
  end
end
local number = newest[1] and string.match(newest[1][1], '^%d+') + 1 or 1
redis.call('XADD', refused, 'MAXLEN', '~', ARGV[7], string.format('%.0f-0', number),
  'op', ARGV[1], 'by', ARGV[2], 'at', ARGV[3], 'what', ARGV[4], 'reason', ARGV[5])
return 1
