package bot_test

import (
	"context"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tierbot/tierbot/bot"
	"github.com/tierbot/tierbot/commands"
	"github.com/tierbot/tierbot/commands/transcript"
	"github.com/tierbot/tierbot/program"
)

// distant is a store that is far away: what questions about all partners ask of it takes
// its time on the clock of the test, each time, unless nobody waits for it any more.
type distant struct {
	*transcript.Shelf
	away time.Duration
}

func (d distant) travel(ctx context.Context) error {
	select {
	case <-time.After(d.away):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (d distant) News(ctx context.Context, after int64, limit int) (program.News, error) {
	if err := d.travel(ctx); err != nil {
		return program.News{}, err
	}
	return d.Shelf.News(ctx, after, limit)
}

func (d distant) Some(ctx context.Context, ids []string) ([]program.Partner, error) {
	if err := d.travel(ctx); err != nil {
		return nil, err
	}
	return d.Shelf.Some(ctx, ids)
}

func (d distant) Recipient(ctx context.Context, id string) (program.Recipient, error) {
	if err := d.travel(ctx); err != nil {
		return program.Recipient{}, err
	}
	return d.Shelf.Recipient(ctx, id)
}

func (d distant) Marks(ctx context.Context, partners []program.Partner) ([]map[string]program.Mark, error) {
	if err := d.travel(ctx); err != nil {
		return nil, err
	}
	return d.Shelf.Marks(ctx, partners)
}

func (d distant) Acts(ctx context.Context, by string, before int64, limit int) (program.Acts, error) {
	if err := d.travel(ctx); err != nil {
		return program.Acts{}, err
	}
	return d.Shelf.Acts(ctx, by, before, limit)
}

// Whoever asks about all 1,275 partners is answered in the time of an acknowledgement, though
// the store takes a third of a second each time, and the first who asks has the log read
// as well. What is too large for an acknowledgement follows it at once.
func TestQuestionsAboutAllPartnersAreAnsweredInTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var partners []program.Partner
		for i := range 1_275 {
			partners = append(partners, program.Partner{
				ID: fmt.Sprint("p", i), Name: fmt.Sprintf("Partner %04d", i), Tier: []string{"professional", "enterprise"}[i%2], Owners: []string{alice},
			})
		}
		asked := commands.New(program.Default(), distant{transcript.NewShelf(partners), 333 * time.Millisecond})
		w := open(t, nil, func(o *bot.Options) { o.Commands = asked })
		for _, text := range []string{"list risk", "programme", "list promote"} {
			begin := time.Now()
			w.answer(w.Command(alice, general, "/tier "+text))
			if took := time.Since(begin); took >= 1500*time.Millisecond {
				t.Errorf("/tier %s is answered after %v", text, took)
			}
		}
		begin := time.Now()
		w.home(alice)
		if took := time.Since(begin); took > 1500*time.Millisecond {
			t.Errorf("Home is there after %v", took)
		}
		w.behaved()
	})
}
