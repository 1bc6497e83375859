package bot

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/slack-go/slack"

	"github.com/tierbot/tierbot/commands"
	"github.com/tierbot/tierbot/program"
)

// A Look is where somebody gets to see an answer. The zero Look is an English answer in a
// channel that only whoever asked reads.
type Look struct {
	Lang     program.Lang
	Direct   bool   // it stands in somebody's own conversation with the bot, or is what a channel is told
	SharedBy string // who shares it with a whole channel; empty: nobody does

	// Refusals is how often Slack has refused the answer's blocks: 0, so that they are rich
	// text; 1, for the oldest blocks there are; 2 or more, for text alone.
	Refusals int
}

func (l Look) view() view {
	return view{
		form: form(min(max(l.Refusals, 0), int(bare))), lang: l.Lang,
		public: l.SharedBy != "", direct: l.Direct,
	}
}

// Draw is a reply as the message that the bot gives to Slack, for whoever shows what the
// bot can say without Slack.
func Draw(r commands.Reply, l Look) (json.RawMessage, error) {
	if l.SharedBy != "" {
		r = signed(r, l.Lang, l.SharedBy)
	}
	return encoded(l.view().draw(r))
}

// DrawForm is a form as the modal that the bot gives to Slack, and what it then says beside
// the fields, by block.
func DrawForm(f *commands.Form, problems []commands.Problem, l Look) (modal json.RawMessage, errors map[string]string, err error) {
	l.Refusals, l.Direct, l.SharedBy = min(l.Refusals, int(plain)), true, ""
	drawn, err := l.view().modal(f, metadata{}, nil)
	if err != nil {
		return nil, nil, err
	}
	modal, err = encoded(drawn)
	return modal, onScreen(&drawn).errors(problems), err
}

// DrawModal is a reply as the modal above Home that the bot gives to Slack; back is the
// command line that leads to the answer before, empty when it is the first.
func DrawModal(r commands.Reply, back string, l Look) (json.RawMessage, error) {
	v, on := l.view(), new(pane)
	v.direct, v.where = true, onModal
	if back != "" {
		on.trail = []string{back}
	}
	return encoded(v.replyModal(r, on))
}

// DrawHome is a reply as the Home tab that the bot gives to Slack.
func DrawHome(r commands.Reply, l Look) (json.RawMessage, error) {
	v := l.view()
	v.direct, v.where = true, onHome
	return encoded(slack.HomeTabViewRequest{Type: slack.VTHomeTab, Blocks: slack.Blocks{BlockSet: v.pane(r)}})
}

// DrawSettled is what stands below a row once something was asked for there.
func DrawSettled(row *commands.Row, l Look) (json.RawMessage, error) {
	block := drawBelow(row, l.Lang, rowID(0))
	if block == nil {
		return nil, fmt.Errorf("draw row: it takes more than one block")
	}
	return encoded(edited{Text: alternative(commands.Reply{Parts: []commands.Part{commands.Rows{*row}}}), Blocks: []json.RawMessage{block}})
}

// onScreen is a modal as it comes back.
func onScreen(m *slack.ModalViewRequest) *sheet {
	s := new(sheet)
	for _, block := range m.Blocks.BlockSet {
		s.Blocks = append(s.Blocks, sheetBlock{string(block.BlockType()), block.ID()})
	}
	return s
}

// signed is a reply below which stands who shares it.
func signed(r commands.Reply, lang program.Lang, by string) commands.Reply {
	r.Foot = slices.Concat(r.Foot, []commands.Text{{{Text: phrases{lang}.sharedBy(by)}}})
	return r
}

// encoded is a message or a view in JSON, in which & and < are themselves.
func encoded(what any) (json.RawMessage, error) {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(what); err != nil {
		return nil, fmt.Errorf("encode for slack: %w", err)
	}
	return bytes.TrimSpace(out.Bytes()), nil
}
