-- Gives the right to try a post once.
--
-- KEYS    1 posts, 2 generation
-- ARGV    1 post, 2 token, 3 now, 4 until (Unix milliseconds), 5 place, 6 the programme's
--         day, 7 the attempt that is known not to have arrived (0: none), 8 milliseconds
--         between two messages, 9 how many may come at once, 10 how many posts to keep, 11
--         tellings, each a line: partner, deadline, occasion and fall, separated by tabs
-- Returns {verdict, the post's record without tellings, when to ask again, epoch, writes}
--
-- A record is state, attempt, first, last, lease, token, place, stamp, reason and day,
-- separated by tabs, and on the lines below it the tellings while they are not marked.
--
-- How fast messages may follow each other is kept as the time at which the last of them
-- would have gone out if they had kept their distance (a generic cell rate algorithm).

local posts, generation = KEYS[1], KEYS[2]
local name, token, now, until_, place, day = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5], ARGV[6]
local step, burst, keep = tonumber(ARGV[8]), tonumber(ARGV[9]), tonumber(ARGV[10])
local clock = tonumber(now)
local record = redis.call('HGET', posts, name)
local epoch, writes, suspect, paused, last = unpack(redis.call('HMGET', generation, 'epoch', 'writes', 'suspect',
  'paused', 'rate'))

local function answer(verdict, wait)
  return { verdict, string.match(record or '', '^[^\n]*'), wait or '0', epoch or '', writes or '0' }
end

-- head is the beginning of a record.
local function head(text)
  return string.match(text, '^([^\t]*)\t(%d+)\t(%d+)\t(%d+)\t(%d+)\t([^\t]*)')
end

local state, attempt, first = '', '0', now
if record then
  local tried, lease, owner
  state, attempt, first, tried, lease, owner = head(record)
  if state == 'sent' or state == 'given up' then
    return answer('settled')
  elseif state == 'attempting' and owner == token and tried == now and lease == until_ then
    return answer('yours') -- the same call again
  elseif state == 'attempting' and tonumber(lease) > clock then
    return answer('busy', lease)
  elseif state == 'attempting' and attempt ~= ARGV[7] then
    return answer('in doubt')
  end
end

if suspect or not epoch then
  return answer('held')
elseif tonumber(paused or 0) > clock then
  return answer('held', paused)
end
local at = math.max(tonumber(last or 0), clock)
if at > clock + burst * step then -- somebody's clock was ahead
  at = clock + burst * step
  redis.call('HSET', generation, 'rate', string.format('%.0f', at))
end
if at > clock + (burst - 1) * step then
  return answer('held', string.format('%.0f', at - (burst - 1) * step))
end

record = table.concat({ 'attempting', string.format('%.0f', attempt + 1), first, now, until_, token, place, '', '', day },
  '\t') .. '\n' .. ARGV[11]
local new = redis.call('HSET', posts, name, record)
redis.call('HSET', generation, 'rate', string.format('%.0f', at + step))
writes = string.format('%.0f', redis.call('HINCRBY', generation, 'writes', 1))

-- forget drops the settled posts of the same kind that were tried longest ago. A kind is the
-- first word of a name: what comes every week must not make forget what is told once.
local function forget(count)
  local old, all, kind = {}, redis.call('HGETALL', posts), string.match(name, '^%S*')
  for i = 1, #all, 2 do
    local state, _, _, tried = head(all[i + 1])
    if (state == 'sent' or state == 'given up') and string.match(all[i], '^%S*') == kind then
      old[#old + 1] = { name = all[i], tried = tonumber(tried) }
    end
  end
  table.sort(old, function(a, b) return a.tried < b.tried end)
  for i = 1, math.min(count, #old) do
    redis.call('HDEL', posts, old[i].name)
  end
end
if new == 1 then
  local many = redis.call('HLEN', posts) - keep
  if many > 0 then
    forget(many)
  end
end
return answer('yours')
