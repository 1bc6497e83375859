package transcript

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/program/roster"
)

//go:embed scripts/*.txt
var scripts embed.FS

// A Script is a conversation that can be played.
type Script struct {
	Name   string // such as tier
	Text   string // its lines, with the answers as they were
	Behind string // the files behind it, as they stand there

	files map[string]string // the same by their names
}

// Scripts are all scripts in the order of their names.
func Scripts() []Script {
	entries, err := fs.ReadDir(scripts, "scripts")
	if err != nil {
		panic("unreachable: the scripts are embedded: " + err.Error())
	}
	all := make([]Script, len(entries))
	for i, entry := range entries {
		data, err := scripts.ReadFile("scripts/" + entry.Name())
		if err != nil {
			panic("unreachable: the scripts are embedded: " + err.Error())
		}
		all[i] = parse(strings.TrimSuffix(entry.Name(), path.Ext(entry.Name())), string(data))
	}
	return all
}

// fileName is the line above a file in a transcript, as in a txtar archive.
var fileName = regexp.MustCompile(`(?m)^-- (\S+) --\n`)

// parse takes a transcript apart into its script and the files behind it.
func parse(name, transcript string) Script {
	s := Script{Name: name, files: map[string]string{}}
	end := len(transcript)
	for _, m := range slices.Backward(fileName.FindAllStringSubmatchIndex(transcript, -1)) {
		s.files[transcript[m[2]:m[3]]] = transcript[m[1]:end]
		end = m[0]
	}
	s.Text, s.Behind = transcript[:end], transcript[end:]
	return s
}

// Stage is what a script is played on: the programme, which is that of rules.toml if it
// is there, and a store with the partners of partners.csv.
func (s *Script) Stage() (*program.Rules, *Shelf, error) {
	rules := program.Default()
	if text, ok := s.files["rules.toml"]; ok {
		loaded, err := program.Load("rules.toml", []byte(text))
		if err != nil {
			return nil, nil, fmt.Errorf("play %s: %w", s.Name, err)
		}
		rules = loaded
	}
	partners, err := Partners(rules, s.files["partners.csv"])
	if err != nil {
		return nil, nil, fmt.Errorf("play %s: %w", s.Name, err)
	}
	return rules, NewShelf(partners), nil
}

// afterwards is a day after all that a script's partners ever did.
var afterwards = program.Date{Year: 2100, Month: time.January, Day: 1}

// Partners reads a partner file.
func Partners(rules *program.Rules, csv string) ([]program.Partner, error) {
	file, err := roster.Read("partners.csv", strings.NewReader(csv), rules)
	if err != nil {
		return nil, err
	}
	batch, err := file.Plan(nil, afterwards).Batch("test", program.Report{})
	if err != nil {
		return nil, err
	}
	partners := make([]program.Partner, len(batch.Changes))
	for i, change := range batch.Changes {
		change.After.Reported = program.Report{}
		partners[i] = change.After
	}
	return partners, nil
}
