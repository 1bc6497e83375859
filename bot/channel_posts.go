package bot

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/tierbot/tierbot/commands"
	"github.com/tierbot/tierbot/program"
)

// A duty is something the managers' channel is told once.
type duty struct {
	name string // of the post

	// say is what there is to say; false: nothing.
	say func(ctx context.Context) (commands.Reply, bool, error)

	// once says that when there was nothing to say, there is nothing any more. Otherwise it
	// is asked again every morning, until the duty is over.
	once bool
}

// warning is how many days before a deadline managers are told who would fall.
const warning = 14

// attendChannel tells the managers' channel what concerns the programme, in its working
// hours.
func (r *reminder) attendChannel(ctx context.Context, t *turn, who *program.Recipient) (again bool, err error) {
	now := r.now()
	diary := r.Rules.Diary(&program.Recipient{}, r.House)
	next, _ := diary.After(now)
	morning, works := diary.Morning(program.DateOf(now.In(r.Rules.Zone)))
	if !works || now.Before(morning.At) || !now.Before(morning.Ends) {
		return false, r.reschedule(ctx, who, next.At)
	}
	to := addressee{inChannel: true, lang: r.bot.lang}
	for _, d := range r.duties(diary, morning, t.At) {
		if settled(who, d.name) {
			continue
		}
		reply, something, err := d.say(ctx)
		switch {
		case err != nil:
			return false, fmt.Errorf("say %s: %w", d.name, err)
		case !something && d.once:
			return true, r.omit(ctx, who, d.name)
		case !something:
			continue
		}
		if err := r.reach(ctx, who, &to); err != nil {
			return r.refused(ctx, who, &to, err)
		}
		if err := r.send(ctx, t, &parcel{recipient: who.ID, name: d.name, to: to, reply: reply}); err != nil {
			return r.refused(ctx, who, &to, err)
		}
		return true, nil
	}
	return false, r.reschedule(ctx, who, next.At)
}

// settled reports whether a post is over.
func settled(who *program.Recipient, name string) bool {
	return slices.ContainsFunc(who.Posts, func(p program.Post) bool {
		return p.Name == name && (p.State == program.Sent || p.State == program.GivenUp)
	})
}

// omit writes down that there was nothing to say.
func (r *reminder) omit(ctx context.Context, who *program.Recipient, name string) error {
	now := r.now()
	claimed, err := r.Outbox.Claim(ctx, program.Claim{
		Recipient: who.ID, Name: name, Token: uuid.NewString(), Place: who.ID,
		Now: now, Until: now.Add(r.timing.lease), Day: r.Rules.Today(now), Pace: r.timing.pace,
	})
	if err != nil {
		return fmt.Errorf("claim post: %w", err)
	}
	if claimed.Verdict != program.Yours {
		return &postponed{later(claimed.Wait, now.Add(r.timing.retry)), string(claimed.Verdict)}
	}
	return wrap("omit post", r.Outbox.GiveUp(ctx, program.Settlement{
		Recipient: who.ID, Name: name, Reason: "nothing to say", Now: now,
	}))
}

// duties are what the channel is told on a morning, unless it was told before, when it has
// been due since a time: who would fall in two weeks, what is to be decided after the last
// deadline, and how the week begins: that on its first working day, or later when it has
// been due since. Of what an outage has kept back only the newest is told, and nothing of a
// deadline that would have been.
func (r *reminder) duties(diary *program.Diary, morning program.Morning, due time.Time) []duty {
	today := morning.Day
	next, _ := diary.After(morning.At)
	var duties []duty
	var past program.Date
	for _, deadline := range r.deadlines() {
		switch {
		case deadline.Before(today):
			past = deadline
		case deadline.AddDays(-warning).Before(next.Day):
			duties = append(duties, duty{name: "rehearsal " + deadline.String(), say: func(ctx context.Context) (commands.Reply, bool, error) {
				return r.Texts.Rehearsal(ctx, r.toldOf(deadline))
			}})
		}
	}
	if !past.IsZero() {
		duties = append(duties, duty{name: "decision " + past.String(), say: func(ctx context.Context) (commands.Reply, bool, error) {
			return r.decision(ctx, past)
		}})
	}
	if first := firstOfWeek(diary, morning.On); first.On == morning.On || !due.After(first.At) {
		year, week := time.Date(today.Year, today.Month, today.Day, 12, 0, 0, 0, time.UTC).ISOWeek()
		duties = append(duties, duty{name: fmt.Sprintf("week %d-W%02d", year, week), say: r.week, once: true})
	}
	return duties
}

// firstOfWeek is the first morning of a date's week.
func firstOfWeek(diary *program.Diary, on program.Date) program.Morning {
	sinceMonday := (int(on.Weekday()) + 6) % 7
	m, _ := diary.From(on.AddDays(-sinceMonday))
	return m
}

// toldOf is what a text about a deadline needs.
func (r *reminder) toldOf(deadline program.Date) commands.Told {
	return commands.Told{Lang: r.bot.lang, Now: r.now(), Deadline: deadline}
}

// deadlines are the days on which a tier's grace ends, in order.
func (r *reminder) deadlines() []program.Date {
	var all []program.Date
	for i := range r.Rules.Tiers {
		if d := r.Rules.Deadline(&r.Rules.Tiers[i]); !d.IsZero() {
			all = append(all, d)
		}
	}
	slices.SortFunc(all, program.Date.Compare)
	return slices.Compact(all)
}

// settling is how long the bot must have been connected before falls are applied without
// asking: what people have said during an outage comes first.
const settling = 10 * time.Minute

// errTooSoon says that what people have said may still be on its way.
var errTooSoon = errors.New("slack was reached only lately")

// decision is what managers are to decide after a deadline; or, where nobody is to be
// asked, what was done. A store that may have forgotten something is a reason to ask.
func (r *reminder) decision(ctx context.Context, deadline program.Date) (commands.Reply, bool, error) {
	now := r.now()
	switch {
	case !r.Auto, !r.state.trusted(now):
		return r.Texts.Decision(ctx, r.toldOf(deadline))
	case r.state.connectedFor() < settling:
		return commands.Reply{}, false, &postponed{now.Add(time.Minute), errTooSoon.Error()}
	}
	return r.Texts.Falls(ctx, r.toldOf(deadline))
}

// week is the managers' summary, with who could not be reached. Whoever is back is
// forgotten.
func (r *reminder) week(ctx context.Context) (commands.Reply, bool, error) {
	handed, err := r.Outbox.Handed(ctx)
	if err != nil {
		return commands.Reply{}, false, err
	}
	w := commands.Week{Lang: r.bot.lang, Now: r.now()}
	for _, u := range handed {
		who, err := r.Outbox.Recipient(ctx, u.Recipient)
		if err != nil {
			return commands.Reply{}, false, err
		}
		if len(who.Partners) == 0 || r.back(ctx, &u) {
			if err := r.Outbox.Dealt(ctx, u); err != nil {
				return commands.Reply{}, false, err
			}
			continue
		}
		w.Unreachable = append(w.Unreachable, commands.Unreached{Who: u.Recipient, Partners: len(who.Partners)})
	}
	slices.SortFunc(w.Unreachable, func(a, b commands.Unreached) int { return b.Partners - a.Partners })
	return r.Texts.Week(ctx, w)
}

// back reports whether somebody was no member when they could not be reached, and is one
// now. Those to whom Slack lets the bot write nothing show that they are by what arrives.
func (r *reminder) back(ctx context.Context, u *program.Unreached) bool {
	switch membership(u.Reason) {
	case guest, external, automaton, deactivated:
		return r.isMember(ctx, u.Recipient)
	}
	return false
}

func (r *reminder) isMember(ctx context.Context, id string) bool {
	p, err := r.bot.people.findWithin(ctx, id, freshness)
	return err == nil && p.membership == member
}
