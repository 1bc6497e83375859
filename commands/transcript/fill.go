package transcript

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/tierbot/tierbot/commands"
)

// quoted is the address of the messages from whose menu somebody records.
const quoted = "https://sandbox.slack.example/archives/C0PARTNER/p1259668800000100"

// quote records from a message.
func (p *player) quote(ctx context.Context, message string, turn *Turn) error {
	req := p.next()
	req.Forms, req.Shared, req.Public, p.public = true, false, false, false
	turn.Kind, turn.Request = Asked, req
	turn.Reply, turn.Err = commands.New(p.rules, p.store).Quote(ctx, req, message, quoted)
	p.answered(turn)
	return nil
}

// filling plays a line with which a form is filled in or handed in, and reports whether it
// is one.
func (p *player) filling(ctx context.Context, line string, turn *Turn) (bool, error) {
	word, rest, _ := strings.Cut(line, " ")
	switch {
	case word != "fill" && line != "submit":
		return false, nil
	case p.form == nil:
		return true, errors.New("there is no form to be filled in")
	case word == "fill":
		return true, p.fill(ctx, rest, turn)
	}
	return true, p.submit(ctx, turn)
}

// fill fills in a field, which may change the form.
func (p *player) fill(ctx context.Context, what string, turn *Turn) error {
	name, value, _ := strings.Cut(what, ": ")
	form := *p.form
	form.Fields = slices.Clone(form.Fields)
	i := slices.IndexFunc(form.Fields, func(f commands.Field) bool { return f.Name == name })
	if i < 0 {
		return fmt.Errorf("the form %s has no field %s", form.Name, name)
	}
	form.Fields[i].Value = strings.ReplaceAll(value, " | ", "\n")
	p.form = &form
	turn.Kind, turn.Request = Filled, p.req
	if form.Fields[i].Redraws {
		drawn, err := commands.New(p.rules, p.store).Redraw(ctx, p.req, form.Name, values(&form), form.State)
		switch {
		case err != nil:
			return fmt.Errorf("draw the form %s anew: %w", form.Name, err)
		case drawn == nil:
			return fmt.Errorf("the form %s is not drawn anew for its field %s", form.Name, name)
		}
		p.form = drawn
	}
	turn.Form = p.form
	return nil
}

// submit hands the form in. When nothing was done with it, it stays.
func (p *player) submit(ctx context.Context, turn *Turn) error {
	turn.Form = p.form
	p.req.Filled, p.req.Shared, p.public = true, false, false
	defer func() { p.req.Filled = false }()
	return p.ask(ctx, commands.New(p.rules, p.store).Compose(p.form.Name, values(p.form), p.form.State), turn)
}

// values are what is filled into a form.
func values(form *commands.Form) commands.Values {
	filled := commands.Values{}
	for _, field := range form.Fields {
		if field.Value != "" {
			filled[field.Name] = field.Value
		}
	}
	return filled
}
