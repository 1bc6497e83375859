package commands_test

import (
	"cmp"
	"context"
	"iter"
	"slices"

	"github.com/tierbot/tierbot/program"
)

// A ledger is an audit log in memory, with what the shelf needs to write.
type ledger struct {
	entries  []program.Entry
	ops      map[string]program.Receipt
	refusals []program.Refusal
	rivals   []func(*shelf) // each changes something just before a batch is applied
}

func (s *shelf) Apply(_ context.Context, batch program.Batch, progress func(done, total int)) (program.Receipt, error) {
	if s.down {
		return program.Receipt{}, errDown
	}
	if receipt, again := s.ops[batch.Op]; again {
		receipt.Again = true
		return receipt, nil
	}
	if len(s.rivals) > 0 {
		rival := s.rivals[0]
		s.rivals = s.rivals[1:]
		rival(s)
	}
	for _, change := range batch.Changes {
		if s.version(change.After.ID) != versionOf(change.Before) {
			return program.Receipt{}, program.ErrConflict
		}
	}
	receipt := program.Receipt{Entry: int64(len(s.entries) + 1)}
	act := program.Act{
		First: receipt.Entry, Count: len(batch.Changes), By: batch.By, At: batch.At,
		What: batch.What, Note: batch.Note, Evidence: batch.Evidence,
	}
	for _, change := range batch.Changes {
		s.write(change, act)
	}
	if s.ops == nil {
		s.ops = map[string]program.Receipt{}
	}
	s.ops[batch.Op] = receipt
	if progress != nil {
		progress(len(batch.Changes), len(batch.Changes))
	}
	return receipt, nil
}

// write carries out one change and notes it.
func (s *shelf) write(change program.Change, act program.Act) {
	entry := program.Entry{Number: int64(len(s.entries) + 1), ID: change.After.ID, Act: act}
	last := int64(0)
	for _, e := range s.entries {
		if e.ID == entry.ID {
			last++
		}
	}
	if i := s.index(entry.ID); i >= 0 {
		before := s.partners[i].Clone()
		entry.Before = &before
		last = max(last, before.Version)
		s.partners = slices.Delete(s.partners, i, i+1)
	}
	if !change.Removed {
		after := change.After.Clone()
		after.Version = last + 1
		entry.After = &after
		s.partners = append(s.partners, after.Clone())
		slices.SortFunc(s.partners, func(a, b program.Partner) int {
			return cmp.Compare(program.Fold(a.Name), program.Fold(b.Name))
		})
	}
	s.entries = append(s.entries, entry)
}

func (s *shelf) index(id string) int {
	return slices.IndexFunc(s.partners, func(p program.Partner) bool { return p.ID == id })
}

func (s *shelf) version(id string) int64 {
	if i := s.index(id); i >= 0 {
		return s.partners[i].Version
	}
	return 0
}

func versionOf(p *program.Partner) int64 {
	if p == nil {
		return 0
	}
	return p.Version
}

func (s *shelf) Refuse(_ context.Context, refusal program.Refusal) error {
	if s.down {
		return errDown
	}
	s.refusals = append(s.refusals, refusal)
	return nil
}

func (s *shelf) All(context.Context) iter.Seq2[program.Partner, error] {
	return func(yield func(program.Partner, error) bool) {
		if s.down {
			yield(program.Partner{}, errDown)
			return
		}
		for _, p := range s.partners {
			if !yield(p.Clone(), nil) {
				return
			}
		}
	}
}

func (s *shelf) Receipt(_ context.Context, op string) (program.Receipt, bool, error) {
	if s.down {
		return program.Receipt{}, false, errDown
	}
	receipt, ok := s.ops[op]
	return receipt, ok, nil
}

func (s *shelf) Entry(_ context.Context, n int64) (program.Entry, error) {
	switch {
	case s.down:
		return program.Entry{}, errDown
	case n < 1 || n > int64(len(s.entries)):
		return program.Entry{}, program.ErrUnknownEntry
	}
	return s.entries[n-1], nil
}

func (s *shelf) Batch(ctx context.Context, n int64) iter.Seq2[program.Entry, error] {
	return func(yield func(program.Entry, error) bool) {
		e, err := s.Entry(ctx, n)
		if err != nil {
			yield(program.Entry{}, err)
			return
		}
		for _, entry := range s.entries[e.First-1:][:e.Count] {
			if !yield(entry, nil) {
				return
			}
		}
	}
}

func (s *shelf) History(_ context.Context, id string, from int64, limit int) (program.History, error) {
	if s.down {
		return program.History{}, errDown
	}
	var history program.History
	for _, e := range slices.Backward(s.entries) {
		switch {
		case e.ID != id || from != 0 && e.Number > from:
		case len(history.Entries) == limit:
			history.Next = e.Number
			return history, nil
		default:
			history.Entries = append(history.Entries, e)
		}
	}
	if len(history.Entries) == 0 {
		return history, program.ErrUnknownPartner
	}
	return history, nil
}

func (s *shelf) Acts(_ context.Context, by string, before int64, limit int) (program.Acts, error) {
	if s.down {
		return program.Acts{}, errDown
	}
	var acts program.Acts
	for _, e := range slices.Backward(s.entries) {
		switch {
		case e.Number != e.First || by != "" && e.By != by || before != 0 && e.Number >= before:
		case len(acts.Acts) == limit:
			acts.Next = acts.Acts[limit-1].First
			return acts, nil
		default:
			acts.Acts = append(acts.Acts, e.Act)
		}
	}
	return acts, nil
}
