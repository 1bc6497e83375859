-- Ends a post: it has arrived, or it never will. What it tells is marked as told. That it has
-- arrived is a fact, whoever says it and whatever was thought before, and whoever it has
-- arrived at is not among those not reached any more.
--
-- KEYS    1 posts, 2 marks, 3 sent, 4 generation, 5 handed, 6 due, 7 revisions
-- ARGV    1 recipient, 2 post, 3 now (Unix milliseconds), 4 stamp, empty: it never will, 5
--         reason, 6 whom it is handed to instead, 7 1 if it is handed or 0, 8 how many
--         arrivals to keep, about
-- Returns 1 if it is settled now, 0 if it was before

local posts, marks, sent, generation, handed, due, revisions = unpack(KEYS)
local recipient, name, now, stamp, reason, to, hand = unpack(ARGV)

local record = redis.call('HGET', posts, name) or table.concat({ '', '0', now, now, '0', '', '', '', '', '0' }, '\t')
local head, tellings = string.match(record, '^([^\n]*)\n?(.*)$')
local state, attempt, first, last, place, day = string.match(head,
  '^([^\t]*)\t(%d+)\t(%d+)\t(%d+)\t%d+\t[^\t]*\t([^\t]*)\t[^\t]*\t[^\t]*\t(%d+)$')
if state == 'sent' or (state == 'given up' and stamp == '') then
  return 0
end
for _, hash in ipairs({ marks, generation, handed, revisions }) do
  redis.call('HLEN', hash)
end
redis.call('ZCARD', due)
local newest = redis.call('XREVRANGE', sent, '+', '-', 'COUNT', 1)[1]
local number = newest and string.match(newest[1], '^%d+') + 1 or 1

-- earlier reports whether what somebody asked for was asked before the post was tried.
local function earlier(partner, wish)
  local at = string.match(redis.call('HGET', marks, partner .. '\0' .. wish) or '', ' (%d+)$')
  return at and tonumber(at) <= tonumber(last)
end

local partners = {}
for partner, deadline, occasion, fell in string.gmatch(tellings, '([^\t\n]*)\t(%d+)\t(%d+)\t(%d+)\n') do
  partners[#partners + 1] = partner
  local told = redis.call('HGET', marks, partner .. '\0told') or '0 0 0 0'
  local of, latest, since, known = string.match(told, '^(%d+) (%d+) (%d+) (%d+)$')
  if of ~= deadline then
    latest, since = '0', day
    if of ~= '0' and earlier(partner, 'touched') then
      redis.call('HDEL', marks, partner .. '\0touched')
    end
  end
  if tonumber(occasion) > tonumber(latest) then
    latest = occasion
  end
  if fell == '0' and deadline ~= known then -- told of the lapse itself, they learn that its fall was undone
    fell = known
  end
  if earlier(partner, 'snoozed') then
    redis.call('HDEL', marks, partner .. '\0snoozed')
  end
  redis.call('HSET', marks, partner .. '\0told',
    table.concat({ deadline, latest, since, fell }, ' '))
end

if stamp ~= '' then
  redis.call('XADD', sent, 'MAXLEN', '~', ARGV[8], string.format('%.0f-0', number),
    'recipient', recipient, 'post', name, 'stamp', stamp, 'at', now, 'partners', table.concat(partners, '\n'))
end
redis.call('HSET', posts, name, table.concat({ stamp ~= '' and 'sent' or 'given up', attempt, first, last, '0', '',
  place, stamp, stamp == '' and reason or '', day }, '\t'))
redis.call('HINCRBY', generation, 'writes', 1)
if hand == '1' then
  redis.call('HSET', handed, recipient, table.concat({ now, name, reason }, '\t'))
  redis.call('ZADD', due, 'LT', now, to)
  redis.call('HINCRBY', revisions, to, 1)
elseif stamp ~= '' then
  redis.call('HDEL', handed, recipient) -- they can be reached again
end
return 1
