-- Reads all keys.
--
-- Returns for each key its name, its type, the milliseconds it has to live (-1: for ever),
-- how many items it has, and these: the value of a string; of a hash fields, each with its
-- value behind it; of a sorted set members, each with its score behind it; of a stream
-- entries, each its id, how many words it has, and these: fields, each with its value
--
-- Everything is one flat list of strings.

local reply = {}

local readers = {
  string = function(key) return { redis.call('GET', key) } end,
  hash = function(key) return redis.call('HGETALL', key) end,
  list = function(key) return redis.call('LRANGE', key, 0, -1) end,
  set = function(key) return redis.call('SMEMBERS', key) end,
  zset = function(key) return redis.call('ZRANGE', key, 0, -1, 'WITHSCORES') end,
  stream = function(key)
    local entries = {}
    for _, entry in ipairs(redis.call('XRANGE', key, '-', '+')) do
      entries[#entries + 1] = entry[1]
      entries[#entries + 1] = tostring(#entry[2])
      for _, word in ipairs(entry[2]) do
        entries[#entries + 1] = word
      end
    end
    return entries
  end,
}

for _, key in ipairs(redis.call('KEYS', '*')) do
  local kind = redis.call('TYPE', key).ok
  local items = readers[kind](key)
  for _, word in ipairs({ key, kind, tostring(redis.call('PTTL', key)), tostring(#items) }) do
    reply[#reply + 1] = word
  end
  for _, item in ipairs(items) do
    reply[#reply + 1] = item
  end
end
return reply
