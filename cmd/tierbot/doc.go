// Command tierbot is the service: Tierbot in one Slack workspace, with its partners
// in Redis.
//
//	tierbot [serve]                            answer and remind until told to stop
//	tierbot check                              say what is wrong with the configuration
//	tierbot import FILE [--yes] [--dry-run]    take in a spreadsheet of partners
//	tierbot export FILE                        write one; - is CSV on standard output
//	tierbot version
//
// It is configured by environment variables alone, so that no secret stands on a
// command line; the table is in README.md. What is wrong with them is said all at
// once, by name, and never with a value, because any value may be a password that
// was pasted into the wrong place.
//
// It exits with 0 when all went well, with 1 when something is to be mended or a
// person has said no, with 2 when it was called in a way it does not understand, and
// with 130 when it was interrupted at a question.
//
// The packages beside this one do the work. Here they are wired together, and here
// alone are the environment, the terminal, the health server and the metrics.
package main
