package store

import (
	"context"
	_ "embed"
	"slices"

	"github.com/redis/go-redis/v9"

	"github.com/tierbot/tierbot/program"
)

var (
	//go:embed near.lua
	nearLua string

	//go:embed within.lua
	withinLua string

	nearScript   = redis.NewScript(nearLua)
	withinScript = redis.NewScript(withinLua)
)

const (
	// mostNear is how many partners come back at most that are not what was typed.
	mostNear = 5

	// nearStride and withinStride are how many names a search looks at before it
	// lets other clients have their turn: some milliseconds of Redis's time.
	nearStride   = 500
	withinStride = 5_000

	// withinMost is how many names there may be for a search through all of them. It
	// takes a millisecond for every thousand.
	withinMost = 250_000
)

// findNear finds names with a mistake, with two, or with the words somewhere in them,
// in this order. Distances are counted in bytes of the folded name. Short words are
// too much like everything else: a mistake needs three letters, two need five, and
// words somewhere in a name need four.
func (w *Workspace) findNear(ctx context.Context, words string) (program.Found, error) {
	for mistakes := 1; mistakes <= 2 && len(words) > 2*mistakes; mistakes++ {
		found, err := w.misspelt(ctx, words, mistakes)
		if err != nil || found.How != program.NoMatch {
			return found, err
		}
	}
	if len(words) < 4 {
		return program.Found{}, nil
	}
	return w.within(ctx, words)
}

// misspelt finds whole names with so many mistakes or, when there is none, names that
// begin so. To begin so needs four letters for every mistake, and the last of them
// right.
func (w *Workspace) misspelt(ctx context.Context, words string, mistakes int) (program.Found, error) {
	var wholes, beginnings []program.Partner
	for from := "-"; from != ""; {
		wantBeginnings := 0
		if len(wholes) == 0 && len(words) >= 4*mistakes {
			wantBeginnings = mostNear + 1 - len(beginnings)
		}
		reply, err := w.search(ctx, nearScript,
			words, mistakes, from, nearStride, mostNear+1-len(wholes), wantBeginnings)
		if err != nil {
			return program.Found{}, err
		}
		from, _ = reply[0].(string)
		for triple := range slices.Chunk(reply[1:], 3) {
			partners, err := decodeAll(triple[1:])
			if err != nil {
				return program.Found{}, err
			}
			if triple[0] == int64(1) {
				wholes = append(wholes, partners...)
			} else {
				beginnings = append(beginnings, partners...)
			}
		}
	}
	if len(wholes) > 0 {
		return nearest(wholes), nil
	}
	return nearest(beginnings), nil
}

// within finds names that have the words somewhere in them. It looks at every name, and
// only where there are not too many for that.
func (w *Workspace) within(ctx context.Context, words string) (program.Found, error) {
	var all []program.Partner
	for from := "-"; from != "" && len(all) <= mostNear; {
		reply, err := w.search(ctx, withinScript, words, from, withinStride, mostNear+1, withinMost)
		if err != nil {
			return program.Found{}, err
		}
		from, _ = reply[0].(string)
		partners, err := decodeAll(reply[1:])
		if err != nil {
			return program.Found{}, err
		}
		all = append(all, partners...)
	}
	return nearest(all), nil
}

// search runs one stride of a search.
func (w *Workspace) search(ctx context.Context, script *redis.Script, args ...any) ([]any, error) {
	return script.Run(ctx, w.redis, []string{w.keys.partners, w.keys.names}, args...).Slice()
}

// nearest is what a search brings back, each partner once: several of its names may
// have been found, in several strides.
func nearest(partners []program.Partner) program.Found {
	var found program.Found
	for _, p := range partners {
		again := slices.ContainsFunc(found.Partners, func(f program.Partner) bool { return f.ID == p.ID })
		switch {
		case again:
		case len(found.Partners) == mostNear:
			found.More = true
			return found
		default:
			found.How = program.NearMatch
			found.Partners = append(found.Partners, p)
		}
	}
	return found
}
