package bot

import (
	"context"
	"log/slog"
	"slices"
	"time"

	"github.com/slack-go/slack"

	"github.com/tierbot/tierbot/bot/socketmode"
	"github.com/tierbot/tierbot/commands"
	"github.com/tierbot/tierbot/program"
)

// A pane is where somebody sees an answer that is no message: their Home, or the modal that
// opens above it when they press something there.
type pane struct {
	home  bool   // it is Home itself
	blank bool   // Home was never published
	id    string // of the modal; empty: none is open yet
	hash  string // of what stood there when something was pressed; empty: not to be compared
	over  bool   // something was pressed in the modal, so that a form can open on top of it
	lost  bool   // it is of no use any more; the answer is a message

	settled time.Time // when what an acknowledgement put there has settled; zero: none did

	line  string   // the command line that the modal answers; empty: one that is not to be asked again
	trail []string // those that lead there, the first one first
}

// replyModal is the callback id of a modal that shows an answer.
const replyModal = "reply"

// The button that leads back to the answer before.
const backAction = "back"

// mostTrail is how many answers one can go back.
const mostTrail = 5

// shows reports whether a view shows an answer, so that what is pressed in it asks something.
func (s *sheet) shows() bool { return s.Type == "home" || s.Form == replyModal }

// paneOf is where the answer to a press goes, when what was pressed stands in no message.
func (b *Bot) paneOf(p *interaction) *pane {
	if p.View == nil {
		return nil
	}
	if p.View.Form != replyModal {
		return &pane{}
	}
	from := p.View.metadata()
	on := &pane{id: p.View.ID, hash: p.View.Hash, over: true, trail: from.Trail}
	switch {
	case p.goesBack() && len(on.trail) > 0:
		on.trail = on.trail[:len(on.trail)-1]
	case from.Line != "" && from.Line != p.Actions[0].asks():
		on.trail = append(slices.Clone(on.trail), from.Line)
	}
	on.trail = on.trail[max(0, len(on.trail)-mostTrail):]
	return on
}

// goesBack reports whether the button was pressed that leads back.
func (p *interaction) goesBack() bool { return p.Actions[0].ID == backAction }

// inPane shows an answer in the view where it belongs, and reports whether nothing is left to
// be done.
func (b *Bot) inPane(ctx context.Context, q *inquiry, a answer) (shown bool, err error) {
	if q.pane.home {
		return true, b.publish(ctx, q, a)
	}
	err = b.inModal(ctx, q, a)
	switch {
	case err == nil:
		return true, nil
	case isClosed(err) && !b.commands.Changes(q.command, q.text):
		return true, nil // who has closed it wants to read no more
	}
	b.observer.Failed("deliver")
	b.log.LogAttrs(ctx, slog.LevelWarn, "answer not shown in a modal; it goes to the conversation",
		slog.String("envelope", q.envelope.ID), slog.Any("error", Redact(err)))
	q.pane.lost = true
	return false, nil
}

// isClosed reports whether a modal is not there any more.
func isClosed(err error) bool {
	code := slackCode(err)
	return code == "not_found" || code == "view_not_found"
}

// inModal shows an answer in a modal: in the one in which something was pressed, or in a
// new one.
func (b *Bot) inModal(ctx context.Context, q *inquiry, a answer) error {
	r := a.Reply
	if r.File != nil {
		r.Parts = slices.Concat(r.Parts, say(phrases{q.lang}.fileInDirect()).Parts)
	}
	return b.paint(view{lang: q.lang, direct: true, where: onModal}, func(v view) error {
		return b.present(ctx, q, v.replyModal(r, q.pane))
	})
}

// present opens a modal, or puts it in the place of the one that is there.
func (b *Bot) present(ctx context.Context, q *inquiry, modal slack.ModalViewRequest) error {
	on := q.pane
	if on.id != "" {
		return b.replaceModal(ctx, q.envelope, on, modal)
	}
	ctx, cancel := context.WithDeadline(ctx, q.envelope.Received.Add(openWithin))
	defer cancel()
	return wrap("open modal", b.web.call(ctx, "views.open", func(ctx context.Context) error {
		shown, err := b.web.OpenViewContext(ctx, q.trigger, modal)
		if err == nil {
			on.id, on.hash = shown.ID, shown.Hash
		}
		return err
	}))
}

// replaceModal puts a modal in the place of another. When that has changed since something
// was done in it, it is left to what was done last in it: Slack keeps the order of updates
// and not that of gestures, of which the second brings the hash from before the first.
func (b *Bot) replaceModal(ctx context.Context, e *socketmode.Envelope, on *pane, modal slack.ModalViewRequest) error {
	pause(ctx, time.Until(on.settled))
	update := func() error {
		return b.web.call(ctx, "views.update", func(ctx context.Context) error {
			shown, err := b.web.UpdateViewContext(ctx, modal, "", on.hash, on.id)
			if err == nil {
				on.hash = shown.Hash
			}
			return err
		})
	}
	err := persist(ctx, update)
	if slackCode(err) != "hash_conflict" {
		return wrap("update modal", err)
	}
	if !b.isLast(on.id, e) {
		return nil
	}
	on.hash = ""
	return wrap("update modal", persist(ctx, update))
}

// touch remembers that something was done in a view. Forms and answers are views, and so is
// what somebody's Home is to show.
func (b *Bot) touch(view string, e *socketmode.Envelope) { b.touched.put(view, e.ID, time.Now()) }

// isLast reports whether this process has heard of nothing that was done in a view since.
func (b *Bot) isLast(view string, e *socketmode.Envelope) bool {
	last, known := b.touched.get(view, time.Now())
	return !known || last == e.ID
}

// replyModal draws an answer as a modal. Its title has room for a few words, so that a longer
// one stands in full below it.
func (v view) replyModal(r commands.Reply, on *pane) slack.ModalViewRequest {
	say := phrases{v.lang}
	title := r.Title
	switch {
	case title == "":
		title = say.answerTitle()
	case measure(title, escapedLen) <= maxModalTitle:
		r.Title = ""
	default:
		title = lead(title)
	}
	blocks := v.pane(r)
	if len(on.trail) > 0 {
		back := slack.NewButtonBlockElement(backAction, on.trail[len(on.trail)-1], plainText(say.back(), maxButtonText))
		blocks = append(blocks, slack.NewActionBlock("", back))
	}
	private, err := metadata{Home: true, Line: on.line, Trail: on.trail}.encode()
	if err != nil {
		private = ""
	}
	return slack.ModalViewRequest{
		Type:            slack.VTModal,
		CallbackID:      replyModal,
		PrivateMetadata: private,
		Title:           plainText(orEllipsis(title), maxModalTitle),
		Close:           plainText(say.close(), maxModalTitle),
		Blocks:          slack.Blocks{BlockSet: blocks},
	}
}

// hold shows, when nothing else is there to be seen, that the answer is under way: later no
// modal could be opened. Its caller calls over when the answer has been shown.
func (b *Bot) hold(q *inquiry) (over func()) {
	on := q.pane
	if on == nil || on.id != "" || on.home && !on.blank {
		return func() {}
	}
	timer := time.AfterFunc(time.Until(q.envelope.Received.Add(ackAfter)), func() { b.moment(q) })
	return func() { timer.Stop() }
}

// moment shows that the answer is under way, unless it is there, or about to be. Who asks is
// being found out meanwhile, so that it speaks as far as that is remembered.
func (b *Bot) moment(q *inquiry) {
	defer b.survive(q.envelope, "deliver")
	if !q.posting.TryLock() {
		return
	}
	defer q.posting.Unlock()
	if q.answered || q.pane.id != "" {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), noticeTime)
	defer cancel()
	show := b.inModal
	if q.pane.home {
		show = b.publish
	}
	wait := inquiry{envelope: q.envelope, user: q.user, trigger: q.trigger, pane: q.pane, lang: b.langOf(q.user)}
	if err := show(ctx, &wait, answer{Reply: say(phrases{wait.lang}.oneMoment())}); err != nil {
		b.observer.Failed("deliver")
		b.log.Warn("nothing shown while the answer is under way", "envelope", q.envelope.ID, "error", Redact(err))
	}
}

// formInPane shows a form where something was pressed that is no message: on top of the
// modal, so that whoever gives it up is back there, or else in its place.
func (b *Bot) formInPane(ctx context.Context, q *inquiry, f *commands.Form) error {
	on := q.pane
	draw := func(below string) (slack.ModalViewRequest, error) {
		return b.formView(q.lang).modal(f, metadata{Home: true, Below: below, Trail: on.trail}, nil)
	}
	if on.over {
		modal, err := draw(on.id)
		if err == nil {
			err = b.push(ctx, q, modal)
		}
		if err == nil {
			return nil
		}
		b.log.Warn("form not opened on top of a modal; it takes its place", "envelope", q.envelope.ID, "error", Redact(err))
	}
	modal, err := draw("")
	if err != nil {
		return err
	}
	return b.present(ctx, q, modal)
}

func (b *Bot) push(ctx context.Context, q *inquiry, modal slack.ModalViewRequest) error {
	ctx, cancel := context.WithDeadline(ctx, q.envelope.Received.Add(openWithin))
	defer cancel()
	return b.web.call(ctx, "views.push", func(ctx context.Context) error {
		_, err := b.web.PushViewContext(ctx, q.trigger, modal)
		return err
	})
}

// paneBelow is where the answer to a form goes that was opened from Home: into the modal
// below it, or in its own place. meanwhile acknowledges the form then.
func (b *Bot) paneBelow(s *sheet, lang program.Lang) (on *pane, meanwhile any) {
	from := s.metadata()
	switch {
	case !from.Home:
		return nil, nil
	case from.Below != "":
		return &pane{id: from.Below, trail: from.Trail}, nil
	}
	on = &pane{id: s.ID, trail: from.Trail}
	v := view{form: plain, lang: lang, direct: true, where: onModal}
	return on, &formAnswer{Action: "update", View: v.replyModal(say(phrases{lang}.oneMoment()), on)}
}

// inPane reports whether the answer is shown where it can be pressed in, and is no message.
func (q *inquiry) inPane() bool { return q.pane != nil && !q.pane.lost }
