package gallery

import (
	"github.com/tierbot/tierbot/bot"
	"github.com/tierbot/tierbot/commands"
	"github.com/tierbot/tierbot/program"
)

// sentences shows what the bot says itself.
func (s *show) sentences(lang program.Lang) {
	for _, sentence := range bot.Sentences(lang) {
		p := piece{group: "What the bot says itself", title: "When " + sentence.When, look: bot.Look{Lang: lang}}.alone()
		switch sentence.Place {
		case bot.Office:
			p = p.direct()
		case bot.Beside:
			form := s.forms[lang]
			s.form(p, form, []commands.Problem{{Field: form.Fields[0].Name, Text: sentence.Reply.String()}})
			continue
		case bot.Above:
			body, err := bot.DrawModal(sentence.Reply, "/tier acme", p.look)
			p.onlyYou = false
			s.add(p, "modal", body, nil, err)
			continue
		}
		s.message(p, sentence.Reply)
	}
}

// A sample is an answer that is shown as it looks when Slack refuses it.
type sample struct {
	piece
	reply commands.Reply
}

// refusable are the lines of scripts whose first answers are samples: with a checklist, with
// rows that can be opened, with people and addresses, with rows about which several things
// can be done, and with questions to be answered first.
var refusable = map[string]bool{
	"> /tier acme": true, "> /tier list": true, "> /tier history": true, "> /tier reminders": true,
	"digest": true, "decision of 2009-10-14, with buttons": true, "> /tier help": true,
}

// refused shows samples in the plainer forms.
func (s *show) refused() {
	for i, group := range []string{"When Slack refuses rich text", "When Slack refuses all blocks"} {
		for _, sample := range s.samples {
			p := sample.piece
			p.group, p.look.Refusals = group, i+1
			s.message(p, sample.reply)
		}
	}
}
