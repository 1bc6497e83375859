package bot_test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/tierbot/tierbot/bot"
	"github.com/tierbot/tierbot/commands"
)

// The manager of the tests is a member of a user group.
const (
	manager  = "U0MANAGER"
	managers = "S0MANAGERS"
)

// An office is a Commands at which managers record: /certify and /tier import are for them
// alone, and /certify without words asks for them in a form. Each of its answers can be
// replaced.
type office struct {
	home    func(req commands.Request) (commands.Reply, error)
	do      func(ctx context.Context, req commands.Request) (commands.Reply, error)
	form    func() *commands.Form
	redraw  func(values commands.Values) *commands.Form
	suggest func(ctx context.Context, typed string) ([]commands.Choice, error)

	mu      sync.Mutex
	asked   []commands.Request
	quoted  []string // message and link
	values  []commands.Values
	states  []string
	guessed int // how often somebody was offered partners, or shown a form anew
}

// openOffice makes a world in which the bot has an office behind it.
func openOffice(t *testing.T, d *office, change ...func(*bot.Options)) *world {
	t.Helper()
	w := open(t, echo, append([]func(*bot.Options){func(o *bot.Options) {
		o.Commands, o.Managers = d, []string{managers}
	}}, change...)...)
	w.ForgetViolations()
	return w
}

func (o *office) Needs(command, text string) commands.Access {
	if command == "/certify" || strings.HasPrefix(text, "import") {
		return commands.Manager
	}
	return commands.Reader
}

func (o *office) Do(ctx context.Context, req commands.Request) (commands.Reply, error) {
	o.mu.Lock()
	o.asked = append(o.asked, req)
	o.mu.Unlock()
	if req.As < o.Needs(req.Command, req.Text) {
		return commands.Reply{Parts: sentence(fmt.Sprintf("not for you, unsure %v", req.Unsure)), Private: true}, nil
	}
	if o.do != nil {
		return o.do(ctx, req)
	}
	if req.Command == "/certify" && req.Text == "" {
		return o.ask(req), nil
	}
	return one(req.Command + " " + req.Text), nil
}

// ask answers with the form, and with the same in words where it cannot be shown.
func (o *office) ask(req commands.Request) commands.Reply {
	reply := commands.Reply{Parts: sentence("write /certify and what")}
	if req.Forms {
		reply.Form = o.drawn()
	}
	return reply
}

func (o *office) drawn() *commands.Form {
	if o.form != nil {
		return o.form()
	}
	return certifyForm()
}

// certifyForm has a field of every kind.
func certifyForm() *commands.Form {
	return &commands.Form{
		Name: "certify", Title: "Record", Submit: "Record", State: "drawn on version 7",
		Intro: []commands.Text{{{Text: "What is new?", Strong: true}}},
		Fields: []commands.Field{
			{Name: "partner", Label: "Partner", Kind: commands.PartnerField, Placeholder: "Type a name", Redraws: true},
			{Name: "what", Label: "What", Kind: commands.ChoiceField, Redraws: true, Value: "vtsp", Choices: []commands.Choice{
				{Value: "vsp", Label: "VSP", Group: "Certificates"},
				{Value: "vtsp", Label: "VTSP", Group: "Certificates"},
				{Value: "desktop", Label: "Desktop Virtualization", Group: "Competencies"},
			}},
			{Name: "holders", Label: "Holders", Kind: commands.LinesField, Hint: "one a line", Optional: true},
			{Name: "on", Label: "Earned on", Kind: commands.DayField, Value: "2009-05-14"},
			{Name: "evidence", Label: "Evidence", Kind: commands.LinkField, Optional: true},
			{Name: "note", Label: "Note", Kind: commands.TextField, Optional: true},
			{Name: "file", Label: "File", Kind: commands.FileField, Optional: true},
		},
	}
}

func (o *office) Compose(form string, values commands.Values, state string) string {
	if form != "certify" {
		return ""
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	o.values, o.states = append(o.values, values), append(o.states, state)
	line := "/certify"
	for _, field := range slices.Sorted(maps.Keys(values)) {
		line += " " + field + "=" + values[field]
	}
	return line
}

func (o *office) Redraw(_ context.Context, req commands.Request, form string, values commands.Values, state string) (*commands.Form, error) {
	o.mu.Lock()
	o.states = append(o.states, state)
	allowed := req.As >= commands.Manager && form == "certify" && o.redraw != nil
	if allowed {
		o.guessed++
	}
	o.mu.Unlock()
	if !allowed {
		return nil, nil
	}
	return o.redraw(values), nil
}

func (o *office) Suggest(ctx context.Context, req commands.Request, typed string) ([]commands.Choice, error) {
	if req.As < commands.Manager {
		return nil, nil
	}
	o.mu.Lock()
	o.guessed++
	o.mu.Unlock()
	if o.suggest != nil {
		return o.suggest(ctx, typed)
	}
	return []commands.Choice{{Value: "acme", Label: "Acme · Enterprise"}, {Value: "r&d", Label: "R&D <Lab>"}}, nil
}

// Home says how many questions there have been, so that what changed shows.
func (o *office) Home(_ context.Context, req commands.Request) (commands.Reply, error) {
	if o.home != nil {
		return o.home(req)
	}
	return commands.Reply{
		Title: "Home", Parts: sentence(fmt.Sprintf("asked %d times", len(o.requests()))),
		Actions: []commands.Action{
			{Label: "Open", Command: "/tier acme"}, {Label: "Snooze", Command: "/tier snooze acme"}, {Label: "Record", Command: "/certify"},
		},
	}, nil
}

func (o *office) Changes(command, text string) bool {
	return command == "/certify" || strings.HasPrefix(text, "snooze")
}

func (o *office) Quote(_ context.Context, req commands.Request, message, link string) (commands.Reply, error) {
	o.mu.Lock()
	o.quoted = append(o.quoted, message, link)
	o.asked = append(o.asked, req)
	o.mu.Unlock()
	if req.As < commands.Manager {
		return commands.Reply{Parts: sentence("not for you")}, nil
	}
	return o.ask(req), nil
}

// requests are what reached the commands so far.
func (o *office) requests() []commands.Request {
	o.mu.Lock()
	defer o.mu.Unlock()
	return slices.Clone(o.asked)
}

// sentence is a reply's parts of one paragraph.
func sentence(text string) []commands.Part {
	return []commands.Part{commands.Paragraph{Text: commands.Text{{Text: text}}}}
}
