-- Reads somebody and their partners, with what they know of each.
--
-- KEYS    1 partners, 2 owners, 3 revisions, 4 people, 5 marks, 6 posts
-- ARGV    1 recipient, 2 the number of the name to go on with, 1 for their own, then their
--         addresses, 3 the place to begin after under that name (empty: the beginning), 4
--         how many partners at most
-- Returns {{revision, zone, place, habits}, {post, record, post, record...},
--          {id, value, told, touched, snoozed, stopped, id...}, the number of the name to go
--          on with or 0 at the end, the place}
--
-- A partner that stands under two names comes twice.

local partners, owners, revisions, people, marks, posts = unpack(KEYS)
local recipient, number, after, left = ARGV[1], tonumber(ARGV[2]), ARGV[3], tonumber(ARGV[4])

local known = redis.call('HMGET', people, recipient .. '\0zone', recipient .. '\0place', recipient .. '\0habits',
  recipient .. '\0addresses')
local head = { redis.call('HGET', revisions, recipient) or '0', known[1] or '', known[2] or '', known[3] or '' }
local names = { recipient }
for address in string.gmatch(known[4] or '', '[^\n]+') do
  names[#names + 1] = address
end

local ids = {}
while number <= #names and left > 0 do
  local prefix = names[number] .. '\0'
  local from, to = (after == '' and '[' or '(') .. prefix .. after, '(' .. prefix .. '\255'
  local members = redis.call('ZRANGEBYLEX', owners, from, to, 'LIMIT', 0, left)
  for _, member in ipairs(members) do
    ids[#ids + 1] = string.match(member, '%z(%Z*)$')
  end
  if #members == left then
    after = string.sub(members[left], #prefix + 1)
  else
    number, after = number + 1, ''
  end
  left = left - #members
end

local list = {}
if #ids > 0 then
  local fields = {}
  for _, id in ipairs(ids) do
    for _, field in ipairs({ 'told', 'touched', 'snoozed', 'stopped' }) do
      fields[#fields + 1] = id .. '\0' .. field
    end
  end
  local values, kept = redis.call('HMGET', partners, unpack(ids)), redis.call('HMGET', marks, unpack(fields))
  for i, id in ipairs(ids) do
    if values[i] then
      list[#list + 1], list[#list + 2] = id, values[i]
      for k = 4 * i - 3, 4 * i do
        list[#list + 1] = kept[k] or ''
      end
    end
  end
end
local first = ARGV[2] == '1' and ARGV[3] == ''
return { head, first and redis.call('HGETALL', posts) or {}, list, number <= #names and number or 0, after }
