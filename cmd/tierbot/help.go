package main

import (
	"context"
	"fmt"
	"io"
	"strings"
)

// A command is one thing the program does.
type command struct {
	name  string
	file  bool    // it takes exactly one file
	flags []entry // those it takes, with their dashes
	help  string  // what it does, without a full stop
	more  string  // what else a person should know, in lines
	exits []entry // its exit codes
	run   func(*tierbot, context.Context, call) error
}

// An entry is a word of the command line and what it means.
type entry struct{ word, means string }

// misunderstood is the exit code that every command has.
var misunderstood = entry{"2", "the call is not understood"}

// subcommands are all of them, in the order help shows them. The first is what happens
// without arguments. It is all that is known of them: parsing and help go by it.
func subcommands() []command {
	return []command{
		{
			name: "serve", help: "answer and remind in Slack until told to stop (the default)", run: (*tierbot).serve,
			more: "It waits for a Slack or a Redis that cannot be reached. SIGTERM or Ctrl-C lets it finish\n" +
				"what people asked; a second one ends it at once.",
			exits: []entry{{"0", "it was told to stop"}, {"1", "the configuration or a token needs mending"}, misunderstood},
		},
		{
			name: "check", help: "list everything that is wrong with the configuration, Redis and Slack", run: (*tierbot).check,
			more:  "It changes nothing. What it finds stands one to a line behind ok, warning or problem.",
			exits: []entry{{"0", "there is no problem"}, {"1", "there are problems to mend"}, misunderstood},
		},
		{
			name: "import", file: true, help: "show what a CSV or XLSX file of partners changes, ask, and apply it", run: (*tierbot).importFile,
			flags: []entry{{"--yes", "apply it without asking"}, {"--dry-run", "show it and write nothing"}},
			more: "CSV is UTF-8 or Windows-1252 with commas, semicolons or tabs between the columns; of an\n" +
				"XLSX workbook the first sheet is read. The first row names the columns, as export writes\n" +
				"them, in any order; those left out stay as they are. All is applied, or nothing.",
			exits: []entry{
				{"0", "applied, nothing to change, or a dry run without refused rows"},
				{"1", "rows are refused, the answer was no, or something needs mending"},
				{"2", "the call is not understood, or nobody can be asked and --yes is missing"},
				{"130", "interrupted at the question; nothing was written"},
			},
		},
		{
			name: "export", file: true, help: "write the partners to a .csv or .xlsx file; - writes CSV here", run: (*tierbot).exportFile,
			more: "CSV is UTF-8 with commas. The file is there as a whole or not at all, and import takes it\n" +
				"back unchanged.",
			exits: []entry{{"0", "written"}, {"1", "something needs mending; no file was written"}, misunderstood},
		},
		{
			name: "version", help: "print the version", run: (*tierbot).printVersion,
			exits: []entry{{"0", "printed"}, misunderstood},
		},
	}
}

// synopsis is how the command is typed.
func (c *command) synopsis() string {
	line := "tierbot " + c.name
	if c.file {
		line += " FILE"
	}
	for _, flag := range c.flags {
		line += " [" + flag.word + "]"
	}
	return line
}

// printHelp explains the command.
func (c *command) printHelp(w io.Writer) {
	fmt.Fprintf(w, "%s\n\n%s.\n", c.synopsis(), strings.ToUpper(c.help[:1])+c.help[1:])
	if c.more != "" {
		fmt.Fprintln(w, c.more)
	}
	printEntries(w, "Flags", c.flags)
	printEntries(w, "Exit codes", c.exits)
}

func printEntries(w io.Writer, title string, entries []entry) {
	if len(entries) == 0 {
		return
	}
	fmt.Fprintf(w, "\n%s:\n", title)
	for _, e := range entries {
		fmt.Fprintf(w, "  %-10s %s\n", e.word, e.means)
	}
}

// printHelp explains the program.
func (t *tierbot) printHelp() {
	fmt.Fprint(t.stdout, "Tierbot tells a vendor's account managers, in Slack, where their partners stand.\n\n")
	for _, c := range subcommands() {
		fmt.Fprintf(t.stdout, "  %-42s %s\n", c.synopsis(), c.help)
	}
	fmt.Fprint(t.stdout, "\n\"tierbot help import\" says more of import, and so for each.\n")
	fmt.Fprint(t.stdout, "\nIt is configured by environment variables:\n\n")
	for _, v := range variables() {
		fmt.Fprintf(t.stdout, "  %-22s %s (%s)\n", v.name, v.means, v.fallback)
	}
}
