package transcript

import (
	"context"
	"fmt"
	"iter"
	"strings"

	"github.com/tierbot/tierbot/commands"
	"github.com/tierbot/tierbot/program"
)

// How says how a script is played. The zero How is as the script stands.
type How struct {
	Lang  program.Lang // in which everybody reads; empty: each as the script says
	Forms bool         // forms can be shown to everybody, not only where the script asks for one
}

// A Turn is one line of a script, played.
type Turn struct {
	Line    string // as it stands in the script
	Heading string // what the script says above it behind #, on one line; empty: nothing
	Kind    Kind
	Asked   string // the command line; of what comes unasked, which it is, such as digest

	Request  commands.Request // who asked, or reads what comes unasked
	Reply    commands.Reply
	Form     *commands.Form   // that was filled in or handed in; nil: none was. [commands.Reply.Form] is the next
	Progress []commands.Reply // what was shown until the answer was there
	Err      error            // for the log
	Down     bool             // the store does not answer
}

// Kind is what a line does.
type Kind int

// The kinds of lines.
const (
	Staged Kind = iota // sets the stage, or is empty, or a heading
	Asked              // asks something, for whoever asks alone
	Shared             // asks something, for a whole channel
	Told               // brings somebody what they are told unasked
	Posted             // brings the managers' channel what it is told unasked
	Filled             // fills something into a form
)

// Play plays a script from its beginning, without the answers that stand in it, and ends
// with the first error. That a command gives an error is none: [Turn.Err] has it.
func (s *Script) Play(ctx context.Context, how How) iter.Seq2[Turn, error] {
	return func(yield func(Turn, error) bool) {
		p, err := s.player(ctx, how)
		if err != nil {
			yield(Turn{}, err)
			return
		}
		for line := range strings.Lines(s.Text) {
			if strings.HasPrefix(line, "\t") {
				continue
			}
			turn, err := p.turn(ctx, strings.TrimRight(line, "\n"))
			if err != nil {
				yield(turn, fmt.Errorf("play %s: %q: %w", s.Name, turn.Line, err))
				return
			}
			if !yield(turn, nil) {
				return
			}
		}
	}
}

// A player plays one script.
type player struct {
	how   How
	rules *program.Rules
	store *Shelf
	files map[string]string
	req   commands.Request // of whoever asks

	heading string
	open    bool           // the line before was a heading too
	gesture int            // how many there have been
	last    commands.Reply // to the gesture before; or what a whole channel reads since
	public  bool           // a whole channel reads it
	form    *commands.Form // on the screen

	// Labels are in the language of the script. In another, a button is the one at the same
	// place.
	places  []int // of the buttons still to be pressed
	pressed []int // of those that were
}

// player is ready for the first line.
func (s *Script) player(ctx context.Context, how How) (*player, error) {
	rules, store, err := s.Stage()
	if err != nil {
		return nil, err
	}
	p := &player{how: how, rules: rules, store: store, files: s.files}
	if how.Lang == "" || !strings.Contains(s.Text, "\npress ") {
		return p, nil
	}
	p.places, err = s.presses(ctx)
	return p, err
}

// presses are the places of the buttons that a script presses, in turn.
func (s *Script) presses(ctx context.Context) ([]int, error) {
	p, err := s.player(ctx, How{})
	if err != nil {
		return nil, err
	}
	for line := range strings.Lines(s.Text) {
		if strings.HasPrefix(line, "\t") {
			continue
		}
		if _, err := p.turn(ctx, strings.TrimRight(line, "\n")); err != nil {
			return nil, fmt.Errorf("play %s: %q: %w", s.Name, strings.TrimSpace(line), err)
		}
	}
	return p.pressed, nil
}

// turn plays one line.
func (p *player) turn(ctx context.Context, line string) (Turn, error) {
	turn := Turn{Line: line}
	if text, ok := strings.CutPrefix(line, "#"); ok {
		p.head(strings.TrimSpace(text))
		turn.Heading = p.heading
		return turn, nil
	}
	p.open = false
	turn.Heading = p.heading
	if line == "" {
		return turn, nil
	}
	err := p.play(ctx, line, &turn)
	return turn, err
}

// head goes on with a heading, or begins the next.
func (p *player) head(text string) {
	if p.open {
		text = p.heading + " " + text
	}
	p.heading, p.open = text, true
}

// play plays a line that does something.
func (p *player) play(ctx context.Context, line string, turn *Turn) error {
	if played, err := p.unasked(ctx, line, turn); played || err != nil {
		return err
	}
	if played, err := p.filling(ctx, line, turn); played || err != nil {
		return err
	}
	if label, ok := strings.CutPrefix(line, "press "); ok {
		command, err := p.press(label)
		if err != nil {
			return err
		}
		p.req.Shared, p.req.Forms = false, false
		return p.ask(ctx, command, turn)
	}
	prompt, command, ok := strings.Cut(line, "> ")
	switch {
	case !ok:
		return p.stage(line)
	case prompt == "quote":
		return p.quote(ctx, command, turn)
	}
	p.public = false
	p.req.Shared, p.req.Forms = prompt == "shared", prompt == "form"
	return p.ask(ctx, command, turn)
}

// ask asks a command line as whoever asks.
func (p *player) ask(ctx context.Context, line string, turn *Turn) error {
	req := p.next()
	req.Command, req.Text, _ = strings.Cut(line, " ")
	req.Forms = req.Forms || p.how.Forms
	req.Interim = func(r commands.Reply) { turn.Progress = append(turn.Progress, r) }
	turn.Kind, turn.Asked, turn.Request = Asked, line, req
	if req.Shared {
		turn.Kind = Shared
	}
	turn.Reply, turn.Err = commands.New(p.rules, p.store).Do(ctx, req)
	p.answered(turn)
	return nil
}

// next is the next gesture of whoever asks.
func (p *player) next() commands.Request {
	p.gesture++
	req := p.req
	req.Op = fmt.Sprint("gesture ", p.gesture)
	req.Public = p.public
	return req
}

// answered remembers an answer for what comes after it.
func (p *player) answered(turn *Turn) {
	p.last, turn.Down = turn.Reply, p.store.Down
	if turn.Reply.Instead != nil {
		p.last = turn.Reply.Instead.In(p.req.Lang())
	}
	if turn.Reply.Form != nil {
		p.form = turn.Reply.Form
	}
}

// press is what a button of the last answer asks, by its label or by its place.
func (p *player) press(label string) (string, error) {
	all := append(Buttons(p.last), Choices(p.last)...)
	place := -1
	for i := range all {
		if p.how.Lang == "" && all[i].Label == label {
			place = i
			break
		}
	}
	if len(p.places) > 0 {
		place, p.places = p.places[0], p.places[1:]
	}
	if place < 0 || place >= len(all) {
		return "", fmt.Errorf("there is no button %q", label)
	}
	p.pressed = append(p.pressed, place)
	return all[place].Command, nil
}

// Buttons are all actions of a reply in reading order.
func Buttons(reply commands.Reply) []commands.Action {
	var actions []commands.Action
	for _, part := range reply.Parts {
		rows, _ := part.(commands.Rows)
		if grid, ok := part.(commands.Grid); ok {
			rows = grid.Rows()
		}
		for _, row := range rows {
			if row.Action != (commands.Action{}) {
				actions = append(actions, row.Action)
			}
			actions = append(actions, row.Actions...)
		}
	}
	return append(actions, reply.Actions...)
}

// Choices are what can be chosen from the menus of a reply, in reading order.
func Choices(reply commands.Reply) []commands.Action {
	var actions []commands.Action
	for _, part := range reply.Parts {
		rows, _ := part.(commands.Rows)
		for _, row := range rows {
			actions = append(actions, row.Menu.Actions...)
		}
	}
	return actions
}
