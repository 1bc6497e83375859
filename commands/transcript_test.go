package commands_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tierbot/tierbot/commands"
	"github.com/tierbot/tierbot/commands/transcript"
	"github.com/tierbot/tierbot/program"
)

var update = flag.Bool("update", false, "rewrite the transcripts with the answers as they are")

// TestTranscripts plays the scripts of package transcript, which says what their lines
// mean. What is never for a channel ends in a line that says so.
func TestTranscripts(t *testing.T) {
	for _, script := range transcript.Scripts() {
		t.Run(script.Name, func(t *testing.T) {
			got := played(t, &script, transcript.How{})
			if *update {
				file := filepath.Join("transcript", "scripts", script.Name+".txt")
				if err := os.WriteFile(file, []byte(got+script.Behind), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(script.Text, got); diff != "" {
				t.Errorf("the answers differ; run go test -update to accept them (-want +got)\n%s", diff)
			}
		})
	}
}

// TestTranscriptsInTheOtherLanguage holds what is true of every answer where everybody
// reads another language than the script has them read.
func TestTranscriptsInTheOtherLanguage(t *testing.T) {
	for _, lang := range []program.Lang{program.English, program.French} {
		for _, script := range transcript.Scripts() {
			t.Run(fmt.Sprint(script.Name, " ", lang), func(t *testing.T) {
				played(t, &script, transcript.How{Lang: lang, Forms: true})
			})
		}
	}
}

// played is a script with its answers as they are.
func played(t *testing.T, script *transcript.Script, how transcript.How) string {
	var out strings.Builder
	for turn, err := range script.Play(t.Context(), how) {
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintln(&out, turn.Line)
		if turn.Kind == transcript.Staged {
			continue
		}
		check(t, &turn, script.Behind)
		for line := range strings.Lines(written(&turn)) {
			fmt.Fprint(&out, "\t", strings.TrimRight(line, "\n"), "\n")
		}
	}
	return out.String()
}

// written is the answer to a line as it stands in a transcript.
func written(turn *transcript.Turn) string {
	reply := &turn.Reply
	lines := []string{said(turn)}
	if reply.Private && turn.Kind == transcript.Shared {
		lines = append(lines, "(for the asker alone)")
	}
	if reply.File != nil {
		lines = append(lines, "(attached: "+reply.File.Name+")", shortened(strings.TrimPrefix(strings.TrimSpace(string(reply.File.Data)), "\ufeff")))
	}
	notices := reply.Notices
	if reply.Instead != nil {
		everybody := *reply.Instead
		everybody.To = "everybody"
		notices = append(notices, everybody)
	}
	for _, notice := range notices {
		lines = append(lines,
			"(to "+notice.To+") "+transcript.InColumns(notice.EN).String(),
			"(to "+notice.To+", in French) "+transcript.InColumns(notice.FR).String())
	}
	if strings.HasPrefix(turn.Line, ">> ") || strings.HasSuffix(turn.Line, ", with buttons") {
		lines = append(lines, strings.Join(pressed(*reply), "\n"))
	}
	return strings.Join(lines, "\n")
}

// said is what somebody reads themselves: an answer, or a form and what is wrong with it.
func said(turn *transcript.Turn) string {
	switch {
	case turn.Kind == transcript.Filled:
		return filled(turn)
	case len(turn.Reply.Problems) > 0 && turn.Form != nil:
		var lines []string
		for _, problem := range turn.Reply.Problems {
			lines = append(lines, "("+problem.Field+") "+problem.Text)
		}
		return strings.Join(lines, "\n")
	case turn.Reply.Form != nil:
		return writtenForm(turn.Reply.Form)
	}
	return orElse(transcript.InColumns(turn.Reply).String(), "(nothing is due)")
}

// filled is a field that somebody has filled in, and the whole form where that changes it.
func filled(turn *transcript.Turn) string {
	name, _, _ := strings.Cut(strings.TrimPrefix(turn.Line, "fill "), ":")
	for _, field := range turn.Form.Fields {
		if field.Name == name && !field.Redraws {
			return writtenField(&field)
		}
	}
	return writtenForm(turn.Form)
}

// orElse is a text, or another in place of none.
func orElse(text, other string) string {
	if text == "" {
		return other
	}
	return text
}

// writtenForm is a form with a line for each of its fields: what it is called, what it
// holds, what can be chosen.
func writtenForm(form *commands.Form) string {
	lines := []string{form.Title}
	for _, intro := range form.Intro {
		lines = append(lines, intro.String())
	}
	for _, field := range form.Fields {
		lines = append(lines, writtenField(&field))
	}
	return strings.Join(append(lines, "["+form.Submit+"]"), "\n")
}

func writtenField(field *commands.Field) string {
	line := field.Name + " (" + field.Label + "): " + strings.ReplaceAll(orElse(field.Shown, field.Value), "\n", " | ")
	if field.Optional {
		line += " (optional)"
	}
	if field.Hint != "" {
		line += " · " + field.Hint
	}
	return strings.TrimSpace(line)
}

var effects = map[commands.Effect]string{commands.Answer: "answers", commands.Replace: "replaces", commands.Share: "shares"}

// pressed is each button and what it asks.
func pressed(reply commands.Reply) []string {
	var lines []string
	for _, action := range transcript.Buttons(reply) {
		lines = append(lines, fmt.Sprintf("[%s] %s %s", action.Label, effects[action.Effect], action.Command))
	}
	for _, action := range transcript.Choices(reply) {
		lines = append(lines, fmt.Sprintf("(%s) %s %s", action.Label, effects[action.Effect], action.Command))
	}
	return lines
}

// French has a no-break space before these marks, and formats have no holes.
var (
	looseMarks = regexp.MustCompile(`[ \p{L}\d][:;?!»]( |$)| »|« `)
	holes      = regexp.MustCompile(`%!|%[a-z\[]`)
)

// check holds what is true of every answer. What people have written, in the line and in
// the files behind the script, is theirs.
func check(t *testing.T, turn *transcript.Turn, behind string) {
	t.Helper()
	text := turn.Reply.String()
	if turn.Kind == transcript.Filled {
		text = writtenForm(turn.Form)
		withinForm(t, turn.Form)
	}
	switch {
	case turn.Kind == transcript.Asked && (turn.Err != nil) != turn.Down:
		t.Errorf("%s: %v", turn.Line, turn.Err)
	case strings.TrimSpace(text) == "" && turn.Kind != transcript.Told && turn.Kind != transcript.Posted:
		t.Errorf("%s: an empty answer", turn.Line)
	}
	if hole := holes.FindString(text); hole != "" {
		t.Errorf("%s: %q in\n%s", turn.Line, hole, text)
	}
	if turn.Request.Locale == "fr" {
		for _, command := range commands.Table() {
			text = strings.ReplaceAll(text, command.Example.FR, "")
		}
		mark := looseMarks.FindString(text)
		if mark != "" && !strings.Contains(turn.Line+behind, strings.TrimSpace(mark)) {
			t.Errorf("%s: no no-break space in %q of\n%s", turn.Line, mark, text)
		}
	}
	withinLimits(t, turn.Reply)
}

// attached are files by their names, as if people had attached them.
type attached map[string]string

func (a attached) Read(_ context.Context, id string, most int) (commands.File, error) {
	switch text, ok := a[id]; {
	case !ok:
		return commands.File{}, commands.ErrFileGone
	case len(text) > most:
		return commands.File{}, commands.ErrFileTooLarge
	default:
		return commands.File{Name: id, Data: []byte(text)}, nil
	}
}

// partners reads a partner file.
func partners(t *testing.T, rules *program.Rules, csv string) []program.Partner {
	t.Helper()
	partners, err := transcript.Partners(rules, csv)
	if err != nil {
		t.Fatal(err)
	}
	return partners
}

// shortened is a file, of which a long one is cut.
func shortened(text string) string {
	const most = 30
	lines := strings.Split(text, "\n")
	if n := len(lines); n > most {
		return strings.Join(lines[:3], "\n") + fmt.Sprintf("\n… %d lines", n-3)
	}
	return text
}
