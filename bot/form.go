package bot

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"github.com/tierbot/tierbot/commands"
	"github.com/tierbot/tierbot/program"
)

// A modal comes back with what is in its private metadata: where it was opened, so that
// the answer finds its way, and what package commands wants to see again.
type metadata struct {
	Channel string `json:"channel,omitempty"`
	Thread  string `json:"thread,omitempty"`
	Address string `json:"address,omitempty"` // the response URL of what asked for the form
	State   string `json:"state,omitempty"`

	Home  bool     `json:"home,omitempty"`  // it was opened from Home, which a change is to show
	Below string   `json:"below,omitempty"` // id of the modal below it, for the answer; empty: its own place
	Line  string   `json:"line,omitempty"`  // as in [pane]
	Trail []string `json:"trail,omitempty"`
}

// encode is the metadata as Slack keeps it. The address, without which an answer has other
// ways, makes room for the rest, and so does what one can go back to.
func (m metadata) encode() (string, error) {
	private, err := json.Marshal(m)
	switch {
	case err != nil:
		return "", err
	case length(string(private)) <= maxMetadata:
		return string(private), nil
	case m.Address != "":
		m.Address = ""
		return m.encode()
	case len(m.Trail) > 0:
		m.Trail = m.Trail[1:]
		return m.encode()
	}
	return "", fmt.Errorf("its state is longer than %d characters", maxMetadata)
}

// opened shows the form of an answer, and reports whether it is there. A form that
// cannot be shown leaves the rest of the answer, which says the same.
func (b *Bot) opened(ctx context.Context, q *inquiry, a answer) bool {
	switch {
	case a.Form == nil:
		return false
	case q.inPane():
		err := b.formInPane(ctx, q, a.Form)
		if err != nil {
			b.formless("form not opened", q.envelope.ID, err)
		}
		return err == nil
	case q.trigger == "" || a.where == commands.Share:
		return false
	}
	ctx, cancel := context.WithDeadline(ctx, q.envelope.Received.Add(openWithin))
	defer cancel()
	modal, err := b.formView(q.lang).modal(a.Form, metadata{Channel: q.channel, Thread: q.thread, Address: q.address}, nil)
	if err == nil {
		err = b.web.call(ctx, "views.open", func(ctx context.Context) error {
			_, err := b.web.OpenViewContext(ctx, q.trigger, modal)
			return err
		})
	}
	if err != nil {
		b.formless("form not opened", q.envelope.ID, err)
		return false
	}
	b.ack(q.envelope, nil)
	return true
}

// formless says that a form could not be shown.
func (b *Bot) formless(what, envelope string, err error) {
	b.observer.Failed("form")
	b.log.Warn(what, "envelope", envelope, "error", Redact(err))
}

// formView is how somebody gets to see a form, which takes blocks.
func (b *Bot) formView(lang program.Lang) view {
	return view{form: min(b.plainness.form(time.Now()), plain), lang: lang, direct: true}
}

// modal draws a form. What stands on the screen, if something does, keeps what was
// typed where the form says the same.
func (v view) modal(f *commands.Form, m metadata, on *sheet) (slack.ModalViewRequest, error) {
	m.State = f.State
	private, err := m.encode()
	if err != nil {
		return slack.ModalViewRequest{}, fmt.Errorf("draw form: %w", err)
	}
	p := page{view: v, left: maxBlocksText}
	for _, line := range f.Intro {
		p.prose(line)
	}
	for i := range f.Fields {
		if len(p.blocks) < maxModalBlocks {
			p.add(p.input(&f.Fields[i], on))
		}
	}
	return slack.ModalViewRequest{
		Type:            slack.VTModal,
		CallbackID:      f.Name,
		PrivateMetadata: private,
		Title:           plainText(f.Title, maxModalTitle),
		Submit:          plainText(f.Submit, maxModalTitle),
		Close:           plainText(phrases{v.lang}.cancel(), maxModalTitle),
		Blocks:          slack.Blocks{BlockSet: p.blocks},
	}, nil
}

// valueID is the action id of every element of a form, each of which is alone in a
// block that tells the field.
const valueID = "value"

// input draws a field.
func (p *page) input(f *commands.Field, on *sheet) *slack.InputBlock {
	label := plainText(orEllipsis(f.Label), maxLabel)
	var hint *slack.TextBlockObject
	if f.Hint != "" {
		hint = plainText(f.Hint, maxLabel)
	}
	var placeholder *slack.TextBlockObject
	if f.Placeholder != "" {
		placeholder = plainText(f.Placeholder, maxPlaceholder)
	}
	block := slack.NewInputBlock(on.blockID(f), label, hint, element(f, placeholder))
	block.Optional, block.DispatchAction = f.Optional, f.Redraws
	return block
}

// element draws what a field is filled in with.
func element(f *commands.Field, placeholder *slack.TextBlockObject) slack.BlockElement {
	switch f.Kind {
	case commands.ChoiceField:
		return choiceElement(f, placeholder)
	case commands.SeveralField:
		return severalElement(f, placeholder)
	case commands.PersonField:
		e := slack.NewOptionsSelectBlockElement(slack.OptTypeUser, placeholder, valueID)
		e.InitialUser = initial(f)
		return e
	case commands.PartnerField:
		e := slack.NewOptionsSelectBlockElement(slack.OptTypeExternal, placeholder, valueID)
		e.MinQueryLength = new(int)
		*e.MinQueryLength = 1
		if value := initial(f); value != "" {
			e.InitialOption = option(commands.Choice{Value: value, Label: f.Shown})
		}
		return e
	case commands.DayField:
		e := slack.NewDatePickerBlockElement(valueID)
		e.Placeholder, e.InitialDate = placeholder, initial(f)
		return e
	case commands.LinkField:
		e := slack.NewURLTextInputBlockElement(placeholder, valueID)
		e.InitialValue = initial(f)
		return e
	case commands.FileField:
		e := slack.NewFileInputBlockElement(valueID)
		return e.WithFileTypes(spreadsheets...).WithMaxFiles(1)
	}
	e := slack.NewPlainTextInputBlockElement(placeholder, valueID)
	e.Multiline, e.InitialValue = f.Kind == commands.LinesField, initial(f)
	return e
}

// initial is what an element holds at first; empty for what Slack would refuse in it.
func initial(f *commands.Field) string {
	switch f.Kind {
	case commands.DayField:
		if _, err := time.Parse(time.DateOnly, f.Value); err != nil {
			return ""
		}
	case commands.LinkField:
		if !isLink(f.Value) {
			return ""
		}
	case commands.PartnerField:
		if length(f.Value) > maxOption {
			return ""
		}
	case commands.FileField:
		return ""
	case commands.PersonField:
		if !program.IsUserID(f.Value) {
			return ""
		}
	case commands.TextField:
		return cut(oneLine(clean(f.Value)), maxInput)
	case commands.LinesField:
		return cut(clean(f.Value), maxInput)
	}
	return f.Value
}

// choiceElement draws a menu, under headings when the choices have any.
func choiceElement(f *commands.Field, placeholder *slack.TextBlockObject) slack.BlockElement {
	e := slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, placeholder, valueID)
	choices := offered(f.Choices)
	e.Options, e.OptionGroups = menu(choices)
	if i := slices.IndexFunc(choices, func(c commands.Choice) bool { return c.Value == f.Value }); i >= 0 {
		e.InitialOption = option(choices[i])
	}
	return e
}

// severalElement draws a menu of which any number can be chosen.
func severalElement(f *commands.Field, placeholder *slack.TextBlockObject) slack.BlockElement {
	e := slack.NewOptionsMultiSelectBlockElement(slack.MultiOptTypeStatic, placeholder, valueID)
	choices := offered(f.Choices)
	e.Options, e.OptionGroups = menu(choices)
	for value := range strings.Lines(f.Value) {
		value = strings.TrimSpace(value)
		if i := slices.IndexFunc(choices, func(c commands.Choice) bool { return c.Value == value }); i >= 0 {
			e.InitialOptions = append(e.InitialOptions, option(choices[i]))
		}
	}
	return e
}

// offered are the choices that fit into a menu. Those that do not are none: see
// [commands.Choice].
func offered(choices []commands.Choice) []commands.Choice {
	fit := slices.DeleteFunc(slices.Clone(choices), func(c commands.Choice) bool {
		return c.Value == "" || length(c.Value) > maxOption
	})
	return fit[:min(len(fit), maxOptions)]
}

// menu draws choices: as options, or as groups of options when one has a heading.
func menu(choices []commands.Choice) ([]*slack.OptionBlockObject, []*slack.OptionGroupBlockObject) {
	var options []*slack.OptionBlockObject
	var groups []*slack.OptionGroupBlockObject
	byHeading := make(map[string]*slack.OptionGroupBlockObject)
	grouped := false
	for _, c := range choices {
		o := option(c)
		options = append(options, o)
		grouped = grouped || c.Group != ""
		g := byHeading[c.Group]
		if g == nil {
			g = &slack.OptionGroupBlockObject{Label: plainText(orEllipsis(c.Group), maxOption)}
			byHeading[c.Group] = g
			groups = append(groups, g)
		}
		g.Options = append(g.Options, o)
	}
	if grouped {
		return nil, groups
	}
	return options, nil
}

func option(c commands.Choice) *slack.OptionBlockObject {
	return slack.NewOptionBlockObject(c.Value, plainText(orEllipsis(c.Label), maxOption), nil)
}

// orEllipsis is a text for places that Slack lets nobody leave empty.
func orEllipsis(s string) string {
	if s = strings.TrimSpace(oneLine(clean(s))); s != "" {
		return s
	}
	return ellipsis
}
