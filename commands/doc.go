// Package commands is what a person can ask of the bot, and what it answers.
//
// A [Request] says who asks, with which words, in which language and when. The
// command it names reads the store, evaluates the programme and returns a [Reply]:
// facts and actions in the reader's language, ready to be drawn by whoever knows
// where they will be read. Nothing here knows Slack; nothing here knows Redis.
//
// One table holds every command with its usage, its help, an example and who may
// run it. Dispatch, help, the permission check and the app's manifest all come from
// that table.
//
// The package promises that every request gets an answer a person can act on: an
// unknown word brings the help, a misspelt name brings what was probably meant,
// several partners come back as a choice, and a store that cannot be reached is
// said to be so. It leaves to others who may ask at all, how fast the answer must
// be, and what a button looks like.
package commands
