// Package bot is Tierbot in Slack: questions come in, answers go out, and reminders go out
// unasked.
//
// A question arrives as a slash command, as a press of a button, as a mention in a
// channel, as a message or a file in the bot's own conversation, as a form that was
// filled in, or from the menu of a message. Whatever the way, it becomes a
// [commands.Request], somebody with the right to ask is behind it, and the
// [commands.Reply] finds its way back. A form is the command line that package commands
// composes from it, and a file the one that asks for its plan, so that neither has a way
// of its own to change anything. Package commands knows what to say; this one knows who
// may hear it, how fast, and what it looks like in Slack. Slack's types end here, and
// package socketmode below holds the line.
//
// # What it promises
//
// An answer, always. The command starts at once. When its reply is there 1.5 seconds
// after the question arrived, it travels in the acknowledgement; otherwise the
// acknowledgement goes out empty and the reply follows through the response URL. A
// store that is silent after 2.2 seconds is mentioned, and the command goes on for
// up to ten. When a response URL is used up or has expired, the answer comes as an
// ephemeral message, and when that cannot be, as a direct one; when Slack is in trouble
// all of these are tried again for twelve seconds. Blocks that Slack
// refuses are sent again as plain sections, and those as text. A panic costs one
// question, whose asker gets a reference to quote. A command that tells how far it has
// come may take a minute.
//
// A page for each. Whoever opens the bot's Home tab is shown their page, which
// Slack keeps, so that it is published each time, and again when what is done there, or in a
// modal above it, may have changed it. What is pressed in Home is answered in a modal above
// it, and what is pressed there in its place, with a way back; a form opens on top, and its
// answer comes where the form was, or below. Slack opens a modal within three seconds of the
// press, so that one that says so is opened while the answer is under way; a Home that shows
// something keeps it meanwhile. What no modal takes is a direct message. Updates carry the
// hash of what they replace: of two things done in one view the later stands in the end, and
// no older Home takes the place of a newer. That holds within a process; of presses of the
// same instant that come to two replicas either may stand.
//
// Tables where they are taken. Slack has tables and charts in messages only, and not every
// workspace has them. The first goes by a way on which a refusal is heard; once one was
// taken the others may be acknowledgements for a quarter of an hour, and once one was
// refused the same facts stand in rows and in words for as long. What there is no room for
// is counted.
//
// Nothing typed is lost. A form shows what is wrong beside its fields, and why nothing
// could be done; it closes when something was, and two seconds after it was submitted
// in any case. The answer then comes where the form was opened, or, when nothing can be
// posted, through the response URL of what asked for the form. A form that cannot be
// shown in time leaves words that say the same.
//
// The right readers only. Full members of the workspace that installed the bot are
// answered; guests, people of other organisations and deactivated people read one
// neutral sentence, by every way in. Bots are not listened to. Who somebody is comes
// from users.info and is asked again after five minutes; while Slack cannot say,
// nobody is answered. Rights are checked when a button is pressed or a form submitted,
// not when it was drawn. Answers are private, and plans and exports go to the asker's
// own conversation with the bot; sharing an answer checks the channel first and leaves
// out what is not for all. Notices go to full members alone, and to nobody who made the
// change themselves.
//
// The right writers only. [Options.Managers] are asked for with usergroups.users.list
// and believed for a minute, like a person for five; but before something is changed,
// what is known of both is ten seconds old at most. A group that cannot be read stops
// its members from changing anything, and nobody from reading. Whoever is refused a
// change, a stranger too, is written down by package commands.
//
// Files no larger than they may be. One that is too large is refused by the size that
// Slack tells, before a byte of it is asked for. A download that brings more than that,
// or a page in place of the file, is refused as well.
//
// Data stays data. What people typed stands in elements that Slack does not parse, or
// is escaped; no partner's name becomes a mention, a link or formatting.
//
// Once. An envelope that comes to this process again is acknowledged again and not
// answered again, for an hour; nor is an event, which [Events] remembers for all
// replicas. A retry of what nobody has seen is answered like any other. Every gesture
// has a name, [commands.Request.Op], which a second click shares with the first, so
// that what it changes is changed once, and others are told of it once, whichever replica
// it comes to; in one process the second change has its turn after the first.
//
// No secret and no text of a message in a log or an error: see [Redact] and
// [RedactLogs]. The token goes to Slack alone, files and redirects included.
//
// # What is said unasked
//
// With [Options.Reminders], any number of replicas tell account managers what is due, each
// one digest on a working day at most, and the managers' channel what concerns the
// programme: who would fall, two weeks before a deadline; what is to be decided, after it;
// how the week begins; and what was for somebody who cannot be told. What is due, and why,
// is worked out by package program from what is stored, each time anew, and put into words
// by package commands; here it is brought to where it belongs.
//
// The promise is: effectively once. Each message has a name, such as the digest of a day,
// and an id that follows from it, which Slack keeps with the message and shows to nobody.
// A replica leases the recipient, claims the message, gives it to Slack once and settles
// what became of it. When Slack's answer says for certain that nothing was sent, it is
// tried again; when it does not say, or the replica dies, the message stays in doubt until
// its claim is over and a minute more has passed. Then the conversation's history is read,
// and what is found there has arrived. What is not found by two looks is sent again, under
// the same name; after the fifth such doubt the managers' channel is told instead. A message
// that came twice all the same is deleted.
//
// It is at least once, and no more than that, where the history cannot be read: in a
// channel, since the bot asks for no right to read what people say there, and in a
// workspace that has not granted im:history. There a message whose answer was lost comes
// again. It can also come again when Slack takes longer than a minute to show what it has
// taken, when somebody has deleted it meanwhile, or when the machine stands still for
// longer than a claim lasts in the instant between the last look at the clock, for which
// the head of the request is ready, and its first byte.
//
// Nothing is sent and nothing is marked while that could be wrong. A store that has lost
// something is suspect: each process remembers how far the store had come, and a store
// that shows less, or is another, stops all replicas until a manager resumes it. Whoever
// notices first tells the managers' channel, at most once, and [Bot.Status] of every
// replica says so. For a day after that, and after Redis was started anew, every message is
// looked for before it is first sent. While this machine's clock and Redis's are more than a
// minute apart, while Slack refuses the token, and while Slack seems to be out, all wait.
// Whoever cannot be written to is not tried again and again: the managers' channel is told
// in their place. It never is when people of another organisation or guests read it.
//
// Somebody whose account is deactivated leaves partners behind. The managers' channel is told
// at once, by whichever replica hears of it and once a day at most, with the way to hand them
// over. Where there is no channel, or it cannot be told within a minute, they are among those
// who could not be reached, of whom the week's summary tells. When Slack does not say whether
// it took the message, it is not sent again.
//
// Memory is for one at a time: whoever has thousands of partners is reminded alone, and so is
// a large file imported, unless that would take too long.
//
// An auditor beside the loop counts who is overdue and works out once a day who should be
// due; what it finds shows in [RemindersStatus].
//
// # What it leaves to others
//
// What a command says and whether storage can be reached: package commands. The
// connections, acknowledgements and draining: package socketmode. Configuration,
// health and metrics: the service in cmd.
//
// # The clocks
//
// [Options.Now] is the day the commands answer for, which a sandbox may move; [Bot.Rest]
// says when it may, because nothing is left to be said on that day. The deadlines of
// Slack's protocol, and the age of what is remembered, run on the process's own clock,
// which nobody moves.
//
// # To be looked at
//
// [Draw], [DrawForm], [DrawModal], [DrawHome] and [DrawSettled] make of a reply what Slack would be given, in each
// of the forms that it may have to take, and [Sentences] are all that the bot says itself:
// for a page that shows everything there is to see without Slack.
package bot
