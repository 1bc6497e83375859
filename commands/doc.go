// Package commands is what a person can ask of the bot, and what it answers.
//
// A [Request] says who asks, with which words, in which language and when. The
// command it names reads the store, evaluates the programme and returns a [Reply]:
// facts and actions in the reader's language, ready to be drawn by whoever knows
// where they will be read. Of Slack it knows what an id of a user looks like, and that
// people write @U012AB3CD for one; of Redis it knows nothing.
//
// One table holds every command with its usage, its help, an example and who may
// run it. Dispatch, help, the permission check and the app's manifest all come from
// that table. The check stands in [Commands.Do], so that nothing gets past it; what
// somebody may run is part of the request. A [Reader] may ask, a [Manager] may also
// change what is recorded; that somebody else tried is written down.
//
// # How something changes
//
// Managers record what a partner's people have passed, decide on tiers, deadlines and
// owners, take spreadsheets in, and take any of it back. Each of these edits a copy of
// the partner and writes it with the version it was decided on. When somebody else was
// faster, the edit is made of what they have left, so that neither is lost; a form about
// the partner as it was, and the plan of an import, are shown anew instead.
//
// [Request.Op] names the gesture behind a request and with it the change, so that the
// same gesture again, a second click or a copy of a delivery, finds the change made and
// has the answer that tells of it. A plan is named by what it would do instead: whoever
// presses its button applies exactly that, once.
//
// The answer tells before and after, as the audit log has it, and offers to undo. An
// undoing takes out what its entry did and leaves what others have done since; when that
// cannot be, it names the entry in the way. [Reply.Notices] tell the partner's owners,
// each in their own language.
//
// # All partners at once
//
// Lists, the programme against its targets, the week's summary and Home are about all
// partners. They look at one board, of package board, which is kept by following the audit
// log: before each look it reads what was written since, so that nobody is told less than
// what is recorded. A page of a list costs that one round trip, and one more for the partners
// that stand on it, however many there are. Only the first look reads the whole log;
// [Commands.Prepare] does so before anybody asks.
//
// /tier list says whom to save and what that takes, who is past saving, and who is near a
// higher tier. /tier programme says how many partners each tier has, would have at the end,
// and would have with every save, and which saves close the gap to a target.
// [Commands.Home] says what whoever opens it should do today, and is never empty.
// [Commands.Week] tells the managers' channel what has changed, and what somebody has to see
// to.
//
// # One partner, and what could be
//
// /tier plan is the way to a tier: what to train, how many people, and by when each must
// start. As an e-mail it goes to the partner, so nothing is in it but that. /tier what-if
// makes of a copy of the partner what is supposed and shows its card, now or on a day to
// come; nothing is recorded, until somebody records exactly that.
//
// # When somebody leaves
//
// [Commands.Departed] lists to the managers' channel whose partners need somebody else.
// /tier handover gives them away, all or those that are named, in one batch that can be
// undone; where they are many, it first says which, and its button hands over those and no
// others. Both account managers are told.
//
// # Reminders
//
// [Commands.Digest] is the message about all that somebody is to be told of at once; what
// and when is decided elsewhere. Its title says what would be lost and by when, and every
// partner in it why it is there, what saves it and by when that must start. Whoever looks
// after a partner puts it off, takes care of it, or stops its reminders, and says in
// [Commands.House]'s place how they want to be reminded: all for themselves alone, all
// taken back by a button below the answer. Nothing is put off beyond the last day on which
// its training can start.
//
// # The deadline day
//
// [Commands.Rehearsal] and [Commands.Decision] tell a channel who would fall and who has
// lapsed. Nobody falls by a clock alone: managers apply, hold or exempt, one or all, and
// where nobody is to be asked, [Commands.Falls] does, if they are not suspiciously many. A
// decision about all is one batch of what has lapsed when it is made, whatever the message
// with its button said; what was saved or decided meanwhile stays. [Reply.Instead] then tells
// the channel, in the place of the message. Undone, it can be decided again by the same
// button. Owners read of a fall in their next digest.
//
// # Forms and files
//
// A [Form] asks for what could have been typed. What was filled in comes back through
// [Commands.Compose] as the command line it stands for and is asked like any other, so
// that a form can do nothing that words cannot, and [Reply.Problems] find their fields.
// [Commands.Redraw] and [Commands.Suggest] serve a form that is on the screen, and
// [Commands.Quote] fills one in from a message.
//
// [Files] reads what people have attached; package roster makes a plan of it. What an
// answer brings along, a plan or an export, is its [Reply.File].
//
// # What it promises
//
// Every request gets an answer a person can act on: an unknown word brings the help, a
// misspelt name or command brings what was probably meant, several partners come back
// as a choice, and a store that cannot be reached is said to be so. Nothing is written
// about a partner that was not named exactly, on a day that can be read in two ways or
// is still to come, or in part: a line, and a file, is recorded as a whole or not at all.
//
// Figures in money are for whoever asks alone: what a whole channel reads, because the
// request is [Request.Shared], leaves them out and says so.
//
// It leaves to others who somebody is and what they may run, how fast the answer must
// be, and what a button or a form looks like.
package commands
