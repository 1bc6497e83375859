// Command sandbox is Tierbot without Slack and without Redis: the real bot, connected
// over the real Socket Mode protocol to a local Slack, with the announcement's 1,275
// partners in an in-process Redis and the calendar standing in 2009.
//
//	go run ./cmd/sandbox                      a page to try it on
//	go run ./cmd/sandbox -day 2009-09-14      the same on a morning on which reminders come
//	go run ./cmd/sandbox -say "/tier acme"    one question, answered in the terminal
//
// Nothing leaves this machine: everything listens on loopback, and all of it is
// gone when the command ends.
package main
