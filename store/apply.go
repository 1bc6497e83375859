package store

import (
	"context"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/redis/go-redis/v9"

	"github.com/tierbot/tierbot/program"
)

//go:embed apply.lua
var applyLua string

var applyScript = redis.NewScript(applyLua)

const (
	// atOnce is the size in bytes up to which a batch goes to Redis in one command.
	// A larger one is staged in parts of this size.
	atOnce = 256 << 10

	// stagedFor is how long the parts of a batch wait for the rest of them.
	stagedFor = time.Hour
)

// Apply makes the changes of a batch, all or none. It returns
// [program.ErrConflict], naming partners, when any has changed since its change
// was decided, and nil when the operation was applied before.
//
// A large batch travels in parts and is invisible until the last one has arrived.
// When Apply fails or the program dies before that, nothing has happened, and applying
// the same batch again finishes it. Any other error leaves open whether the batch was
// applied; applying it again is safe and tells.
//
// progress, when it is not nil, is told how many of the changes are on their way; it
// hears of all of them once they are applied.
func (w *Workspace) Apply(ctx context.Context, batch program.Batch, progress func(done, total int)) error {
	if err := w.apply(ctx, &batch, progress); err != nil {
		return fmt.Errorf("apply changes: %w", err)
	}
	return nil
}

func (w *Workspace) apply(ctx context.Context, batch *program.Batch, progress func(done, total int)) error {
	if len(batch.Changes) == 0 {
		return nil
	}
	size, sum, err := check(batch)
	if err != nil {
		return err
	}
	var inline []string
	staged := w.keys.staged(sum)
	if size <= atOnce {
		inline, err = records(batch.Changes)
	} else {
		err = w.stage(ctx, staged, batch.Changes, progress)
	}
	if err != nil {
		return err
	}
	if err := w.commit(ctx, batch, staged, inline); err != nil {
		return err
	}
	if progress != nil {
		progress(len(batch.Changes), len(batch.Changes))
	}
	return nil
}

// check refuses a batch that cannot be stored, before anything is sent. It returns the
// batch's size in bytes and its sum.
func check(batch *program.Batch) (size int, sum string, err error) {
	if batch.Op == "" {
		return 0, "", errors.New("the batch names no operation")
	}
	hash := sha256.New()
	io.WriteString(hash, batch.Op)
	ids := make(map[string]struct{}, len(batch.Changes))
	for i := range batch.Changes {
		change := &batch.Changes[i]
		text, err := record(change)
		if err != nil {
			return 0, "", fmt.Errorf("partner %q: %w", change.After.ID, err)
		}
		if _, twice := ids[change.After.ID]; twice {
			return 0, "", fmt.Errorf("partner %q: changed twice in one batch", change.After.ID)
		}
		ids[change.After.ID] = struct{}{}
		size += len(text)
		io.WriteString(hash, "\n"+text)
	}
	return size, hex.EncodeToString(hash.Sum(nil)[:16]), nil
}

// record is a change as apply.lua reads it.
func record(change *program.Change) (string, error) {
	if err := storable(change); err != nil {
		return "", err
	}
	version := int64(0)
	if change.Before != nil {
		version = change.Before.Version
	}
	text, err := encode(&change.After)
	if err != nil {
		return "", err
	}
	lines := append([]string{change.After.ID, strconv.FormatInt(version, 10), text}, moves(change)...)
	return strings.Join(lines, "\n"), nil
}

// storable refuses what would break the lines of a change or the members of an
// index, and what could not be read back.
func storable(change *program.Change) error {
	p := &change.After
	switch {
	case p.ID == "" || p.Name == "":
		return errors.New("without an id or a name")
	case change.Before != nil && change.Before.ID != p.ID:
		return errors.New("an id never changes")
	case change.Before != nil && change.Before.Version < 1:
		return errors.New("decided on a partner that was not stored")
	}
	texts := slices.Concat([]string{p.ID, p.Name, p.Tier}, p.Aliases, p.Owners)
	for _, h := range p.Certificates {
		texts = append(texts, h.Certificate, h.Kind, h.Holder)
	}
	for _, c := range p.Competencies {
		texts = append(texts, c.Competency)
	}
	for _, r := range p.Readings {
		texts = append(texts, r.Metric)
	}
	for _, text := range texts {
		if !utf8.ValidString(text) || strings.ContainsFunc(text, unicode.IsControl) {
			return fmt.Errorf("%q: control characters cannot be stored", text)
		}
	}
	return nil
}

// records are several changes as apply.lua reads them.
func records(changes []program.Change) ([]string, error) {
	all := make([]string, len(changes))
	for i := range changes {
		text, err := record(&changes[i])
		if err != nil {
			return nil, err
		}
		all[i] = text
	}
	return all, nil
}

// stage sends the changes in parts. Sending one again changes nothing.
func (w *Workspace) stage(ctx context.Context, key string, changes []program.Change, progress func(done, total int)) error {
	var part []any
	size := 0
	for i := range changes {
		text, err := record(&changes[i])
		if err != nil {
			return err
		}
		part = append(part, i+1, text)
		size += len(text)
		last := i == len(changes)-1
		if size < atOnce && !last {
			continue
		}
		if err := w.stagePart(ctx, key, part); err != nil {
			return fmt.Errorf("stage: %w", err)
		}
		part, size = part[:0], 0
		if progress != nil && !last {
			progress(i+1, len(changes))
		}
	}
	return nil
}

func (w *Workspace) stagePart(ctx context.Context, key string, part []any) error {
	_, err := w.redis.TxPipelined(ctx, func(tx redis.Pipeliner) error {
		tx.HSet(ctx, key, part...)
		tx.Expire(ctx, key, stagedFor)
		return nil
	})
	return err
}

// commit runs apply.lua.
func (w *Workspace) commit(ctx context.Context, batch *program.Batch, staged string, inline []string) error {
	k := &w.keys
	args := []any{batch.Op, batch.By, batch.At.UnixMilli(), batch.What, len(batch.Changes)}
	for _, text := range inline {
		args = append(args, text)
	}
	reply, err := applyScript.Run(ctx, w.redis,
		[]string{k.partners, k.names, k.owners, k.audit, k.ops, staged}, args...).StringSlice()
	switch {
	case err != nil:
		return err
	case reply[0] == "conflict":
		return fmt.Errorf("%w: %s", program.ErrConflict, strings.Join(reply[1:], ", "))
	case reply[0] == "incomplete":
		return errors.New("the staged changes were lost on the way")
	}
	return nil
}
