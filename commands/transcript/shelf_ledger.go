package transcript

import (
	"context"
	"iter"
	"slices"

	"github.com/tierbot/tierbot/program"
)

// A Ledger is an audit log in memory, with what a [Shelf] needs to write.
type Ledger struct {
	Entries  []program.Entry
	Refusals []program.Refusal
	Rivals   []func(*Shelf) // each changes something just before a batch is applied

	ops      map[string]program.Receipt
	versions map[string]int64 // of every partner that has ever been
}

func (s *Shelf) Apply(_ context.Context, batch program.Batch, progress func(done, total int)) (program.Receipt, error) {
	if s.Down {
		return program.Receipt{}, errDown
	}
	if receipt, again := s.ops[batch.Op]; again {
		receipt.Again = true
		return receipt, nil
	}
	if len(s.Rivals) > 0 {
		rival := s.Rivals[0]
		s.Rivals = s.Rivals[1:]
		rival(s)
	}
	for _, change := range batch.Changes {
		if s.version(change.After.ID) != versionOf(change.Before) {
			return program.Receipt{}, program.ErrConflict
		}
	}
	receipt := program.Receipt{Entry: int64(len(s.Entries) + 1)}
	act := program.Act{
		First: receipt.Entry, Count: len(batch.Changes), By: batch.By, At: batch.At,
		What: batch.What, Note: batch.Note, Evidence: batch.Evidence,
	}
	for _, change := range batch.Changes {
		s.Write(change, act)
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

// Write carries out one change and notes it.
func (s *Shelf) Write(change program.Change, act program.Act) {
	entry := program.Entry{Number: int64(len(s.Entries) + 1), ID: change.After.ID, Act: act}
	version := s.versions[entry.ID]
	if i := s.Index(entry.ID); i >= 0 {
		before := s.Partners[i].Clone()
		entry.Before = &before
		version = max(version, before.Version)
		s.Partners = slices.Delete(s.Partners, i, i+1)
	}
	version++
	if s.versions == nil {
		s.versions = map[string]int64{}
	}
	s.versions[entry.ID] = version
	if !change.Removed {
		after := change.After.Clone()
		after.Version = version
		entry.After = &after
		s.insert(after.Clone())
	}
	s.Entries = append(s.Entries, entry)
}

// insert puts a partner where its name belongs.
func (s *Shelf) insert(p program.Partner) {
	i, _ := slices.BinarySearchFunc(s.Partners, program.Fold(p.Name), func(other program.Partner, name string) int {
		if program.Fold(other.Name) <= name {
			return -1
		}
		return 1
	})
	s.Partners = slices.Insert(s.Partners, i, p)
}

// Index is where a partner stands among all; -1: nowhere.
func (s *Shelf) Index(id string) int {
	return slices.IndexFunc(s.Partners, func(p program.Partner) bool { return p.ID == id })
}

func (s *Shelf) version(id string) int64 {
	if i := s.Index(id); i >= 0 {
		return s.Partners[i].Version
	}
	return 0
}

func versionOf(p *program.Partner) int64 {
	if p == nil {
		return 0
	}
	return p.Version
}

func (s *Shelf) Refuse(_ context.Context, refusal program.Refusal) error {
	if s.Down {
		return errDown
	}
	s.Refusals = append(s.Refusals, refusal)
	return nil
}

func (s *Shelf) All(context.Context) iter.Seq2[program.Partner, error] {
	return func(yield func(program.Partner, error) bool) {
		if s.Down {
			yield(program.Partner{}, errDown)
			return
		}
		for _, p := range s.Partners {
			if !yield(p.Clone(), nil) {
				return
			}
		}
	}
}

func (s *Shelf) Receipt(_ context.Context, op string) (program.Receipt, bool, error) {
	if s.Down {
		return program.Receipt{}, false, errDown
	}
	receipt, ok := s.ops[op]
	return receipt, ok, nil
}

func (s *Shelf) Entry(_ context.Context, n int64) (program.Entry, error) {
	switch {
	case s.Down:
		return program.Entry{}, errDown
	case n < 1 || n > int64(len(s.Entries)):
		return program.Entry{}, program.ErrUnknownEntry
	}
	return s.Entries[n-1], nil
}

func (s *Shelf) Batch(ctx context.Context, n int64) iter.Seq2[program.Entry, error] {
	return func(yield func(program.Entry, error) bool) {
		e, err := s.Entry(ctx, n)
		if err != nil {
			yield(program.Entry{}, err)
			return
		}
		for _, entry := range s.Entries[e.First-1:][:e.Count] {
			if !yield(entry, nil) {
				return
			}
		}
	}
}

func (s *Shelf) History(_ context.Context, id string, from int64, limit int) (program.History, error) {
	if s.Down {
		return program.History{}, errDown
	}
	var history program.History
	for _, e := range slices.Backward(s.Entries) {
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

func (s *Shelf) Acts(_ context.Context, by string, before int64, limit int) (program.Acts, error) {
	if s.Down {
		return program.Acts{}, errDown
	}
	var acts program.Acts
	for _, e := range slices.Backward(s.Entries) {
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

func (s *Shelf) News(_ context.Context, after int64, limit int) (program.News, error) {
	if s.Down {
		return program.News{}, errDown
	}
	news := program.News{Last: int64(len(s.Entries))}
	for _, e := range s.Entries[min(max(after, 0), news.Last):] {
		if len(news.Records) == limit {
			break
		}
		news.Records = append(news.Records, program.Record{Number: e.Number, ID: e.ID, By: e.By, At: e.At, Now: e.After})
	}
	return news, nil
}
