package bot

import (
	"context"
	"sync"
	"time"

	"github.com/tierbot/tierbot/commands"
)

// progressAfter are the pauses before each message that says how far a command has
// come, counted from the one before. There are no more of them than pauses.
var progressAfter = [...]time.Duration{0, 1500 * time.Millisecond, 5 * time.Second}

// progress shows how far a command has come. What comes faster than it can be shown is
// left out.
type progress struct {
	bot      *Bot
	question *inquiry
	began    func() // somebody watches now

	mu      sync.Mutex
	newest  commands.Reply // that was too early to be shown
	due     *time.Timer    // when it is; nil: nothing was too early
	shown   int
	last    time.Time
	posting bool
}

// staysAfter is how long after the question progress is shown that would stay beside the
// answer. What is done before that needs none.
const staysAfter = 2250 * time.Millisecond

// show is [commands.Request.Interim].
func (p *progress) show(r commands.Reply) {
	p.began()
	p.mu.Lock()
	defer p.mu.Unlock()
	if early := staysAfter - time.Since(p.question.envelope.Received); early > 0 && p.stays() {
		p.newest = r
		if p.due == nil {
			p.due = time.AfterFunc(early, p.showNewest)
		}
		return
	}
	p.showNow(r)
}

// showNewest shows what was too early to be shown.
func (p *progress) showNewest() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.showNow(p.newest)
}

// showNow shows a reply unless it comes too fast. Its caller holds p.mu.
func (p *progress) showNow(r commands.Reply) {
	if p.posting || p.shown >= p.most() || time.Since(p.last) < progressAfter[p.shown] {
		return
	}
	p.posting, p.shown, p.last = true, p.shown+1, time.Now()
	go func() {
		p.post(r)
		p.mu.Lock()
		defer p.mu.Unlock()
		p.posting = false
	}()
}

// most is how many messages there may be: one where the next could not take its place.
func (p *progress) most() int {
	if p.stays() {
		return 1
	}
	return len(progressAfter)
}

// stays reports whether a message stays where it is, so that nothing can take its place.
func (p *progress) stays() bool { return !p.replaces() && !p.question.lasts() }

// replaces reports whether messages take the place of the one with the button.
func (p *progress) replaces() bool {
	return p.question.effect == commands.Replace && p.question.private || p.question.pane != nil
}

// post shows one message, unless the answer is there.
func (p *progress) post(r commands.Reply) {
	b, q := p.bot, p.question
	defer b.survive(q.envelope, "deliver")
	q.posting.Lock()
	defer q.posting.Unlock()
	if q.answered {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), noticeTime)
	defer cancel()
	a := answer{Reply: r}
	if p.replaces() {
		a.where = commands.Replace
	}
	if err := p.bring(ctx, a); err != nil {
		b.observer.Failed("deliver")
		b.log.Warn("progress not delivered", "envelope", q.envelope.ID, "error", Redact(err))
	}
}

// bring delivers one message, and remembers where the next can take its place.
func (p *progress) bring(ctx context.Context, a answer) error {
	b, q := p.bot, p.question
	if !q.lasts() || q.interim != "" {
		return b.send(ctx, q, a)
	}
	return b.draw(view{lang: q.lang, direct: true}, a.Reply, func(m message) (err error) {
		q.interim, err = b.postedMessage(ctx, q.channel, q.thread, m)
		return err
	})
}
