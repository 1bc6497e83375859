package store

import (
	"context"
	_ "embed"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/redis/go-redis/v9"

	"github.com/tierbot/tierbot/program"
)

var (
	//go:embed begin.lua
	beginLua string

	//go:embed index.lua
	indexLua string

	//go:embed suspect.lua
	suspectLua string

	//go:embed resume.lua
	resumeLua string

	beginScript   = redis.NewScript(beginLua)
	indexScript   = redis.NewScript(indexLua)
	suspectScript = redis.NewScript(suspectLua)
	resumeScript  = redis.NewScript(resumeLua)
)

// careful is for how long messages are looked for before they are posted, after something
// has happened to the store.
const careful = 24 * time.Hour

// Begin makes the store ready to send from. It gives the contents an epoch when they have
// none; it remembers which run of the Redis process holds them and, after another run,
// when to be careful until; and it brings the partners that an earlier version of the
// program has stored to those who are told of them, once. Doing it again changes nothing.
func (w *Workspace) Begin(ctx context.Context, now time.Time) error {
	if err := w.begin(ctx, now); err != nil {
		return fmt.Errorf("begin sending: %w", err)
	}
	return nil
}

func (w *Workspace) begin(ctx context.Context, now time.Time) error {
	node, err := w.node(ctx)
	if err != nil {
		return err
	}
	server, err := runOf(ctx, node)
	if err != nil {
		return err
	}
	indexed, err := beginScript.Run(ctx, w.redis, []string{w.keys.generation},
		uuid.NewString(), server, millis(now.Add(careful))).Int()
	if err != nil || indexed == 1 {
		return err
	}
	if err := w.index(ctx, now); err != nil {
		return err
	}
	return w.redis.HSet(ctx, w.keys.generation, "indexed", 1).Err()
}

// index runs index.lua for all partners.
func (w *Workspace) index(ctx context.Context, now time.Time) error {
	for from := ""; ; {
		page, err := w.list(ctx, program.Scope{}, from, chunk)
		if err != nil {
			return err
		}
		told := make(map[string]struct{})
		var unowned []any
		for i := range page.Partners {
			p := &page.Partners[i]
			for _, owner := range owners(p) {
				told[owner] = struct{}{}
			}
			if len(p.Owners) == 0 {
				unowned = append(unowned, p.ID, p.Version, ownerMember("", squeeze(p.Name), p.ID))
			}
		}
		args := []any{millis(now), len(told)}
		for owner := range told {
			args = append(args, owner)
		}
		err = indexScript.Run(ctx, w.redis, []string{w.keys.partners, w.keys.owners, w.keys.due}, append(args, unowned...)...).Err()
		if err != nil {
			return err
		}
		if from = page.Next; from == "" {
			return nil
		}
	}
}

// Suspect records why the store is not to be believed, and what was seen of it when it
// still was. Nothing can be claimed until [Workspace.Resume]. It is recorded once, and of
// many who say so one is told that it was first.
func (w *Workspace) Suspect(ctx context.Context, s program.Suspicion, seen program.Pulse) (first bool, err error) {
	teller := uuid.NewString()
	if err := plainWords(s.Reason); err != nil {
		return false, fmt.Errorf("suspect the store: %w", err)
	}
	told, err := suspectScript.Run(ctx, w.redis, []string{w.keys.generation},
		teller, s.Reason, millis(s.Since), seen.Epoch).Text()
	if err != nil {
		return false, fmt.Errorf("suspect the store: %w", err)
	}
	return told == teller, nil
}

// Resume believes the store again, by somebody's decision. Its contents are another epoch
// from now on, which follows the one that was seen last and the one that is there, and
// messages are looked for before they are posted, for a day. A store that is not suspect
// stays as it is.
func (w *Workspace) Resume(ctx context.Context, by string, now time.Time) error {
	err := resumeScript.Run(ctx, w.redis, []string{w.keys.generation},
		uuid.NewString(), by, millis(now), millis(now.Add(careful))).Err()
	if err != nil {
		return fmt.Errorf("resume: %w", err)
	}
	return nil
}
