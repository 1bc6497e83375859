package transcript

import (
	"context"
	"slices"
	"strings"

	"github.com/tierbot/tierbot/commands"
	"github.com/tierbot/tierbot/program"
)

// unasked plays a line with what somebody is told unasked, and reports whether it is one.
func (p *player) unasked(ctx context.Context, line string, turn *Turn) (bool, error) {
	bare, _ := strings.CutSuffix(line, ", with buttons")
	word, of, _ := strings.Cut(bare, " ")
	of = strings.TrimPrefix(of, "of ")
	play := p.post
	switch word {
	case "rehearsal", "decision", "falls", "week":
	case "digest":
		play = p.digest
	case "home":
		play = p.home
	case "departed":
		play = p.departure
	default:
		return false, nil
	}
	turn.Asked, turn.Request = word, p.req
	err := play(ctx, of, turn)
	p.answered(turn)
	return true, err
}

// digest is what whoever asks is told on the day; or the managers' channel, of nobody's
// partners or somebody else's.
func (p *player) digest(ctx context.Context, of string, turn *Turn) error {
	turn.Kind, p.public = Told, false
	who, d := p.req.User, commands.Digest{Lang: p.req.Lang(), Now: p.req.Now}
	switch of {
	case "":
	case "nobody":
		who, turn.Kind = "", Posted
	default:
		var told bool
		turn.Kind = Posted
		if who, d.Unreachable, told = strings.Cut(of, ", says "); !told {
			d.Unreachable = "user_disabled"
		}
	}
	recipient, err := p.store.Recipient(ctx, who)
	if err != nil {
		return err
	}
	all := commands.New(p.rules, p.store)
	diary := p.rules.Diary(&recipient, all.House)
	today := p.rules.Today(p.req.Now)
	morning, works := diary.Morning(today)
	agenda := diary.Agenda(p.req.Now, morning.At)
	if !works || len(agenda.Items) == 0 {
		return nil
	}
	d.Recipient, d.Items = &recipient, agenda.Items
	turn.Reply = all.Digest(d)
	p.store.Told(who, agenda.Items, today)
	return nil
}

// home is what whoever asks sees in the bot's Home.
func (p *player) home(ctx context.Context, _ string, turn *Turn) error {
	turn.Kind, p.public = Told, false
	turn.Reply, turn.Err = commands.New(p.rules, p.store).Home(ctx, p.req)
	return nil
}

// departure is what the managers' channel is told when somebody's account is deactivated.
func (p *player) departure(ctx context.Context, of string, turn *Turn) error {
	who, err := p.store.Recipient(ctx, of)
	if err != nil || len(who.Partners) == 0 {
		return err
	}
	turn.Kind, p.public = Posted, true
	turn.Reply = commands.New(p.rules, p.store).Departed(commands.Departed{
		Lang: p.req.Lang(), Now: p.req.Now, Who: of, Partners: who.Partners,
	})
	return nil
}

// post is what the managers' channel is told. Whoever presses a button of it is whoever
// asks.
func (p *player) post(ctx context.Context, of string, turn *Turn) error {
	turn.Kind, p.public = Posted, true
	all := commands.New(p.rules, p.store)
	if turn.Asked == "week" {
		return p.week(ctx, all, turn)
	}
	deadline, err := program.ParseDate(of)
	if err != nil {
		return err
	}
	told := commands.Told{Lang: p.req.Lang(), Now: p.req.Now, Deadline: deadline}
	say := map[string]func(context.Context, commands.Told) (commands.Reply, bool, error){
		"rehearsal": all.Rehearsal, "decision": all.Decision, "falls": all.Falls,
	}[turn.Asked]
	reply, something, err := say(ctx, told)
	turn.Err = err
	if something {
		turn.Reply = reply
	}
	return nil
}

// week is how the week of the managers' channel begins.
func (p *player) week(ctx context.Context, all *commands.Commands, turn *Turn) error {
	w := commands.Week{Lang: p.req.Lang(), Now: p.req.Now}
	for _, u := range p.store.Unreached {
		who, err := p.store.Recipient(ctx, u.Recipient)
		if err != nil {
			return err
		}
		w.Unreachable = append(w.Unreachable, commands.Unreached{Who: u.Recipient, Partners: len(who.Partners)})
	}
	slices.SortStableFunc(w.Unreachable, func(a, b commands.Unreached) int { return b.Partners - a.Partners })
	reply, something, err := all.Week(ctx, w)
	turn.Err = err
	if something {
		turn.Reply = reply
	}
	return nil
}
