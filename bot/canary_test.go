package bot_test

import (
	"context"
	"iter"
	"strings"
	"sync/atomic"
	"time"

	"github.com/tierbot/tierbot/program"
)

// canary is in everything that the canaries keep.
const canary = "Canarybird"

// canaries is a store whose every answer holds the canary, and which counts what is
// asked of it. Nothing changes it, so that no question depends on one before.
type canaries struct {
	reads, writes, refusals atomic.Int64
}

func canaryPartner() program.Partner {
	return program.Partner{
		ID: "acme", Name: "Acme " + canary, Tier: "enterprise", Aliases: []string{canary}, Owners: []string{bruno}, Version: 3,
		Certificates: []program.Holding{{Certificate: "vtsp", Holder: "A. " + canary, Earned: program.Date{Year: 2009, Month: 5, Day: 12}}},
		Readings:     []program.Reading{{Metric: "revenue", Value: 1_200_000}},
		Reported:     program.Report{By: bruno, At: time.Date(2009, 5, 12, 9, 0, 0, 0, time.UTC)},
	}
}

func (c *canaries) entry() program.Entry {
	before, after := canaryPartner(), canaryPartner()
	before.Certificates, before.Version = nil, 2
	return program.Entry{Number: 1276, ID: "acme", Before: &before, After: &after, Act: c.act()}
}

func (c *canaries) act() program.Act {
	return program.Act{
		First: 1276, Count: 1, By: manager, At: time.Date(2009, 5, 12, 9, 0, 0, 0, time.UTC),
		What: "certify " + canary, Note: canary, Evidence: "https://example.com/" + canary,
	}
}

func (c *canaries) Find(_ context.Context, name string) (program.Found, error) {
	c.reads.Add(1)
	if program.Fold(name) != "acme" && !strings.HasPrefix("acme", name) {
		return program.Found{}, nil
	}
	return program.Found{How: program.ExactMatch, Partners: []program.Partner{canaryPartner()}}, nil
}

func (c *canaries) Partner(context.Context, string) (program.Partner, error) {
	c.reads.Add(1)
	return canaryPartner(), nil
}

func (c *canaries) List(context.Context, program.Scope, string, int) (program.Page, error) {
	c.reads.Add(1)
	return program.Page{Partners: []program.Partner{canaryPartner()}}, nil
}

func (c *canaries) Some(context.Context, []string) ([]program.Partner, error) {
	c.reads.Add(1)
	return []program.Partner{canaryPartner()}, nil
}

func (c *canaries) News(context.Context, int64, int) (program.News, error) {
	c.reads.Add(1)
	e := c.entry()
	record := program.Record{Number: 1, ID: e.ID, By: e.Act.By, At: e.Act.At, Now: e.After}
	return program.News{Epoch: canary, Records: []program.Record{record}, Last: 1}, nil
}

func (c *canaries) All(context.Context) iter.Seq2[program.Partner, error] {
	c.reads.Add(1)
	return func(yield func(program.Partner, error) bool) { yield(canaryPartner(), nil) }
}

func (c *canaries) Receipt(context.Context, string) (program.Receipt, bool, error) {
	c.reads.Add(1)
	return program.Receipt{}, false, nil
}

func (c *canaries) Entry(context.Context, int64) (program.Entry, error) {
	c.reads.Add(1)
	return c.entry(), nil
}

func (c *canaries) Batch(context.Context, int64) iter.Seq2[program.Entry, error] {
	c.reads.Add(1)
	return func(yield func(program.Entry, error) bool) { yield(c.entry(), nil) }
}

func (c *canaries) History(context.Context, string, int64, int) (program.History, error) {
	c.reads.Add(1)
	return program.History{Entries: []program.Entry{c.entry()}}, nil
}

func (c *canaries) Acts(context.Context, string, int64, int) (program.Acts, error) {
	c.reads.Add(1)
	return program.Acts{Acts: []program.Act{c.act()}}, nil
}

func (c *canaries) Apply(context.Context, program.Batch, func(done, total int)) (program.Receipt, error) {
	c.writes.Add(1)
	return program.Receipt{Entry: 1277}, nil
}

func (c *canaries) Pulse(context.Context, time.Time) (program.Pulse, error) {
	c.reads.Add(1)
	return program.Pulse{Suspect: program.Suspicion{Reason: canary, Since: time.Date(2009, 5, 12, 9, 0, 0, 0, time.UTC)}}, nil
}

func (c *canaries) Resume(context.Context, string, time.Time) error {
	c.writes.Add(1)
	return nil
}

func (c *canaries) Refuse(context.Context, program.Refusal) error {
	c.refusals.Add(1)
	return nil
}

func (c *canaries) Marks(_ context.Context, partners []program.Partner) ([]map[string]program.Mark, error) {
	c.reads.Add(1)
	return make([]map[string]program.Mark, len(partners)), nil
}

func (c *canaries) Recipient(_ context.Context, id string) (program.Recipient, error) {
	c.reads.Add(1)
	return program.Recipient{ID: id, Partners: []program.Partner{canaryPartner()}}, nil
}

func (c *canaries) SetHabits(context.Context, string, *program.Habits, time.Time) error {
	c.writes.Add(1)
	return nil
}

func (c *canaries) SetMark(context.Context, string, string, program.Wish) error {
	c.writes.Add(1)
	return nil
}

func (c *canaries) Handed(context.Context) ([]program.Unreached, error) {
	c.reads.Add(1)
	return nil, nil
}
