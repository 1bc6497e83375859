// Package gallery is everything that Tierbot can show, each thing as Slack gets it.
//
// What people type and read comes from the scripts of package transcript, which the tests
// of the commands hold to every letter: each is played in both languages, and every answer,
// form, notice and message to the channel in it is drawn by package bot. Beside them stand
// the sentences that the bot says itself. Nothing here was written for the gallery, so
// that it cannot show what nobody gets to see, and new things come in as soon as a script
// tells of them; its tests name what no script tells of.
package gallery

import (
	"context"
	"encoding/json"
	"fmt"
	"regexp"
	"sync"

	"github.com/tierbot/tierbot/bot"
	"github.com/tierbot/tierbot/bot/sandbox"
	"github.com/tierbot/tierbot/commands"
	"github.com/tierbot/tierbot/commands/transcript"
	"github.com/tierbot/tierbot/program"
)

// languages are those that everything is shown in.
var languages = [...]program.Lang{program.English, program.French}

// Specimens are everything there is to show, by what it belongs to. What is the same to the
// last character is there once. It takes some seconds of one processor.
func Specimens() ([]sandbox.Specimen, error) {
	scripts, err := arranged(transcript.Scripts())
	if err != nil {
		return nil, err
	}
	played := make([]performance, len(scripts))
	var wait sync.WaitGroup
	for i := range scripts {
		wait.Go(func() { played[i] = perform(&scripts[i]) })
	}
	wait.Wait()
	s := &show{seen: make(map[string]bool), forms: make(map[program.Lang]*commands.Form)}
	for i := range played {
		if err := played[i].err; err != nil {
			return nil, err
		}
		s.performance(rooms[i].group, &played[i])
	}
	s.refused()
	for _, lang := range languages {
		s.sentences(lang)
	}
	return s.specimens, s.err
}

// arranged are the scripts in the order of the rooms.
func arranged(scripts []transcript.Script) ([]transcript.Script, error) {
	byName := make(map[string]transcript.Script)
	for _, script := range scripts {
		byName[script.Name] = script
	}
	var inOrder []transcript.Script
	for _, room := range rooms {
		script, ok := byName[room.script]
		if !ok {
			return nil, fmt.Errorf("show %s: there is no such script", room.script)
		}
		delete(byName, room.script)
		inOrder = append(inOrder, script)
	}
	for name := range byName {
		return nil, fmt.Errorf("show %s: the script has no room in the gallery; give it one in rooms.go", name)
	}
	return inOrder, nil
}

// A performance is a script that was played, in each language.
type performance struct {
	turns [len(languages)][]transcript.Turn
	err   error
}

// perform plays a script in each language.
func perform(script *transcript.Script) performance {
	var p performance
	for i, lang := range languages {
		for turn, err := range script.Play(context.Background(), transcript.How{Lang: lang, Forms: true}) {
			if err != nil {
				p.err = err
				return p
			}
			p.turns[i] = append(p.turns[i], turn)
		}
	}
	return p
}

// A show collects specimens, until something cannot be drawn.
type show struct {
	specimens []sandbox.Specimen
	seen      map[string]bool // by language and content, of specimens, questions and samples
	err       error

	samples []sample                        // to be shown in other forms too
	forms   map[program.Lang]*commands.Form // the last of each language
}

// A piece is one thing before it is drawn.
type piece struct {
	group, title string
	look         bot.Look
	onlyYou      bool
}

// also is another piece of the same turn.
func (p piece) also(what string) piece {
	p.title += " → " + what
	return p
}

// alone is the piece as whoever asked reads it where they asked.
func (p piece) alone() piece {
	p.onlyYou = true
	return p
}

// direct is the piece in the conversation of somebody with the bot.
func (p piece) direct() piece {
	p.look.Direct, p.look.SharedBy, p.onlyYou = true, "", false
	return p
}

// message shows a reply.
func (s *show) message(p piece, r commands.Reply) {
	body, err := bot.Draw(r, p.look)
	s.add(p, "message", body, nil, err)
}

// form shows a form, with what it says beside its fields.
func (s *show) form(p piece, f *commands.Form, problems []commands.Problem) {
	body, errors, err := bot.DrawForm(f, problems, p.look)
	p.onlyYou = false
	s.add(p, "modal", body, errors, err)
}

// add shows something that was drawn, if it is not there yet.
func (s *show) add(p piece, surface string, body json.RawMessage, errors map[string]string, err error) {
	if err != nil && s.err == nil {
		s.err = fmt.Errorf("show %q of %s: %w", p.title, p.group, err)
	}
	key := fmt.Sprint(p.look.Lang, surface, errors, string(body))
	if err != nil || s.seen[key] {
		return
	}
	s.seen[key] = true
	asks := s.asks(p.look.Lang, body)
	s.specimens = append(s.specimens, sandbox.Specimen{
		Group: p.group, Title: p.title, Lang: string(p.look.Lang), Surface: surface,
		Body: json.RawMessage(familiar.Replace(string(body))), OnlyYou: p.onlyYou, Asks: asks, Errors: errors,
	})
}

// question is what a button asks before it does anything, in the JSON of a message.
var question = regexp.MustCompile(`"confirm":\{"title":.*?"deny":\{[^}]*\}`)

// asks reports whether a message asks something that none before it has asked.
func (s *show) asks(lang program.Lang, body json.RawMessage) bool {
	news := false
	for _, q := range question.FindAllString(string(body), -1) {
		key := string(lang) + q
		news = news || !s.seen[key]
		s.seen[key] = true
	}
	return news
}

// performance shows all that is read in a script, one thing in both languages after the
// other.
func (s *show) performance(group string, played *performance) {
	for n := range played.turns[0] {
		for i, lang := range languages {
			s.turn(piece{group: group, look: bot.Look{Lang: lang}}, &played.turns[i][n])
		}
	}
}
