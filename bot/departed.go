package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
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
	ctx, cancel := context.WithTimeout(ctx, r.timing.lease-r.timing.margin)
	defer cancel()
	t := &turn{Due: program.Due{Recipient: gone.ID, At: r.now()}, begun: time.Now(), stopping: ctx.Done()}
	for {
		err := r.tellDeparture(ctx, t, gone)
		var later *postponed
		switch {
		case err == nil, errors.Is(err, errAgain): // told, now or before
			return
		case errors.As(err, &later) && r.wait(ctx, max(r.timing.retry, later.until.Sub(r.now()))):
			continue
		}
		r.failed("nobody was told of partners that somebody leaves", err, toLog(gone.ID))
		return
	}
}

func (r *reminder) tellDeparture(ctx context.Context, t *turn, gone *changed) error {
	partners, err := r.left(ctx, gone)
	if err != nil || len(partners) == 0 {
		return err
	}
	now := r.now()
	p := parcel{
		recipient: gone.ID, name: "departed " + r.Rules.Today(now).String(), to: r.instead(string(deactivated)),
		reply: r.Texts.Departed(commands.Departed{Lang: r.bot.lang, Now: now, Who: gone.ID, Partners: partners}),
	}
	err = r.reach(ctx, &program.Recipient{ID: gone.ID}, &p.to)
	if err == nil {
		err = r.send(ctx, t, &p)
	}
	var refused *refusedError
	if errors.As(err, &refused) {
		return errors.Join(err, r.unreached(ctx, &p))
	}
	return err
}

// left are the partners of somebody, by their id and by their e-mail address.
func (r *reminder) left(ctx context.Context, gone *changed) ([]program.Partner, error) {
	var partners []program.Partner
	for _, name := range [...]string{gone.ID, strings.ToLower(gone.Profile.Email)} {
		if name == "" {
			continue
		}
		who, err := r.Outbox.Recipient(ctx, name)
		if err != nil {
			return nil, fmt.Errorf("read recipient: %w", err)
		}
		for _, p := range who.Partners {
			if !slices.ContainsFunc(partners, func(known program.Partner) bool { return known.ID == p.ID }) {
				partners = append(partners, p)
			}
		}
	}
	return partners, nil
}

// unreached writes down that somebody cannot be reached, of whom the channel was not told.
func (r *reminder) unreached(ctx context.Context, p *parcel) error {
	now := r.now()
	claimed, err := r.Outbox.Claim(ctx, program.Claim{
		Recipient: p.recipient, Name: p.name, Token: uuid.NewString(), Place: p.recipient,
		Now: now, Until: now.Add(r.timing.lease), Day: r.Rules.Today(now), Pace: r.timing.pace,
	})
	if err != nil || claimed.Verdict != program.Yours {
		return wrap("claim post", err)
	}
	return wrap("give post up", r.Outbox.GiveUp(ctx, program.Settlement{
		Recipient: p.recipient, Name: p.name, Reason: p.to.unreachable, Now: now, Hand: true, To: r.Channel,
	}))
}
