package store

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

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
	// atOnce is the size in bytes up to which a batch goes to Redis in one command.
	// A larger one is staged in parts of about this size.
	atOnce = 256 << 10

	// stagedFor is how long the parts of a batch wait for the rest of them.
	stagedFor = time.Hour

	// busyPause is how long to leave a busy Redis alone, and busyMost how often to ask.
	busyPause = 100 * time.Millisecond
	busyMost  = 300
)

// Apply makes the changes of a batch, all or none, and says where the audit log has
// them. It returns [program.ErrConflict], naming partners, when any has changed since
// its change was decided. An operation that was applied before is not applied again,
// whatever the batch holds now; the receipt is that of the first time and says so. It
// may say so of an operation applied this very moment, when a reply was lost on the way.
//
// A large batch travels in parts and is invisible until the last one has arrived. Then
// Redis answers nobody else while it applies it, for half a second where twenty
// thousand partners change.
//
// When Apply fails or the program dies before that, nothing has happened, and applying
// the same batch again finishes it. Any other error leaves open whether the batch was
// applied; applying it again is safe and tells.
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
	return receipt, nil
}

func (w *Workspace) apply(ctx context.Context, batch *program.Batch, progress func(done, total int)) (program.Receipt, error) {
	total := len(batch.Changes)
	if total == 0 {
		return program.Receipt{}, nil
	}
	size, sum, err := check(batch)
	if err != nil {
		return program.Receipt{}, err
	}
	staged := w.keys.staged(sum)
	var inline []any
	for part, err := range parts(batch.Changes) {
		if err != nil {
			return program.Receipt{}, err
		}
		if size <= atOnce {
			inline = part.records
			break
		}
		if err := w.stage(ctx, staged, part); err != nil {
			return program.Receipt{}, err
		}
		if part.end < total {
			progress(part.end, total)
		}
	}
	receipt, err := w.commit(ctx, batch, staged, inline)
	if err == nil {
		progress(total, total)
	}
	return receipt, err
}

// stage runs stage.lua.
func (w *Workspace) stage(ctx context.Context, key string, part part) error {
	first := part.end - len(part.records) + 1
	args := append([]any{int(stagedFor.Seconds()), first}, part.records...)
	return patiently(ctx, func() error {
		return stageScript.Run(ctx, w.redis, []string{key}, args...).Err()
	})
}

// commit runs apply.lua.
func (w *Workspace) commit(ctx context.Context, batch *program.Batch, staged string, inline []any) (program.Receipt, error) {
	k := &w.keys
	args := append([]any{batch.Op, batch.By, batch.At.UnixMilli(), batch.What, len(batch.Changes)}, inline...)
	var reply []string
	err := patiently(ctx, func() (err error) {
		reply, err = applyScript.Run(ctx, w.redis,
			[]string{k.partners, k.names, k.owners, k.audit, k.ops, staged}, args...).StringSlice()
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
