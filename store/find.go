package store

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"strings"

	"github.com/redis/go-redis/v9"

	"github.com/tierbot/tierbot/program"
)

//go:embed find.lua
var findLua string

var findScript = redis.NewScript(findLua)

// most is how many partners a name brings back at most: as many as a person likes
// to choose from.
const most = 10

// Find looks partners up by what people call them: an id, a name or an alias, without
// regard to case, accents, spaces, punctuation and legal forms; else the beginning of
// one; else one with a spelling mistake or two; else one with the words somewhere in it.
// At most ten come back, of those that are not what was typed at most five. It costs
// one round trip when the words are a name or begin one, and several when not.
func (w *Workspace) Find(ctx context.Context, name string) (program.Found, error) {
	found, err := w.find(ctx, strings.TrimSpace(name))
	if err != nil {
		return program.Found{}, fmt.Errorf("find partner: %w", err)
	}
	return found, nil
}

func (w *Workspace) find(ctx context.Context, name string) (program.Found, error) {
	words := squeeze(name)
	reply, err := findScript.Run(ctx, w.redis, []string{w.keys.partners, w.keys.names}, name, words, most).Slice()
	if err != nil {
		return program.Found{}, err
	}
	found := program.Found{More: reply[1] == int64(1)}
	switch reply[0] {
	case "exact":
		found.How = program.ExactMatch
	case "prefix":
		found.How = program.PrefixMatch
	default:
		return w.findNear(ctx, words)
	}
	found.Partners, err = decodeAll(reply[2:])
	return found, err
}

// Partner is the partner with an id, or [program.ErrUnknownPartner].
func (w *Workspace) Partner(ctx context.Context, id string) (program.Partner, error) {
	p, err := w.partner(ctx, id)
	if err != nil {
		return program.Partner{}, fmt.Errorf("read partner: %w", err)
	}
	return p, nil
}

func (w *Workspace) partner(ctx context.Context, id string) (program.Partner, error) {
	value, err := w.redis.HGet(ctx, w.keys.partners, id).Result()
	switch {
	case errors.Is(err, redis.Nil):
		return program.Partner{}, program.ErrUnknownPartner
	case err != nil:
		return program.Partner{}, err
	case gone(value):
		return program.Partner{}, program.ErrUnknownPartner
	}
	return decode(id, value)
}

// decodeAll reads a script's list of ids and values.
func decodeAll(pairs []any) ([]program.Partner, error) {
	partners := make([]program.Partner, 0, len(pairs)/2)
	for i := 0; i+1 < len(pairs); i += 2 {
		id, _ := pairs[i].(string)
		value, _ := pairs[i+1].(string)
		p, err := decode(id, value)
		if err != nil {
			return nil, err
		}
		partners = append(partners, p)
	}
	return partners, nil
}
