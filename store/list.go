package store

import (
	"context"
	_ "embed"
	"encoding/base64"
	"fmt"
	"iter"

	"github.com/redis/go-redis/v9"

	"github.com/tierbot/tierbot/program"
)

//go:embed list.lua
var listLua string

var listScript = redis.NewScript(listLua)

const (
	// chunk is how many partners [Workspace.All] reads at once.
	chunk = 500

	// listStride is how many index entries a page looks at before it lets other
	// clients have their turn: some milliseconds of Redis's time.
	listStride = 5_000
)

// List is a page of at most limit partners within a scope, in the order of their
// folded names and from the place where the last page said the next one begins;
// empty: from the beginning. The owner with the empty name has the partners without an
// owner. It costs one round trip, and another for every five thousand partners passed over
// because they hold another tier.
//
// A page is what the store holds at one moment, the next page at another: a partner
// renamed in between may show on both or on none. A place that no page has named is
// harmless: it is read as some place, or as the beginning.
func (w *Workspace) List(ctx context.Context, scope program.Scope, from string, limit int) (program.Page, error) {
	page, err := w.list(ctx, scope, from, limit)
	if err != nil {
		return program.Page{}, fmt.Errorf("list partners: %w", err)
	}
	return page, nil
}

func (w *Workspace) list(ctx context.Context, scope program.Scope, from string, limit int) (program.Page, error) {
	place, err := base64.RawURLEncoding.DecodeString(from)
	if err != nil {
		place = nil
	}
	var page program.Page
	for next := string(place); ; {
		part, err := w.stride(ctx, scope, next, limit-len(page.Partners))
		if err != nil {
			return program.Page{}, err
		}
		page.Partners = append(page.Partners, part.partners...)
		if next = part.next; next == "" || part.more {
			page.Next = base64.RawURLEncoding.EncodeToString([]byte(next))
			return page, nil
		}
	}
}

// stride is a part of a page: what one script came to.
type stride struct {
	partners []program.Partner
	next     string // the place to go on after, empty at the end
	more     bool   // a partner stands after it; false: there may be one
}

// stride runs list.lua. A full page takes one more stride, or several, when it is not
// known whether it is the last one.
func (w *Workspace) stride(ctx context.Context, scope program.Scope, after string, limit int) (stride, error) {
	index := w.keys.names
	if len(scope.Owners) > 0 {
		index = w.keys.owners
	}
	args := []any{limit, after, scope.Tier, listStride}
	for _, owner := range scope.Owners {
		args = append(args, owner)
	}
	reply, err := listScript.Run(ctx, w.redis, []string{w.keys.partners, w.keys.names, index}, args...).Slice()
	if err != nil {
		return stride{}, err
	}
	partners, err := decodeAll(reply[2:])
	next, _ := reply[0].(string)
	return stride{partners, next, reply[1] == int64(1)}, err
}

// All is every partner in the order of names, read in chunks while the caller
// ranges. An error is the last thing it yields.
func (w *Workspace) All(ctx context.Context) iter.Seq2[program.Partner, error] {
	return func(yield func(program.Partner, error) bool) {
		for from := ""; ; {
			page, err := w.List(ctx, program.Scope{}, from, chunk)
			if err != nil {
				yield(program.Partner{}, err)
				return
			}
			for _, p := range page.Partners {
				if !yield(p, nil) {
					return
				}
			}
			if from = page.Next; from == "" {
				return
			}
		}
	}
}
