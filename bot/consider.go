package bot

import (
	"context"
	"time"

	"github.com/tierbot/tierbot/commands"
)

// consider finds the answer: first whether this person may have one, then whether it
// may be shared, then what it is.
func (b *Bot) consider(ctx context.Context, q *inquiry) answer {
	req, who, err := b.request(ctx, q)
	if err != nil {
		b.observer.Failed("people")
		return answer{Reply: say(phrases{q.lang}.unchecked()), outcome: Unchecked, err: err}
	}
	q.lang = req.Lang()
	switch {
	case req.As == 0:
		return answer{Reply: say(phrases{q.lang}.stranger()), outcome: Refused, err: b.auditRefusal(ctx, q, req)}
	case q.way == byHome:
		return b.ask(ctx, q, req)
	case q.command == "" && q.sheet != nil:
		return answer{Reply: say(phrases{q.lang}.staleForm()), outcome: Stale}
	case q.command == "":
		return answer{Reply: say(phrases{q.lang}.stale()), outcome: Stale}
	case q.remark != nil:
		return answer{Reply: say(q.remark(phrases{q.lang})), outcome: Done}
	}
	req.People, req.Outside = b.people.named(ctx, q.text)
	if q.effect == commands.Share && q.needs <= commands.Reader {
		return b.share(ctx, q, req, who.name)
	}
	a := b.ask(ctx, q, req)
	if q.effect == commands.Replace && q.private {
		a.where = commands.Replace
	}
	return a
}

// needs is what it takes to run what was asked. What the bot does not know needs no
// more than being let in.
func (b *Bot) needs(q *inquiry) commands.Access {
	switch {
	case q.quote != nil:
		return commands.Manager
	case q.command == "", q.remark != nil:
		return commands.Reader
	}
	return b.commands.Needs(q.command, q.text)
}

// request is the question as package commands takes it, with what the asker may run.
// What changes something is run on rights that Slack told a moment ago. The error is
// errUnchecked when Slack does not say in time who asks.
func (b *Bot) request(ctx context.Context, q *inquiry) (commands.Request, person, error) {
	req := commands.Request{
		User: q.user, Channel: q.channel, Command: q.command, Text: q.text, Now: b.now(),
		Op: q.op, Filled: q.sheet != nil, Public: q.public(),
	}
	personAge, groupAge := personLife, groupLife
	if q.needs >= commands.Manager {
		personAge, groupAge = freshLife, freshLife
	}
	ctx, cancel := context.WithTimeout(ctx, lookupWait)
	defer cancel()
	b.managers.begin(ctx, groupAge) // while Slack says who it is
	who, err := b.people.findWithin(ctx, q.user, personAge)
	if err != nil {
		return req, person{}, err
	}
	req.Email, req.Locale = who.email, who.locale
	req.As = b.identity.access(who, q.team)
	if req.As > 0 {
		b.authorise(ctx, &req, groupAge)
	}
	req.Forms = q.trigger != "" && time.Since(q.envelope.Received) < formAfter
	return req, who, nil
}

// auditRefusal lets package commands write down that somebody who may run nothing
// asked for a change. What it replies is for nobody.
func (b *Bot) auditRefusal(ctx context.Context, q *inquiry, req commands.Request) error {
	if q.needs < commands.Manager {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, auditTime)
	defer cancel()
	_, err := b.run(ctx, q, req)
	return err
}

// run lets package commands answer.
func (b *Bot) run(ctx context.Context, q *inquiry, req commands.Request) (commands.Reply, error) {
	switch {
	case q.way == byHome:
		return b.commands.Home(ctx, req)
	case q.quote != nil:
		return b.commands.Quote(ctx, req, q.quote.text, q.quote.link)
	}
	return b.commands.Do(ctx, req)
}
