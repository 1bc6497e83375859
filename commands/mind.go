package commands

import (
	"context"
	"slices"

	"github.com/tierbot/tierbot/program"
)

// A mind is a partner, and how whoever looks after it is reminded of it.
type mind struct {
	*question
	partner   *program.Partner
	standing  program.Standing
	recipient program.Recipient
	diary     *program.Diary
}

// mindingOne runs a command about one partner and oneself.
func (q *question) mindingOne(ctx context.Context, command string, do func(*mind, context.Context) (Reply, error)) (Reply, error) {
	switch {
	case len(q.args) == 0:
		return q.wanting(ctx, command, q.say.needsPartner())
	case q.meansAll():
		return q.oneAtATime(), nil
	}
	r := q.minding(q.args, command, "", func(m *mind) (Reply, error) { return do(m, ctx) })
	return q.about(ctx, append([]reading{r}, q.wholeLine()...)...)
}

// meansAll reports whether the line asks for something about all partners at once, with or
// without for how long.
func (q *question) meansAll() bool {
	if !isAll(q.args[:1]) {
		return false
	}
	if len(q.args) == 1 {
		return true
	}
	_, ok := q.spell(q.args[1:])
	return ok
}

// oneAtATime answers that there is nothing about all partners at once but the settings.
func (q *question) oneAtATime() Reply {
	return Reply{Parts: []Part{plain(q.say.oneAtATime())}, Actions: []Action{q.settingsAction(), q.ownAction()}, Private: true}
}

// wholeLine is the reading of the line as the name of a partner that begins with the
// command's own word, such as Care Systems.
func (q *question) wholeLine() []reading {
	if id, _ := q.line.take(keyID); id != "" {
		return nil
	}
	return []reading{{name: q.line, answer: telling(q.card)}}
}

// minding is a reading about a partner that the asker looks after. Who does not is told
// so: nothing is kept for them.
func (q *question) minding(name words, command, tail string, do func(*mind) (Reply, error)) reading {
	return reading{
		name: name, writes: true, command: "/tier " + command, tail: tail,
		answer: func(ctx context.Context, p *program.Partner) (Reply, error) {
			if !q.looksAfter(p) {
				return q.notYours(p), nil
			}
			recipient, err := q.store.Recipient(ctx, q.User)
			if err != nil {
				return Reply{}, err
			}
			m := &mind{question: q, partner: p, standing: q.rules.Evaluate(p, q.today), recipient: recipient}
			m.diary = q.rules.Diary(&m.recipient, q.House)
			return do(m)
		},
	}
}

// looksAfter reports whether the asker is an owner of a partner.
func (q *question) looksAfter(p *program.Partner) bool {
	return slices.ContainsFunc(q.me(), func(name string) bool { return slices.Contains(p.Owners, name) })
}

// notYours answers about a partner that somebody else looks after, or nobody.
func (q *question) notYours(p *program.Partner) Reply {
	text := Text{{Text: q.say.notYours()}}
	for i, owner := range p.Owners {
		lead := ", "
		if i == 0 {
			lead = q.say.itIsBy()
		}
		text = append(text, Span{Text: lead}, person(owner))
	}
	text = append(text, Span{Text: "."})
	s := q.rules.Evaluate(p, q.today)
	return Reply{
		Title: q.title(p, &s), Parts: []Part{Paragraph{text}},
		Actions: []Action{q.cardAction(p), q.ownAction()}, Private: true,
	}
}

// wish keeps what the asker wants of the partner, in the store and in mind.
func (m *mind) wish(ctx context.Context, w program.Wish) error {
	w.Now = m.Now
	if err := m.store.SetMark(ctx, m.User, m.partner.ID, w); err != nil {
		return err
	}
	mark := m.recipient.Marks[m.partner.ID]
	if w.Touched != nil {
		mark.Touched = *w.Touched
	}
	if w.Snoozed != nil {
		mark.Snoozed = *w.Snoozed
	}
	if w.Stopped != nil {
		mark.Stopped = *w.Stopped
	}
	m.recipient.Marks = map[string]program.Mark{m.partner.ID: mark}
	return nil
}

// again says when the asker hears of the partner next if nothing changes.
func (m *mind) again() string {
	alone := m.recipient
	alone.Partners = []program.Partner{*m.partner}
	agenda := m.rules.Diary(&alone, m.House).Agenda(m.Now, m.Now)
	if len(agenda.Items) > 0 {
		return m.say.againSoon()
	}
	if agenda.Next.IsZero() {
		return m.say.neverAgain()
	}
	return m.say.againOn(program.DateOf(agenda.Next.In(m.rules.ZoneOf(&m.recipient))), m.today)
}

// answer is a reply about the partner and the asker alone.
func (m *mind) answer(text string) Reply {
	return Reply{Title: m.title(m.partner, &m.standing), Parts: []Part{plain(text)}, Private: true}
}

// settled is what stands below the partner's row once something was asked for about it.
func (m *mind) settled(text string) *Row {
	return &Row{Text: Text{{Text: "✓ " + capital(text)}}, Action: Action{Label: m.say.asBefore(), Command: "/tier unmute " + byID(m.partner)}}
}

// takeBack are the ways on from something that can be taken back.
func (m *mind) takeBack(label string) []Action {
	return []Action{
		{Label: label, Command: "/tier unmute " + byID(m.partner)}, m.cardAction(m.partner), m.settingsAction(),
	}
}

// ownChoices are a row without a text, with what its reader can do about a partner of theirs.
func (q *question) ownChoices(p *program.Partner, diary *program.Diary) Row {
	row := Row{
		Action:  Action{Label: q.say.open(), Command: "/tier " + byID(p)},
		Actions: []Action{q.careAction(p)},
	}
	q.snoozes(&row, p, diary)
	return row
}

func (q *question) careAction(p *program.Partner) Action {
	return Action{Label: q.say.careLabel(), Command: "/tier care " + byID(p)}
}

func (q *question) muteAction(p *program.Partner) Action {
	return Action{Label: q.say.muteLabel(), Command: "/tier mute " + byID(p)}
}

func (q *question) settingsAction() Action {
	return Action{Label: q.say.settingsLabel(), Command: "/tier reminders"}
}
