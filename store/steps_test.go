package store_test

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/store"
)

// A step is one call on a store, with what it must answer. Each builds on those before.
type step struct {
	name string
	run  func(context.Context, *store.Workspace) error
}

// everything is every call there is, run once through.
var everything = slices.Concat(changes, sending)

// changes are the calls that read and change partners.
var changes = []step{
	{"add in one command", func(ctx context.Context, w *store.Workspace) error {
		return applied(ctx, w, adding("add", named("acme", "Acme"), named("beta", "Beta")), 1)
	}},
	{"add in parts", func(ctx context.Context, w *store.Workspace) error {
		return applied(ctx, w, adding("import", some(3_000, "p")...), 3)
	}},
	{"change", func(ctx context.Context, w *store.Workspace) error {
		before, err := w.Partner(ctx, "acme")
		if err != nil {
			return err
		}
		return applied(ctx, w, changing("rename", before, func(p *program.Partner) { p.Name = "Acme Lyon" }), 3_003)
	}},
	{"changed once", func(ctx context.Context, w *store.Workspace) error {
		p, err := w.Partner(ctx, "acme")
		if err == nil && p.Version != 2 {
			err = fmt.Errorf("version %d", p.Version)
		}
		return err
	}},
	{"find by id", finds("acme", program.ExactMatch)},
	{"find by name", finds("ACME, Lyon", program.ExactMatch)},
	{"find by beginning", finds("acme ly", program.PrefixMatch)},
	{"find misspelt", finds("acne lyon", program.NearMatch)},
	{"find within", finds("lyon", program.NearMatch)},
	{"list", func(ctx context.Context, w *store.Workspace) error {
		page, err := w.List(ctx, program.Scope{}, "", 2)
		if listed := ids(page.Partners); err == nil && !slices.Equal(listed, []string{"acme", "beta"}) {
			err = fmt.Errorf("%v", listed)
		}
		return err
	}},
	{"remove", func(ctx context.Context, w *store.Workspace) error {
		before, err := w.Partner(ctx, "beta")
		if err != nil {
			return err
		}
		batch := changing("archive", before, func(*program.Partner) {})
		batch.Changes[0].Removed = true
		return applied(ctx, w, batch, 3_004)
	}},
	{"removed", func(ctx context.Context, w *store.Workspace) error {
		_, err := w.Partner(ctx, "beta")
		if !errors.Is(err, program.ErrUnknownPartner) {
			return cmp.Or(err, errors.New("still there"))
		}
		return nil
	}},
	{"come back", func(ctx context.Context, w *store.Workspace) error {
		return applied(ctx, w, adding("return", named("beta", "Beta")), 3_005)
	}},
	{"known as applied", func(ctx context.Context, w *store.Workspace) error {
		receipt, known, err := w.Receipt(ctx, "import")
		if err == nil && (!known || receipt.Entry != 3) {
			err = fmt.Errorf("%+v, %v", receipt, known)
		}
		return err
	}},
	{"history", func(ctx context.Context, w *store.Workspace) error {
		page, err := w.History(ctx, "beta", 0, 2)
		if err == nil && (len(page.Entries) != 2 || page.Entries[0].Number != 3_005 || page.Next != 2) {
			err = fmt.Errorf("%+v", page)
		}
		return err
	}},
	{"batch", func(ctx context.Context, w *store.Workspace) error {
		entries := 0
		for _, err := range w.Batch(ctx, 1_000) {
			if err != nil {
				return err
			}
			entries++
		}
		if entries != 3_000 {
			return fmt.Errorf("%d entries", entries)
		}
		return nil
	}},
	{"acts", func(ctx context.Context, w *store.Workspace) error {
		page, err := w.Acts(ctx, "U1", 0, 10)
		if err == nil && (len(page.Acts) != 5 || page.Next != 0) {
			err = fmt.Errorf("%+v", page)
		}
		return err
	}},
	{"refuse", func(ctx context.Context, w *store.Workspace) error {
		return w.Refuse(ctx, program.Refusal{Op: "gesture", By: "U3", At: noon, What: "/certify", Reason: "reader"})
	}},
	{"refused once", func(ctx context.Context, w *store.Workspace) error {
		refusals, err := w.Refusals(ctx, 10)
		if err == nil && len(refusals) != 1 {
			err = fmt.Errorf("%+v", refusals)
		}
		return err
	}},
	{"an event, seen first", func(ctx context.Context, w *store.Workspace) error {
		seen, err := w.Seen(ctx, "Ev1")
		if seen {
			err = errors.New("taken for the second")
		}
		return err
	}},
}

// applied applies a batch that is to begin with an audit entry.
func applied(ctx context.Context, w *store.Workspace, batch program.Batch, entry int64) error {
	receipt, err := w.Apply(ctx, batch, nil)
	if err == nil && receipt.Entry != entry {
		err = fmt.Errorf("entry %d, want %d", receipt.Entry, entry)
	}
	return err
}

func finds(words string, how program.Match) func(context.Context, *store.Workspace) error {
	return func(ctx context.Context, w *store.Workspace) error {
		found, err := w.Find(ctx, words)
		if err == nil && (found.How != how || found.Partners[0].ID != "acme") {
			err = fmt.Errorf("found %v", found)
		}
		return err
	}
}
