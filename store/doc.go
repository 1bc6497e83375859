// Package store keeps the partners in Redis. It is the only package that knows a
// key.
//
// [Open] takes a URL and never waits for Redis: a server that is down when the
// program starts, or goes away later, is an error of the calls made meanwhile and of
// nothing else. [Redis.Workspace] is one Slack workspace's store; workspaces share a
// server and nothing more.
//
// # What it promises
//
// A partner is one document with a version. [Workspace.Apply] changes partners in
// batches that happen together or not at all, and each change says which version it
// was decided on: when somebody else was faster, nothing is written and
// [program.ErrConflict] says so. A batch carries the name of its operation, and
// applying the same operation again, on purpose or because a reply was lost on the
// way, finds it done. Documents, indexes and the audit log change in one script, which
// checks everything before it writes anything, since Redis undoes nothing.
//
// A partner that is removed shows nowhere any more, but its version and its place in the
// audit log stay. When it comes back both go on, so that versions have no gap and nothing
// that was decided on the partner it was is taken for a decision on the one it is.
//
// The audit log tells what every partner was and is ([Workspace.History]), what happened
// together ([Workspace.Batch]) and who did it ([Workspace.Acts]). Nothing in it ever
// changes, and nothing is ever taken out of it, but for [Workspace.Erase], which ends a
// whole workspace. What was refused ([Workspace.Refuse]) is kept beside it, and only the
// newest ten thousand or so.
//
// Whoever wants to know of all partners at once follows the log ([Workspace.News]) and keeps
// what it needs of each, since nothing is told twice: reading it from the beginning costs
// a round trip for every thousand entries, and nearly as many more for batches that are
// longer than that, and hearing that there is nothing new costs one. What else it wants
// of some partners is read together ([Workspace.Some]).
//
// Reading by name ([Workspace.Find]) costs one round trip for a name or its beginning,
// however many partners there are. What nobody is called is looked for in strides that
// let others have their turn: under ten round trips for a misspelt name, and one more
// for every five thousand names, of which there may be a quarter of a million, for words
// that stand in the middle of one or nowhere. Pages ([Workspace.List]) come in the order
// of names.
//
// # Who is told, and when
//
// Whoever is told of a partner, as it was before a change or as it is after, becomes due in
// the script that makes the change, and another revision; so does whoever asks for
// something ([Workspace.SetMark], [Workspace.SetHabits], [Workspace.Adopt]). A recipient
// who is due is leased ([Workspace.Take]), read with all that decides what they are told
// ([Workspace.Recipient]), and given another time ([Workspace.Reschedule]), which holds
// only if they still are the revision that was read. So nothing is queued that could be
// lost or grow old: whoever looks at a recipient works it out from the data. Finding who is
// due costs what is due, however many there are.
//
// A post has a name, such as "digest 2009-09-14", and a record of what is known of it:
//
//	record                   claimed                 released   settled   given up
//	none                     attempting              none       sent      given up
//	attempting, leased       busy                    released   sent      given up
//	attempting, lease over   in doubt; attempting    released   sent      given up
//	                         if confirmed in vain
//	released                 attempting              released   sent      given up
//	given up                 settled                 given up   sent      given up
//	sent                     settled                 sent       sent      sent
//
// Only a claim gives the right to try, once. It is refused while the store is suspect, while
// Slack wants a pause, and faster than Slack allows, whichever replica asks. An attempt
// whose lease is over is in doubt for ever: what follows is either that it arrived, from
// whoever has seen it, or a claim by whoever has looked for it in vain. A claim carries
// what the post tells, and the script that settles the post marks that as told. Told,
// snoozed, touched and stopped are fields of their own, so that nobody overwrites what
// another one writes.
//
// [Workspace.Pulse] says how the store is. Its epoch names the contents, and the writes of
// the outbox and the entries of the audit log are counted: whoever has seen another epoch,
// or more, knows that the store has lost something, and says so ([Workspace.Suspect]).
// Nothing is sent until somebody decides that it goes on ([Workspace.Resume]). When the
// Redis process is another run of it, it may have lost its last moments unnoticed, and
// messages are looked for before they are posted, for a day ([Workspace.Begin]).
//
// # Commands
//
// Every call is bounded by its context. Commands are sent again after a lost
// connection, which is harmless because every write is an idempotent script; there is
// no script in a pipeline, where Redis's forgetting it could not be mended. [Workspace.Await]
// alone sends nothing again, because a broken connection is what it is to notice.
//
// # Keys
//
// All keys of a workspace begin with its hash tag, so that one script may touch them
// all in a cluster. TEAM is the Slack team id; fields within a member are separated
// by a zero byte. Only apply.lua writes the first five, but that index.lua brings the owners up
// to date once.
//
//	key                          type    owner   lifetime       holds
//	{tierbot:TEAM}:partners      hash    Apply   forever        id → version, audit entry that wrote it, document; removed: no document
//	{tierbot:TEAM}:names         zset    Apply   forever        name, id, tier; of an alias name, id; scores 0
//	{tierbot:TEAM}:owners        zset    Apply   forever        owner, empty for none, name, id; scores 0
//	{tierbot:TEAM}:audit         stream  Apply   forever        one entry a change, numbered from 1; see below
//	{tierbot:TEAM}:ops           hash    Apply   forever        operation → its first audit entry, how many
//	{tierbot:TEAM}:staged:CALL   hash    Apply   10 minutes     the parts of a large batch until it is committed
//	{tierbot:TEAM}:refused       stream  Refuse  newest 10,000  op, by, at (Unix milliseconds), what, reason
//	{tierbot:TEAM}:seen:NAME     string  Seen    24 hours       who asked first about an event or a notice
//
//	{tierbot:TEAM}:due           zset    Take        forever         recipient; scores: since or when to look at it
//	{tierbot:TEAM}:revisions     hash    Reschedule  forever         recipient → how often what decides has changed
//	{tierbot:TEAM}:leases        hash    Take        while due       recipient → end, token
//	{tierbot:TEAM}:people        hash    Know        forever         see below
//	{tierbot:TEAM}:marks:WHO     hash    SetMark     forever         partner, told | touched | snoozed | stopped → days
//	{tierbot:TEAM}:posts:WHO     hash    Claim       60 or so        post → record, tellings until they are marked
//	{tierbot:TEAM}:sent          stream  Settle      newest 100,000  recipient, post, stamp, at, partners
//	{tierbot:TEAM}:handed        hash    GiveUp      until Dealt     recipient → at, post, reason
//	{tierbot:TEAM}:generation    hash    Begin       forever         see below
//
// A name in an index is folded as [program.FoldCompany] does and has no spaces, so that
// "Cap Gemini" and "capgemini" are one. Folding is thereby part of the stored form.
//
// An entry of the audit log has the fields partner, was (the partner's previous entry, 0
// for none) and now (version and document; of a removal no document). The first entry
// of a batch has also op, by, at (Unix milliseconds), what, count and, unless they are
// empty, note and link; the others point to it with the field of. What a partner was
// before a change is what its previous entry says it became, so the log read from the
// beginning gives exactly the stored partners, a partner's history is a walk along was,
// and whoever reads batches jumps over each by of, all without an index.
//
// A recipient is an account manager by Slack user id or e-mail address, a channel by its id,
// or nobody, by the empty name, who owns the partners without an owner. Times are Unix
// milliseconds, days numbers such as 20090914, and 0 is none. Of people, the fields are the
// user's zone, place, habits and addresses, and an address's user, each behind who it is.
// Of the generation they are epoch, the epoch before, writes, the Redis process's run, until
// when to be careful, the suspicion with since when, who said so and the epoch lost, until
// when Slack wants a pause, the rate of messages, who resumed and when, and whether an
// earlier version's partners were indexed.
//
// # What it leaves to others
//
// What a change should be, who may make it, what somebody is to be told and when, what
// became of a post, and what day it is: times come from the callers, and no script asks
// the server's clock.
package store
