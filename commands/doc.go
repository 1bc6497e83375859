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
// somebody may run is part of the request.
//
// The package promises that every request gets an answer a person can act on: an
// unknown word brings the help, a misspelt name or command brings what was probably
// meant, several partners come back as a choice, and a store that cannot be reached is
// said to be so. It leaves to others who somebody is and what they may run, how fast
// the answer must be, and what a button looks like.
package commands
