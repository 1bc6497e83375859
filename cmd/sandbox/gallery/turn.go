package gallery

import (
	"fmt"
	"strings"

	"github.com/tierbot/tierbot/bot"
	"github.com/tierbot/tierbot/commands"
	"github.com/tierbot/tierbot/commands/transcript"
	"github.com/tierbot/tierbot/program"
)

// sharer is who shares what is shared.
const sharer = "Camille Durand"

// turn shows all that a turn shows anybody.
func (s *show) turn(p piece, turn *transcript.Turn) {
	r := &turn.Reply
	p.title = titled(turn)
	switch {
	case turn.Kind == transcript.Staged:
		return
	case turn.Kind == transcript.Filled:
		s.filled(p, turn)
		return
	case turn.Form != nil && (len(r.Problems) > 0 || turn.Err != nil):
		s.form(p, turn.Form, problems(turn))
		return
	case turn.Form != nil && r.Form != nil:
		s.form(p.also("to be looked at again"), r.Form, nil)
		return
	case turn.Form != nil:
		s.form(p.also("what was handed in"), turn.Form, nil)
	case r.Form != nil:
		s.form(p, r.Form, nil)
		s.forms[p.look.Lang] = r.Form
		p = p.also("where no form can be shown")
	}
	for _, interim := range turn.Progress {
		s.message(p.also("until it is done").alone(), interim)
	}
	if len(r.Parts) > 0 || r.Title != "" { // otherwise nothing was due
		s.answer(p, turn)
		s.beside(p, turn)
	}
}

// filled shows a form that has changed because of what was filled in.
func (s *show) filled(p piece, turn *transcript.Turn) {
	name, _, _ := strings.Cut(strings.TrimPrefix(turn.Line, "fill "), ":")
	for _, field := range turn.Form.Fields {
		if field.Name == name && field.Redraws {
			s.form(p, turn.Form, nil)
		}
	}
}

// beside shows what others read because of a turn, or whoever asked elsewhere.
func (s *show) beside(p piece, turn *transcript.Turn) {
	r := &turn.Reply
	if r.Settled != nil {
		body, err := bot.DrawSettled(r.Settled, p.direct().look)
		s.add(p.also("in the place of its row").direct(), "message", body, nil, err)
	}
	if r.Instead != nil {
		s.message(p.also("in the place of the message").direct(), r.Instead.In(p.look.Lang))
	}
	for i := range r.Notices {
		s.message(p.also("to an owner").direct(), r.Notices[i].In(p.look.Lang))
	}
}

// answer shows the answer to a turn where it is read.
func (s *show) answer(p piece, turn *transcript.Turn) {
	p = p.alone()
	switch {
	case turn.Kind == transcript.Shared && !turn.Reply.Private:
		p.look.SharedBy, p.onlyYou = sharer, false
	case turn.Kind == transcript.Told, turn.Kind == transcript.Posted, turn.Reply.Direct:
		p = p.direct()
	}
	if turn.Asked == "home" {
		body, err := bot.DrawHome(turn.Reply, p.look)
		s.add(p, "home", body, nil, err)
		return
	}
	s.message(p, turn.Reply)
	if sampled := string(p.look.Lang) + turn.Line; refusable[turn.Line] && !s.seen[sampled] {
		s.seen[sampled] = true
		s.samples = append(s.samples, sample{p, turn.Reply})
	}
}

// problems are what a form says beside its fields: what is wrong with them, or, when
// nothing could be done, why, beside the first.
func problems(turn *transcript.Turn) []commands.Problem {
	if turn.Err == nil || !turn.Request.Filled {
		return turn.Reply.Problems
	}
	why := turn.Reply
	why.Actions = nil
	return []commands.Problem{{Field: turn.Form.Fields[0].Name, Text: why.String()}}
}

// titled is what was typed or pressed, where a whole channel reads the answer, by a
// manager, and on which day.
func titled(turn *transcript.Turn) string {
	title := strings.TrimSuffix(turn.Line, ", with buttons")
	if prompt, command, ok := strings.Cut(title, "> "); ok {
		title = command
		switch prompt {
		case "shared":
			title += ", shared in a channel"
		case "quote":
			title = "Record as certification, of the message “" + command + "”"
		}
	}
	if turn.Reply.File != nil {
		title += ", with a file"
	}
	if turn.Request.As == commands.Manager {
		title += " · a manager"
	}
	d := program.DateOf(turn.Request.Now)
	return fmt.Sprintf("%s · %d %s %d", title, d.Day, d.Month, d.Year)
}
