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
// changes, and nothing is ever taken out of it. What was refused ([Workspace.Refuse]) is
// kept beside it, and only the newest ten thousand or so.
//
// Reading by name ([Workspace.Find]) costs one round trip for a name or its beginning,
// however many partners there are. What nobody is called is looked for in strides that
// let others have their turn: under ten round trips for a misspelt name, and one more
// for every five thousand names, of which there may be a quarter of a million, for words
// that stand in the middle of one or nowhere. Pages ([Workspace.List]) come in the order
// of names.
//
// Every call is bounded by its context. Commands are sent again after a lost
// connection, which is harmless because every write is an idempotent script; there is
// no script in a pipeline, where Redis's forgetting it could not be mended.
//
// # Keys
//
// All keys of a workspace begin with its hash tag, so that one script may touch them
// all in a cluster. TEAM is the Slack team id; fields within a member are separated
// by a zero byte. Only apply.lua writes the first five.
//
//	key                          type    owner   lifetime       holds
//	{tierbot:TEAM}:partners      hash    Apply   forever        id → version, audit entry that wrote it, document; removed: no document
//	{tierbot:TEAM}:names         zset    Apply   forever        name, id, tier; of an alias name, id; scores 0
//	{tierbot:TEAM}:owners        zset    Apply   forever        owner, name, id; scores 0
//	{tierbot:TEAM}:audit         stream  Apply   forever        one entry a change, numbered from 1; see below
//	{tierbot:TEAM}:ops           hash    Apply   forever        operation → its first audit entry, how many
//	{tierbot:TEAM}:staged:CALL   hash    Apply   10 minutes     the parts of a large batch until it is committed
//	{tierbot:TEAM}:refused       stream  Refuse  newest 10,000  op, by, at (Unix milliseconds), what, reason
//	{tierbot:TEAM}:seen:NAME     string  Seen    24 hours       who asked first about an event or a notice
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
// # What it leaves to others
//
// What a change should be, who may make it, and what day it is: times come from the
// callers, and no script asks the server's clock.
package store
