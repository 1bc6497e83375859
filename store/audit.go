package store

import (
	"context"
	_ "embed"
	"fmt"
	"iter"
	"strings"

	"github.com/redis/go-redis/v9"

	"github.com/tierbot/tierbot/program"
)

var (
	//go:embed entries.lua
	entriesLua string

	//go:embed acts.lua
	actsLua string

	entriesScript = redis.NewScript(entriesLua)
	actsScript    = redis.NewScript(actsLua)
)

const (
	// entriesStride is how many entries of the audit log are read, and actsStride how
	// many batches are looked at, before other clients have their turn: some
	// milliseconds of Redis's time.
	entriesStride = 500
	actsStride    = 1_000
)

// History is a page of what happened to a partner, the newest first, also of one that
// was removed: at most limit entries and never more than five hundred, in one round
// trip. It begins with the entry that the last page named; 0: with the newest. Who was
// never a partner is [program.ErrUnknownPartner], and an entry of another one
// [program.ErrUnknownEntry].
func (w *Workspace) History(ctx context.Context, id string, from int64, limit int) (program.History, error) {
	entries, next, err := w.entries(ctx, from, limit, id)
	if err != nil {
		return program.History{}, fmt.Errorf("read history: %w", err)
	}
	return program.History{Entries: entries, Next: next}, nil
}

// Entry is the entry of the audit log with a number, or [program.ErrUnknownEntry].
func (w *Workspace) Entry(ctx context.Context, n int64) (program.Entry, error) {
	entry, err := w.entry(ctx, n)
	if err != nil {
		return program.Entry{}, fmt.Errorf("read entry: %w", err)
	}
	return entry, nil
}

func (w *Workspace) entry(ctx context.Context, n int64) (program.Entry, error) {
	if n == 0 {
		return program.Entry{}, program.ErrUnknownEntry
	}
	entries, _, err := w.entries(ctx, n, 1, "")
	if err != nil {
		return program.Entry{}, err
	}
	return entries[0], nil
}

// Batch is every entry of the batch which an entry belongs to, in order, read in strides
// while the caller ranges. An error is the last thing it yields: it is
// [program.ErrUnknownEntry] when there is no such entry.
func (w *Workspace) Batch(ctx context.Context, n int64) iter.Seq2[program.Entry, error] {
	return func(yield func(program.Entry, error) bool) {
		entry, err := w.entry(ctx, n)
		for next := entry.First; next != 0 && err == nil; {
			var entries []program.Entry
			entries, next, err = w.entries(ctx, next, entriesStride, "")
			for _, entry := range entries {
				if !yield(entry, nil) {
					return
				}
			}
		}
		if err != nil {
			yield(program.Entry{}, fmt.Errorf("read batch: %w", err))
		}
	}
}

// entries runs entries.lua, along the history of a partner or, when it is empty, the
// batch of the entry to begin with. next is 0 at the end of it.
func (w *Workspace) entries(ctx context.Context, from int64, limit int, partner string) (entries []program.Entry, next int64, err error) {
	if from < 0 {
		return nil, 0, program.ErrUnknownEntry
	}
	reply, err := entriesScript.Run(ctx, w.redis, []string{w.keys.partners, w.keys.audit},
		from, min(limit, entriesStride), partner).Slice()
	if err != nil {
		return nil, 0, err
	}
	switch reply[0] {
	case "partner":
		return nil, 0, program.ErrUnknownPartner
	case "entry":
		return nil, 0, program.ErrUnknownEntry
	}
	for _, values := range reply[1:] {
		entry, err := newRow(values).entry()
		if err != nil {
			return nil, 0, err
		}
		entries = append(entries, entry)
	}
	head := row{rest: reply[:1]}
	next = head.number()
	return entries, next, head.err()
}

// Acts is a page of batches, the newest first, at most limit of them, at least one, and only
// those by one person unless by is empty. It begins below the number that the last page named; 0:
// with the newest. It costs one round trip, and another for every thousand batches
// passed over because they are somebody else's. The page after a full one may turn out
// to be empty.
func (w *Workspace) Acts(ctx context.Context, by string, before int64, limit int) (program.Acts, error) {
	page, err := w.acts(ctx, by, max(0, before), max(1, limit))
	if err != nil {
		return program.Acts{}, fmt.Errorf("read batches: %w", err)
	}
	return page, nil
}

// acts looks for one more than there is room for, which tells the last page from the
// others in all but rare cases.
func (w *Workspace) acts(ctx context.Context, by string, before int64, limit int) (program.Acts, error) {
	page := program.Acts{Next: before}
	for {
		acts, next, err := w.actsBelow(ctx, page.Next, limit+1-len(page.Acts), by)
		if err != nil {
			return program.Acts{}, err
		}
		page.Acts = append(page.Acts, acts...)
		if page.Next = next; next == 0 || len(page.Acts) >= limit {
			break
		}
	}
	if len(page.Acts) > limit {
		page.Acts = page.Acts[:limit]
		page.Next = page.Acts[limit-1].First
	}
	return page, nil
}

// actsBelow runs acts.lua. next is 0 at the end of the log.
func (w *Workspace) actsBelow(ctx context.Context, below int64, limit int, by string) (acts []program.Act, next int64, err error) {
	reply, err := actsScript.Run(ctx, w.redis, []string{w.keys.audit}, below, limit, by, actsStride).Slice()
	if err != nil {
		return nil, 0, err
	}
	for _, values := range reply[1:] {
		r := newRow(values)
		acts = append(acts, r.act())
		if err := r.err(); err != nil {
			return nil, 0, err
		}
	}
	head := row{rest: reply[:1]}
	next = head.number()
	return acts, next, head.err()
}

// decodeState reads what the audit log says that a partner was or is: version and
// document, or nil when there was none.
func decodeState(id, text string) (*program.Partner, error) {
	version, doc, _ := strings.Cut(text, " ")
	if doc == "" {
		return nil, nil
	}
	p, err := decodeDocument(id, version, doc)
	return &p, err
}
