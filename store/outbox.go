package store

import (
	"cmp"
	"context"
	_ "embed"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"

	"github.com/tierbot/tierbot/program"
)

var (
	//go:embed claim.lua
	claimLua string

	//go:embed release.lua
	releaseLua string

	//go:embed settle.lua
	settleLua string

	//go:embed pause.lua
	pauseLua string

	claimScript   = redis.NewScript(claimLua)
	releaseScript = redis.NewScript(releaseLua)
	settleScript  = redis.NewScript(settleLua)
	pauseScript   = redis.NewScript(pauseLua)
)

const (
	// postsKept is how many posts to somebody are kept. One more takes the place of the
	// oldest of its kind, which is the first word of its name; one that may yet arrive is
	// always kept.
	postsKept = 60

	// arrivalsKept is about how many arrivals are logged.
	arrivalsKept = 100_000
)

// slacksPace is under what Slack lets an app send to a workspace, three hundred messages
// a minute.
var slacksPace = program.Pace{Minute: 250, Burst: 20}

// Claim asks for the right to try a post once. Only a claim answered by [program.Yours]
// gives it; anything else changes nothing. The same claim again, its times included, gets
// the same answer again, so that a lost reply locks nobody out.
//
// It is [program.Held], without a time to ask again, when the store is suspect or has no
// epoch: see [Workspace.Begin].
func (w *Workspace) Claim(ctx context.Context, c program.Claim) (program.Claimed, error) {
	claimed, err := w.claim(ctx, &c)
	if err != nil {
		return program.Claimed{}, fmt.Errorf("claim a post: %w", err)
	}
	return claimed, nil
}

func (w *Workspace) claim(ctx context.Context, c *program.Claim) (program.Claimed, error) {
	words, tellings := []string{c.Name, c.Token, c.Place}, strings.Builder{}
	for i := range c.Tellings {
		words = append(words, c.Tellings[i].Partner)
		tellings.WriteString(encodeTelling(&c.Tellings[i]))
	}
	if err := plainWords(words...); err != nil {
		return program.Claimed{}, err
	}
	pace := cmp.Or(c.Pace, slacksPace)
	reply, err := claimScript.Run(ctx, w.redis, []string{w.keys.posts(c.Recipient), w.keys.generation},
		c.Name, c.Token, millis(c.Now), millis(c.Until), c.Place, number(c.Day), c.Confirm,
		time.Minute.Milliseconds()/int64(max(1, pace.Minute)), max(1, pace.Burst), postsKept,
		tellings.String()).Slice()
	if err != nil {
		return program.Claimed{}, err
	}
	r := newRow(reply)
	claimed := program.Claimed{Verdict: program.Verdict(r.text())}
	if record := r.text(); record != "" {
		if claimed.Post, err = parsePost(c.Name, record); err != nil {
			return program.Claimed{}, err
		}
	}
	claimed.Wait, claimed.Epoch, claimed.Writes = r.time(), r.text(), r.number()
	return claimed, r.err()
}

// Release says that an attempt certainly did not arrive, so that another may follow. When
// it is not the running one, nothing changes.
func (w *Workspace) Release(ctx context.Context, recipient, name string, attempt int) error {
	err := releaseScript.Run(ctx, w.redis, []string{w.keys.posts(recipient), w.keys.generation}, name, attempt).Err()
	if err != nil {
		return fmt.Errorf("release a post: %w", err)
	}
	return nil
}

// Settle says that a post has arrived. It is a fact, whoever says it, also of a post that
// was given up. What the post's claim tells is marked as told; what the recipient has asked
// for since the claim stays.
func (w *Workspace) Settle(ctx context.Context, s program.Settlement) error {
	if s.Stamp == "" {
		return errors.New("settle a post: it has no stamp")
	}
	if err := w.settle(ctx, &s); err != nil {
		return fmt.Errorf("settle a post: %w", err)
	}
	return nil
}

// GiveUp ends a post that cannot arrive, unless it has. What its claim tells is marked as
// told, so that nobody tries every day. When it is handed on, its recipient is among those
// not reached ([Workspace.Handed]), and whoever it is handed to becomes due.
func (w *Workspace) GiveUp(ctx context.Context, s program.Settlement) error {
	s.Stamp = ""
	if err := w.settle(ctx, &s); err != nil {
		return fmt.Errorf("give a post up: %w", err)
	}
	return nil
}

func (w *Workspace) settle(ctx context.Context, s *program.Settlement) error {
	if err := plainWords(s.Name, s.Stamp, s.Reason); err != nil {
		return err
	}
	hand := 0
	if s.Hand {
		hand = 1
	}
	k := &w.keys
	return settleScript.Run(ctx, w.redis,
		[]string{k.posts(s.Recipient), k.marks(s.Recipient), k.sent, k.generation, k.handed, k.due, k.revisions},
		s.Recipient, s.Name, millis(s.Now), s.Stamp, s.Reason, s.To, hand, arrivalsKept).Err()
}

// Pause lets nobody claim before a time, which only ever moves later.
func (w *Workspace) Pause(ctx context.Context, until time.Time) error {
	if err := pauseScript.Run(ctx, w.redis, []string{w.keys.generation}, millis(until)).Err(); err != nil {
		return fmt.Errorf("pause: %w", err)
	}
	return nil
}
