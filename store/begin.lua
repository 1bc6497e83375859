-- Makes a store ready to send from: names its contents if they have no name, and remembers
-- which run of Redis holds them. Another run may have lost the last moments of the one
-- before, and with them messages that went out.
--
-- KEYS    1 generation
-- ARGV    1 epoch, if there is none, 2 the run of Redis, empty: not known, 3 until when to be
--         careful (Unix milliseconds)
-- Returns 1 if every recipient is known to be in due, 0 if not

local generation = KEYS[1]
local epoch, run, careful, indexed = unpack(redis.call('HMGET', generation, 'epoch', 'run', 'careful', 'indexed'))
if not epoch then
  redis.call('HSET', generation, 'epoch', ARGV[1], 'writes', 0)
end
if ARGV[2] ~= '' and run ~= ARGV[2] then
  local later = run and math.max(tonumber(careful or 0), tonumber(ARGV[3])) or tonumber(careful or 0)
  redis.call('HSET', generation, 'run', ARGV[2], 'careful', string.format('%.0f', later))
end
return indexed and 1 or 0
