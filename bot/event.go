package bot

import (
	"context"
	"time"

	"github.com/tierbot/tierbot/bot/socketmode"
)

func (b *Bot) handleEvent(ctx context.Context, e *socketmode.Envelope) {
	var p eventCallback
	if !b.read(e, &p) {
		return
	}
	switch p.Event.Type {
	case "user_change":
		b.userChanged(ctx, &p.Event)
		return
	case "subteam_members_changed", "subteam_updated":
		b.managers.forget(p.Event.Group)
		b.managers.forget(p.Event.Subteam.ID)
		return
	case "app_home_opened":
		b.openedHome(ctx, e, &p)
		return
	}
	questions := b.heard(&p)
	if len(questions) == 0 || b.repeated(ctx, &p) {
		return
	}
	for _, q := range questions {
		q.envelope = e
		b.answer(ctx, q)
	}
}

// heard is what an event asks; nothing when it asks nothing. The bot does not listen
// to itself, to other bots, to edits, and to anything it does not know.
func (b *Bot) heard(p *eventCallback) []*inquiry {
	ev := &p.Event
	user := ev.user()
	switch {
	case user == "", user == b.identity.User, ev.Bot != "", len(ev.Edited) > 0, ev.Channel == "":
		return nil
	}
	q := inquiry{
		commandLine: b.said(ev.Text), op: op("message", ev.Channel, ev.TS),
		user: user, team: ev.Team, channel: ev.Channel, thread: ev.Thread,
	}
	if q.team == "" {
		q.team = p.Team
	}
	own := ev.Type == "message" && ev.ChannelType == "im" || ev.Type == "app_mention" && isDirect(ev.Channel)
	switch {
	case own && ev.Subtype == "file_share":
		q.way = byMessage
		return b.dropped(&q, ev.Files)
	case ev.Subtype != "":
		return nil
	case own:
		q.way = byMessage
	case ev.Type == "app_mention":
		q.way = byMention
	default:
		return nil
	}
	return []*inquiry{&q}
}

// repeated reports whether an event was answered before, here or by another replica.
// One gesture can come as several events: a mention is also a message, and a message
// can come twice under two timestamps.
func (b *Bot) repeated(ctx context.Context, p *eventCallback) bool {
	ev := &p.Event
	gesture := ev.Channel + ":" + ev.TS
	return !b.once.first(time.Now(), p.ID, gesture, ev.ClientMsg) || b.elsewhere(ctx, gesture)
}

// elsewhere reports whether another replica has dealt with something. When the
// replicas' memory cannot be asked, none has: twice is better than never.
func (b *Bot) elsewhere(ctx context.Context, name string) bool {
	if b.events == nil {
		return false
	}
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	seen, err := b.events.Seen(ctx, name)
	if err != nil {
		b.observer.Failed("events")
		b.log.Warn("replicas' memory of events not reached", "error", Redact(err))
		return false
	}
	return seen
}
