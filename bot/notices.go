package bot

import (
	"context"
	"log/slog"
	"strings"
	"time"

	"github.com/tierbot/tierbot/commands"
	"github.com/tierbot/tierbot/program"
)

// notify tells others what was done without their asking: full members, once each, in
// their own language. Whoever asked knows. What fails is counted and keeps nobody else
// from being told.
func (b *Bot) notify(ctx context.Context, q *inquiry, notices []commands.Notice) {
	if len(notices) == 0 {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, tellTime)
	defer cancel()
	told := map[string]bool{q.user: true}
	for i := range notices {
		to := b.recipient(ctx, notices[i].To)
		if to == "" || told[to] {
			continue
		}
		told[to] = true
		b.tell(ctx, q, to, &notices[i])
	}
}

// recipient is the id of whom a notice goes to; empty when Slack knows nobody by that
// e-mail address, or does not say.
func (b *Bot) recipient(ctx context.Context, to string) string {
	if program.IsUserID(to) {
		return to
	}
	if !strings.Contains(to, "@") {
		return ""
	}
	id, err := b.people.addressed(ctx, to)
	if err != nil {
		b.untold(err)
	}
	return id
}

// tell delivers one notice, once for what one gesture did.
func (b *Bot) tell(ctx context.Context, q *inquiry, to string, n *commands.Notice) {
	who, err := b.people.find(ctx, to)
	if err != nil {
		b.untold(err)
		return
	}
	if who.membership != member || q.op != "" && b.told(ctx, op("notice", to, q.op)) {
		return
	}
	lang := commands.Request{Locale: who.locale}.Lang()
	err = b.draw(view{lang: lang, direct: true}, n.In(lang), func(m message) error {
		return b.postMessage(ctx, to, "", m)
	})
	if err != nil {
		b.untold(err)
	}
}

// told reports whether somebody was told before, by this replica or another, and
// remembers that they are now.
func (b *Bot) told(ctx context.Context, name string) bool {
	return !b.once.first(time.Now(), name) || b.elsewhere(ctx, name)
}

// untold counts a notice that did not arrive.
func (b *Bot) untold(err error) {
	b.observer.Failed("notice")
	b.log.LogAttrs(context.Background(), slog.LevelWarn, "notice not delivered", slog.Any("error", Redact(err)))
}
