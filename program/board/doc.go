// Package board is where all partners stand at a glance: whom to save, what it costs, and
// where the programme lands.
//
// A [Board] follows the audit log from its first entry. It keeps of each partner a [Fact],
// what a list needs to choose and order partners by, and not the evidence, in rows of
// about two hundred bytes, names included, so that a hundred thousand partners take twenty
// megabytes and a question about all of them costs no reading of what has not changed. From
// the facts it counts: [Board.Tally] is how many partners each tier has, would have if
// nothing changed, and would have with every save that can still be made. From the log it
// keeps how that came: [Board.Months] by months, [Board.Turns] by what turned for a partner.
//
// # What it promises
//
// A fact is what [program.Rules.Evaluate] and [program.Rules.Falls] say on the board's
// day, no more and no less. It carries for how long it holds: a day that passes changes
// few partners, and [Board.Stale] names those that must be looked at again. What is
// counted always adds up to the number of partners. What the log tells, months and turns,
// is the same whenever a board has begun to follow it. The package is pure, and a board is
// for one goroutine at a time; facts that it has given out stay as they are.
//
// # What it leaves to others
//
// Reading the log and the partners, and every word that people read.
package board
