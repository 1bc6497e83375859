-- Believes the store again, as another epoch. It follows the one that was seen last and, when
-- a replica has come since that saw no other, the one that it began.
--
-- KEYS    1 generation
-- ARGV    1 epoch, 2 by, 3 now, 4 until when to be careful (Unix milliseconds)
-- Returns 1 if so, 0 if it was believed

local generation = KEYS[1]
local epoch, suspect, lost, careful = unpack(redis.call('HMGET', generation, 'epoch', 'suspect', 'lost', 'careful'))
if epoch == ARGV[1] then
  return 1 -- the same call again
elseif not suspect then
  return 0
end
local before = {}
for _, other in ipairs({ lost or '', epoch or '' }) do
  if other ~= '' and other ~= before[1] then
    before[#before + 1] = other
  end
end
local later = math.max(tonumber(careful or 0), tonumber(ARGV[4]))
redis.call('HSET', generation, 'epoch', ARGV[1], 'before', table.concat(before, ' '), 'writes', 0,
  'careful', string.format('%.0f', later), 'resumed', ARGV[3] .. ' ' .. ARGV[2])
redis.call('HDEL', generation, 'suspect', 'since', 'teller', 'lost')
return 1
