package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/tierbot/tierbot/commands"
	"github.com/tierbot/tierbot/program"
)

// A changed is somebody as user_change tells of them.
type changed struct {
	ID      string `json:"id"`
	Deleted bool   `json:"deleted"` // deactivated
	Profile struct {
		Email string `json:"email"`
	} `json:"profile"`
}

// userChanged forgets what was known of somebody. When they were deactivated, their partners
// are listed for others to take over.
func (b *Bot) userChanged(ctx context.Context, ev *event) {
	b.people.forget(ev.user())
	var who changed
	if b.reminder == nil || json.Unmarshal(ev.User, &who) != nil || !who.Deleted || !program.IsUserID(who.ID) {
		return
	}
	b.reminder.departed(ctx, &who)
}

// departed tells the managers' channel of the partners that somebody leaves, once a day at
// most, whichever replica hears of it. Without a channel, and when it cannot be told, they
// are among those who could not be reached.
func (r *reminder) departed(ctx context.Context, gone *changed) {
	defer r.survive()
	within, cancel := context.WithTimeout(ctx, r.timing.lease-r.timing.margin)
	defer cancel()
	t := &turn{begun: time.Now(), stopping: within.Done()}
	p, err := r.departure(within, gone)
	if err == nil && p != nil {
		err = r.tellDeparture(within, t, p)
	}
	if err != nil {
		r.failed("nobody was told of partners that somebody leaves", err, toLog(gone.ID))
	}
}

// departure is what is to be told of somebody; nil: they leave no partner.
func (r *reminder) departure(ctx context.Context, gone *changed) (*parcel, error) {
	done, err := r.beginReading(ctx)
	if err != nil {
		return nil, err
	}
	defer done()
	partners, err := r.left(ctx, gone)
	if err != nil || len(partners) == 0 {
		return nil, err
	}
	now := r.now()
	return &parcel{
		recipient: gone.ID, name: "departed " + r.Rules.Today(now).String(), to: r.instead(string(deactivated)),
		reply: r.Texts.Departed(commands.Departed{Lang: r.bot.lang, Now: now, Who: gone.ID, Partners: partners}),
	}, nil
}

// left are the partners of somebody, by their id and by their e-mail address.
func (r *reminder) left(ctx context.Context, gone *changed) ([]program.Partner, error) {
	var partners []program.Partner
	known := make(map[string]bool)
	for _, name := range [...]string{gone.ID, strings.ToLower(gone.Profile.Email)} {
		if name == "" {
			continue
		}
		who, err := r.Outbox.Recipient(ctx, name)
		if err != nil {
			return nil, fmt.Errorf("read recipient: %w", err)
		}
		for _, p := range who.Partners {
			if !known[p.ID] {
				known[p.ID] = true
				partners = append(partners, p)
			}
		}
	}
	return partners, nil
}

// tellDeparture tells the channel, for as long as the turn lasts.
func (r *reminder) tellDeparture(ctx context.Context, t *turn, p *parcel) error {
	for {
		err := r.reach(ctx, &program.Recipient{ID: p.recipient}, &p.to)
		if err == nil {
			err = r.send(ctx, t, p)
		}
		if err == nil || errors.Is(err, errAgain) { // told, now or before
			return nil
		}
		pause := r.timing.between
		var later *postponed
		if errors.As(err, &later) {
			pause = max(r.timing.retry, later.until.Sub(r.now()))
		}
		var refused *refusedError
		if errors.As(err, &refused) || !r.wait(ctx, pause) {
			return errors.Join(err, r.unreached(ctx, p))
		}
	}
}

// unreached writes down that somebody cannot be reached, of whom the channel was not told,
// unless it may have been.
func (r *reminder) unreached(ctx context.Context, p *parcel) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), r.timing.post)
	defer cancel()
	for {
		now := r.now()
		claimed, err := r.Outbox.Claim(ctx, program.Claim{
			Recipient: p.recipient, Name: p.name, Token: uuid.NewString(), Place: p.recipient,
			Now: now, Until: now.Add(r.timing.lease), Day: r.Rules.Today(now), Pace: r.timing.pace,
		})
		switch {
		case err != nil:
			return fmt.Errorf("claim post: %w", err)
		case claimed.Verdict == program.Yours:
			return wrap("give post up", r.Outbox.GiveUp(ctx, program.Settlement{
				Recipient: p.recipient, Name: p.name, Reason: p.to.unreachable, Now: now, Hand: true, To: r.Channel,
			}))
		case claimed.Verdict != program.Held:
			return nil
		case !r.wait(ctx, later(claimed.Wait, now.Add(r.timing.retry)).Sub(now)):
			return &postponed{claimed.Wait, string(claimed.Verdict)}
		}
	}
}
