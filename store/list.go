package store

import (
	"context"
	_ "embed"
	"encoding/base64"
	"errors"
	"fmt"
	"iter"
	"strings"

	"github.com/redis/go-redis/v9"

	"github.com/tierbot/tierbot/program"
)

//go:embed list.lua
var listLua string

var listScript = redis.NewScript(listLua)

// chunk is how many partners [Workspace.All] reads at once.
const chunk = 500

// List is a page of at most limit partners within a scope, in the order of their
// folded names and from the place where the last page said the next one begins;
// empty: from the beginning. It costs one round trip.
//
// A page is what the store holds at one moment, the next page at another: a partner
// renamed in between may show on both or on none.
func (w *Workspace) List(ctx context.Context, scope program.Scope, from string, limit int) (program.Page, error) {
	page, err := w.list(ctx, scope, from, limit)
	if err != nil {
		return program.Page{}, fmt.Errorf("list partners: %w", err)
	}
	return page, nil
}

func (w *Workspace) list(ctx context.Context, scope program.Scope, from string, limit int) (program.Page, error) {
	place, err := base64.RawURLEncoding.DecodeString(from)
	if err != nil || (len(place) > 0 && strings.Count(string(place), sep) != 1) {
		return program.Page{}, errors.New("no such page")
	}
	index, tier := w.keys.names, ""
	var groups []string
	switch {
	case len(scope.Owners) > 0:
		index, groups, tier = w.keys.owners, scope.Owners, scope.Tier
	case scope.Tier != "":
		index, groups = w.keys.tiers, []string{scope.Tier}
	}
	args := []any{limit, place, tier}
	for _, group := range groups {
		args = append(args, group)
	}
	reply, err := listScript.Run(ctx, w.redis, []string{w.keys.partners, index, w.keys.tiers}, args...).Slice()
	if err != nil {
		return program.Page{}, err
	}
	partners, err := decodeAll(reply[1:])
	if err != nil {
		return program.Page{}, err
	}
	next, _ := reply[0].(string)
	return program.Page{
		Partners: partners,
		Next:     base64.RawURLEncoding.EncodeToString([]byte(next)),
	}, nil
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
