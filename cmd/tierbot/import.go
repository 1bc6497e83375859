package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"

	"github.com/tierbot/tierbot/bot"
	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/program/roster"
	"github.com/tierbot/tierbot/store"
)

// attempts is how often an import that was not asked about is planned again because
// somebody else changed a partner in between.
const attempts = 3

// tight is how much garbage an import lets pile up, in percent of what it holds. It is
// over in seconds and may share a small machine with the bot, so that memory is worth
// more than time.
const tight = 25

// importFile shows what a file would change and, when told to, changes exactly that
// or nothing.
func (t *tierbot) importFile(ctx context.Context, call call) error {
	defer debug.SetGCPercent(debug.SetGCPercent(tight))
	c, err := t.mended()
	if err != nil {
		return err
	}
	rules := c.RulesFile.rules
	file, err := openRoster(call.file, rules)
	if err != nil {
		return err
	}
	partners, end, err := t.partners(ctx, &c)
	if err != nil {
		return err
	}
	defer end()
	for attempt := 1; ; attempt++ {
		plan, err := file.PlanFrom(partners.All(ctx), rules.Today(t.now()))
		if err != nil {
			return fmt.Errorf("read partners: %w", bot.Redact(err))
		}
		t.printPlan(plan)
		if apply, err := t.decide(ctx, plan, call); !apply {
			return err
		}
		err = t.apply(ctx, partners, plan)
		if !errors.Is(err, program.ErrConflict) {
			return err
		}
		if call.flags["--yes"] && attempt == attempts {
			return fmt.Errorf("gave up after %d attempts: %w", attempts, err)
		}
		// The plan has used the file up, as its rows are much of what an import holds.
		if file, err = openRoster(call.file, rules); err != nil {
			return err
		}
		fmt.Fprint(t.stdout, "\nA partner was changed meanwhile, so nothing was written. The plan as it is now:\n\n")
	}
}

// openRoster reads a partner file by its path.
func openRoster(path string, rules *program.Rules) (*roster.File, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read %s: %s", path, cause(err))
	}
	defer file.Close()
	return roster.Read(filepath.Base(path), file, rules)
}

// decide finds out whether the plan is to be applied. The error is why the program
// fails when it is not.
func (t *tierbot) decide(ctx context.Context, plan *roster.Plan, call call) (bool, error) {
	switch {
	case len(plan.Refused) > 0:
		return false, errSilent
	case plan.Changes() == 0, call.flags["--dry-run"]:
		return false, nil
	case call.flags["--yes"]:
		return true, nil
	case !t.asks:
		return false, fmt.Errorf("%w: nobody can be asked here, so nothing was written; --yes applies the plan", errUsage)
	}
	fmt.Fprint(t.stdout, "\nApply all of it? [y/N] ")
	answer, err := t.answer(ctx)
	if err != nil {
		fmt.Fprintln(t.stdout, "\nNothing was written.")
		return false, err
	}
	switch strings.ToLower(strings.TrimSpace(answer)) {
	case "y", "yes", "o", "oui":
		return true, nil
	}
	fmt.Fprintln(t.stdout, "Nothing was written.")
	return false, errSilent
}

// answer is the line that a person types, unless a signal comes first. Nothing ends
// the reading of a terminal, so it is left to the end of the program.
func (t *tierbot) answer(ctx context.Context) (string, error) {
	typed := make(chan string, 1)
	go func() {
		line, _ := bufio.NewReader(t.stdin).ReadString('\n')
		typed <- line
	}()
	select {
	case line := <-typed:
		return line, nil
	case <-ctx.Done():
		return "", errInterrupted
	}
}

// apply writes the plan, all of it or nothing.
func (t *tierbot) apply(ctx context.Context, partners *store.Workspace, plan *roster.Plan) error {
	batch, err := plan.Batch("tierbot import", program.Report{By: plan.File, At: t.now()})
	if err != nil {
		return err
	}
	batch.Op, err = plan.Name(func(op string) (int64, bool, error) {
		receipt, done, err := partners.Receipt(ctx, op)
		return receipt.Entry, done, err
	})
	if err != nil {
		return fmt.Errorf("ask whether the plan was applied before: %w", bot.Redact(err))
	}
	created, updated := len(plan.Created), len(plan.Updated) // and the plan can go
	_, err = partners.Apply(ctx, batch, t.showProgress())
	switch {
	case errors.Is(err, program.ErrConflict):
		return err
	case err != nil:
		return fmt.Errorf("whether the plan was applied is not known; run the import again, which finishes or changes nothing: %w", bot.Redact(err))
	}
	fmt.Fprintf(t.stdout, "\nDone: %s created, %s updated.\n", number(created), number(updated))
	return nil
}

// showProgress keeps one line on a terminal up to date; nil when nobody watches.
func (t *tierbot) showProgress() func(done, total int) {
	if !t.progress {
		return nil
	}
	return func(done, total int) {
		fmt.Fprintf(t.stderr, "\r%s of %s partners", number(done), number(total))
		if done == total {
			fmt.Fprintln(t.stderr)
		}
	}
}
