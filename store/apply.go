package store

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/redis/go-redis/v9"

	"github.com/tierbot/tierbot/program"
)

var (
	//go:embed apply.lua
	applyLua string

	//go:embed stage.lua
	stageLua string

	applyScript = redis.NewScript(applyLua)
	stageScript = redis.NewScript(stageLua)
)

const (
	// atOnce is the size in bytes up to which changes go to Redis in one command. What
	// is more than that is staged in parts of about this size.
	atOnce = 256 << 10

	// askFirst is from how many changes on it is cheaper to ask whether they were applied
	// before than to send them and be told.
	askFirst = 1_000

	// stagedFor is how long the parts of a batch wait for the next of them.
	stagedFor = 10 * time.Minute

	// busyPause is how long to leave a busy Redis alone, and busyMost how often to ask.
	busyPause = 100 * time.Millisecond
	busyMost  = 300
)

// Apply makes the changes of a batch, all or none, and says where the audit log has
// them. It returns [program.ErrConflict], naming partners, when any has changed since
// its change was decided, was there when it should be new, or is to be removed and not
// there. An operation that was applied before is not applied again, whatever the batch
// holds now; the receipt is that of the first time and says so. It may say so of an
// operation applied this very moment, when a reply was lost on the way.
//
// A large batch travels in parts and is invisible until the last one has arrived. Then
// Redis answers nobody else while it applies it, for half a second where twenty
// thousand partners change.
//
// When Apply fails or the program dies before that, nothing has happened, and applying
// the same batch again, here or elsewhere, does all of it. Any other error leaves open
// whether the batch was applied; applying it again is safe and tells, and
// [Workspace.Receipt] only tells.
//
// progress, when it is not nil, is told how many of the changes are on their way; it
// hears of all of them once they are applied.
func (w *Workspace) Apply(ctx context.Context, batch program.Batch, progress func(done, total int)) (program.Receipt, error) {
	if progress == nil {
		progress = func(int, int) {}
	}
	receipt, err := w.apply(ctx, &batch, progress)
	if err != nil {
		return program.Receipt{}, fmt.Errorf("apply changes: %w", err)
	}
	if total := len(batch.Changes); total > 0 {
		progress(total, total)
	}
	return receipt, nil
}

func (w *Workspace) apply(ctx context.Context, batch *program.Batch, progress func(done, total int)) (program.Receipt, error) {
	total := len(batch.Changes)
	switch {
	case total == 0:
		return program.Receipt{}, nil
	case batch.Op == "":
		return program.Receipt{}, errors.New("the batch names no operation")
	}
	if total >= askFirst {
		if receipt, known, err := w.receipt(ctx, batch.Op); known || err != nil {
			return receipt, err
		}
	}
	load, err := w.load(ctx, batch, progress)
	if err != nil {
		return program.Receipt{}, err
	}
	return w.commit(ctx, batch, load)
}

// A load is a batch on its way to Redis.
type load struct {
	staged string // the key of the parts that are there
	parts  int    // how many they are
	last   []byte // the part that comes with the commit; of a small batch, all of it
}

// load stages all of a batch but its last part.
func (w *Workspace) load(ctx context.Context, batch *program.Batch, progress func(done, total int)) (*load, error) {
	// Nobody else stages under this name, so that what two callers make of one
	// operation never mixes.
	l := &load{staged: w.keys.staged(uuid.NewString())}
	total := len(batch.Changes)
	records := newRecords(total)
	for i := range batch.Changes {
		if records.size() >= atOnce {
			if err := w.stage(ctx, l, records.take()); err != nil {
				return nil, err
			}
			progress(i, total)
		}
		if err := records.add(&batch.Changes[i]); err != nil {
			return nil, err
		}
	}
	l.last = records.take()
	return l, nil
}

// Receipt reports whether an operation was applied, and where the audit log has it.
func (w *Workspace) Receipt(ctx context.Context, op string) (program.Receipt, bool, error) {
	receipt, known, err := w.receipt(ctx, op)
	if err != nil {
		return program.Receipt{}, false, fmt.Errorf("look operation up: %w", err)
	}
	return receipt, known, nil
}

func (w *Workspace) receipt(ctx context.Context, op string) (program.Receipt, bool, error) {
	var value string
	err := patiently(ctx, func() (err error) {
		value, err = w.redis.HGet(ctx, w.keys.ops, op).Result()
		return err
	})
	if errors.Is(err, redis.Nil) {
		return program.Receipt{}, false, nil
	}
	if err != nil {
		return program.Receipt{}, false, err
	}
	first, _, _ := strings.Cut(value, " ")
	entry, err := strconv.ParseInt(first, 10, 64)
	return program.Receipt{Entry: entry, Again: true}, err == nil, err
}

// stage runs stage.lua for the next part.
func (w *Workspace) stage(ctx context.Context, l *load, part []byte) error {
	l.parts++
	return patiently(ctx, func() error {
		return stageScript.Run(ctx, w.redis, []string{l.staged}, int(stagedFor.Seconds()), l.parts, part).Err()
	})
}

// commit runs apply.lua.
func (w *Workspace) commit(ctx context.Context, batch *program.Batch, l *load) (program.Receipt, error) {
	k := &w.keys
	var reply []string
	err := patiently(ctx, func() (err error) {
		reply, err = applyScript.Run(ctx, w.redis,
			[]string{k.partners, k.names, k.owners, k.audit, k.ops, l.staged, k.due, k.revisions, k.people},
			batch.Op, batch.By, batch.At.UnixMilli(), batch.What, batch.Note, batch.Evidence,
			len(batch.Changes), l.parts, l.last).StringSlice()
		return err
	})
	if err != nil {
		return program.Receipt{}, err
	}
	return verdict(reply)
}

// patiently runs a script when Redis has time for it. A script that takes longer than
// Redis likes, perhaps this very one sent again, makes it refuse everything for as long
// as it runs, so that is waited for.
func patiently(ctx context.Context, run func() error) error {
	for range busyMost {
		if err := run(); !redis.HasErrorPrefix(err, "BUSY ") {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(busyPause):
		}
	}
	return errors.New("redis is busy with a script that does not end")
}

// verdict is what apply.lua answered.
func verdict(reply []string) (program.Receipt, error) {
	switch reply[0] {
	case "conflict":
		return program.Receipt{}, fmt.Errorf("%w: %s", program.ErrConflict, strings.Join(reply[1:], ", "))
	case "incomplete":
		return program.Receipt{}, errors.New("the staged changes were lost on the way")
	}
	entry, err := strconv.ParseInt(reply[1], 10, 64)
	return program.Receipt{Entry: entry, Again: reply[0] == "again"}, err
}
