// Command sandbox is Tierbot without Slack and without Redis: the real bot, connected
// over the real Socket Mode protocol to a local Slack, with the announcement's 1,275
// partners in an in-process Redis and the calendar standing in 2009.
//
//	go run ./cmd/sandbox                      a page to try it on
//	go run ./cmd/sandbox -day 2009-09-14      the same on a morning on which reminders come
//	go run ./cmd/sandbox -say "/tier acme"    one question, answered in the terminal
//
//	go run ./cmd/sandbox -data DIR            one that goes on where it stood the last time
//
// Nothing leaves this machine: everything listens on loopback, and all of it is
// gone when the command ends, unless it is to be kept.
//
// # The calendar
//
// The page has a calendar. Living on to a later day, the clock of the sandbox goes from one
// minute at which the bot has something to do to the next, and waits at each until it has
// done so: every digest comes at its own time, and days on which nothing happens take none.
// Slack's limits run on real time, so that a year with a message every week takes a minute.
// A jump goes there at once; the bot awakes as after a pause and says what is still of use.
// Time does not run back: on an earlier day everything starts over.
//
// # What is kept
//
// With -data a directory keeps all of it: people, conversations, files, partners, who was
// told of what, and the time. It is written when the command ends, and a few seconds after
// something was seen to change, so that a kill costs no more than that; nobody is told
// anything twice for it. The directory is one sandbox's at a time, and starting over in the
// calendar empties it. With -say beside it, what is asked and recorded is kept too.
//
// With -redis the partners and who was told are in a Redis of one's own, under keys that
// begin with {tierbot:T0SANDBOX}, which no real workspace has. Partners are put into it when
// there are none, and starting over takes away these keys and no others. It keeps itself;
// with -data the directory keeps everything else. After a kill Redis may then know of
// messages that the page has lost. One sandbox at a time may use it.
//
// # How it is made
//
// main.go and flags.go read what is asked for. The stage (stage.go) keeps the address, and
// what is kept (keep.go, shelf.go, keys.go), while worlds (world.go) come and go, one at a
// time: a clock, a Slack with people in it (people.go), the line to a Redis (line.go,
// redis.go) with partners in it (source.go, invent.go), and the bot. The calendar
// (calendar.go, almanac.go) sends the world there is on a journey at a time (journey.go,
// live.go), and asks the stage for another. With -say (say.go) one thing is asked in place
// of serving the page.
package main
