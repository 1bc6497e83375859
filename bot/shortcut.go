package bot

import (
	"cmp"
	"context"
	"strings"

	"github.com/tierbot/tierbot/bot/socketmode"
)

// recordShortcut is the callback id of the message shortcut "Record as certification".
const recordShortcut = "record"

// A quote is a message that somebody wants recorded, and its address.
type quote struct{ text, link string }

// record answers the message shortcut.
func (b *Bot) record(ctx context.Context, e *socketmode.Envelope, p *interaction) {
	if p.Callback != recordShortcut {
		return
	}
	b.answer(ctx, &inquiry{
		commandLine: commandLine{command: certify}, way: byShortcut, envelope: e, trigger: p.Trigger,
		op:    op("shortcut", cmp.Or(p.Trigger, e.ID)),
		quote: &quote{typed(p.Message.Text), b.permalink(p.channel(), p.Message.TS, p.Message.Thread)},
		user:  p.User.ID, team: p.team(), channel: p.channel(), thread: p.Message.Thread, address: p.ResponseURL,
	})
}

// certify is the slash command that the shortcut stands for.
const certify = "/certify"

// permalink is a message's address in the workspace; empty when it is not known.
func (b *Bot) permalink(channel, ts, thread string) string {
	if b.identity.URL == "" || channel == "" || ts == "" {
		return ""
	}
	link := strings.TrimSuffix(b.identity.URL, "/") + "/archives/" + channel + "/p" + strings.Replace(ts, ".", "", 1)
	if thread != "" && thread != ts {
		link += "?thread_ts=" + thread + "&cid=" + channel
	}
	return link
}
