package store

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"time"

	"github.com/redis/go-redis/v9"

	"github.com/tierbot/tierbot/program"
)

var (
	//go:embed person.lua
	personLua string

	//go:embed adopt.lua
	adoptLua string

	personScript = redis.NewScript(personLua)
	adoptScript  = redis.NewScript(adoptLua)
)

// habits is the stored form of [program.Habits].
type habits struct {
	Hour  int            `json:"h"`
	Rungs []int          `json:"r"`
	Off   []time.Weekday `json:"o,omitempty"`
	Away  [][2]int       `json:"a,omitempty"` // days, from and to
}

// SetHabits keeps how somebody wants to be reminded; nil: as the house does. If that is
// something else than before, they are due since a time, unless they are for longer.
func (w *Workspace) SetHabits(ctx context.Context, user string, h *program.Habits, due time.Time) error {
	text := "-"
	if h != nil {
		stored := habits{Hour: h.Hour, Rungs: h.Rungs, Off: h.Off}
		for _, span := range h.Away {
			stored.Away = append(stored.Away, [2]int{number(span.From), number(span.To)})
		}
		content, err := json.Marshal(stored)
		if err != nil {
			return fmt.Errorf("keep habits: %w", err)
		}
		text = string(content)
	}
	if err := w.person(ctx, user, "", "", text, millis(due)); err != nil {
		return fmt.Errorf("keep habits: %w", err)
	}
	return nil
}

// parseHabits reads what SetHabits has stored. Nothing: those of the house.
func parseHabits(text string) (*program.Habits, error) {
	if text == "" {
		return nil, nil
	}
	var stored habits
	if err := json.Unmarshal([]byte(text), &stored); err != nil {
		return nil, errNotStored
	}
	h := &program.Habits{Hour: stored.Hour, Rungs: stored.Rungs, Off: stored.Off}
	var days days
	for _, away := range stored.Away {
		h.Away = append(h.Away, program.Span{From: days.date(away[0]), To: days.date(away[1])})
	}
	return h, days.err
}

// Know keeps the zone somebody is in and their conversation with the bot; what is empty
// stays as it is known. In another zone they are another revision.
func (w *Workspace) Know(ctx context.Context, user, zone, place string) error {
	if err := w.person(ctx, user, zone, place, "", 0); err != nil {
		return fmt.Errorf("keep zone and conversation: %w", err)
	}
	return nil
}

// person runs person.lua with what stands behind the user.
func (w *Workspace) person(ctx context.Context, user string, args ...any) error {
	return personScript.Run(ctx, w.redis, []string{w.keys.people, w.keys.due, w.keys.revisions},
		append([]any{user}, args...)...).Err()
}

// Adopt says whose an e-mail address is. Its partners are theirs from now on, and the
// address itself is never due again. The user becomes due: since now, or since the address
// was.
func (w *Workspace) Adopt(ctx context.Context, email, user string, now time.Time) error {
	err := adoptScript.Run(ctx, w.redis, []string{w.keys.people, w.keys.due, w.keys.revisions, w.keys.leases},
		email, user, millis(now)).Err()
	if err != nil {
		return fmt.Errorf("adopt: %w", err)
	}
	return nil
}
