package main

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/program/roster"
)

// How many partners and problems of a plan are listed before the rest is counted.
const (
	shownChanges  = 20
	shownProblems = 1000
)

// printPlan shows a plan: what would change, or everything that is wrong.
func (t *tierbot) printPlan(plan *roster.Plan) {
	if len(plan.Refused) > 0 {
		t.printRefused(plan)
		return
	}
	fmt.Fprintf(t.stdout, "%s: %s created, %s updated, %s unchanged\n", plan.File,
		number(len(plan.Created)), number(len(plan.Updated)), number(plan.Unchanged))
	t.printChanges("Created", plan.Created, func(c roster.Change) string {
		return fmt.Sprintf("%s (%s)", c.After.Name, c.After.Tier)
	})
	t.printChanges("Updated", plan.Updated, func(c roster.Change) string {
		var fields []string
		for _, field := range plan.Fields(&c) {
			fields = append(fields, field.In(program.English))
		}
		return c.After.Name + ": " + strings.Join(fields, ", ")
	})
}

func (t *tierbot) printChanges(title string, changes []roster.Change, line func(roster.Change) string) {
	if len(changes) == 0 {
		return
	}
	fmt.Fprintf(t.stdout, "\n%s\n", title)
	for _, change := range changes[:min(len(changes), shownChanges)] {
		fmt.Fprintf(t.stdout, "  line %d  %s\n", change.Line, line(change))
	}
	if rest := len(changes) - shownChanges; rest > 0 {
		fmt.Fprintf(t.stdout, "  and %s more\n", number(rest))
	}
}

func (t *tierbot) printRefused(plan *roster.Plan) {
	fmt.Fprintf(t.stdout, "%s: %s with problems, so nothing is written\n\n", plan.File, counted(plan.RefusedRows(), "row"))
	for _, problem := range plan.Refused[:min(len(plan.Refused), shownProblems)] {
		fmt.Fprintf(t.stdout, "  %s\n", problem)
	}
	if rest := len(plan.Refused) - shownProblems; rest > 0 {
		fmt.Fprintf(t.stdout, "  and %s more\n", number(rest))
	}
}

// counted is a number of things in English.
func counted(n int, thing string) string {
	if n != 1 {
		thing += "s"
	}
	return number(n) + " " + thing
}

// number is a count with its thousands apart.
func number(n int) string {
	text := strconv.Itoa(n)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}
