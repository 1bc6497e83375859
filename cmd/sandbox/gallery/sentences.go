package gallery

import (
	"github.com/tierbot/tierbot/bot"
	"github.com/tierbot/tierbot/commands"
	"github.com/tierbot/tierbot/program"
)

// sentences shows what the bot says itself.
func (s *show) sentences(lang program.Lang) {
	for _, sentence := range bot.Sentences(lang) {
		p := piece{group: "What the bot says itself", title: "When " + sentence.When, look: bot.Look{Lang: lang}, onlyYou: true}
		switch sentence.Place {
		case bot.Office:
			p = p.direct()
		case bot.Beside:
			form := s.forms[lang]
			s.form(p, form, []commands.Problem{{Field: form.Fields[0].Name, Text: sentence.Reply.String()}})
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

// refusable are the lines of scripts whose answers are samples: with a checklist, with
// rows that can be opened, and with rows about which several things can be done.
var refusable = map[string]bool{
	"> /tier acme": true, "> /tier list": true, "digest": true, "digest, with buttons": true,
}

// refused shows samples in the plainer forms.
func (s *show) refused() {
	for refusals, group := range []string{1: "When Slack refuses rich text", 2: "When Slack refuses all blocks"} {
		for _, sample := range s.samples {
			if group == "" {
				continue
			}
			p := sample.piece
			p.group, p.look.Refusals = group, refusals
			s.message(p, sample.reply)
		}
	}
}
