package transcript

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/tierbot/tierbot/commands"
	"github.com/tierbot/tierbot/program"
)

// The lines that set the stage.
var (
	asLine       = regexp.MustCompile(`^as (manager )?(\S+) (\S+) on (\S+)$`)
	reportedLine = regexp.MustCompile(`^reported (\S+) by (.+) on (\S+)$`)
	knownLine    = regexp.MustCompile(`^known (\S+) as (\S+)$`)
	extendedLine = regexp.MustCompile(`^extended (\S+) until (\S+) by (\S+) because (.+)$`)
	manyLine     = regexp.MustCompile(`^(\d+) partners? of (\S+?)(?: for (\S+))?$`)
)

// stage carries out a line that asks nothing.
func (p *player) stage(line string) error {
	if m := asLine.FindStringSubmatch(line); m != nil {
		return p.as(m[2], m[3], m[4], m[1] != "")
	}
	if m := reportedLine.FindStringSubmatch(line); m != nil {
		return p.change(m[1], m[3], func(partner *program.Partner, at time.Time) {
			partner.Reported = program.Report{By: m[2], At: at}
		})
	}
	if m := extendedLine.FindStringSubmatch(line); m != nil {
		return p.change(m[1], m[2], func(partner *program.Partner, at time.Time) {
			partner.Extension = &program.Extension{Until: program.DateOf(at), By: m[3], Reason: m[4]}
		})
	}
	if m := manyLine.FindStringSubmatch(line); m != nil {
		return p.many(m[1], m[2], m[3])
	}
	if m := knownLine.FindStringSubmatch(line); m != nil {
		p.req.People = map[string]string{m[1]: m[2]}
		return nil
	}
	word, rest, _ := strings.Cut(line, " ")
	switch word {
	case "at":
		return p.at(rest)
	case "in":
		p.store.Zones = map[string]string{p.req.User: rest}
	case "unsure":
		p.req.As, p.req.Unsure = commands.Reader, true
	case "again":
		p.gesture--
	case "unreached":
		p.store.Unreached = append(p.store.Unreached, program.Unreached{Recipient: rest, Reason: "user_disabled"})
	case "storage":
		p.store.Down = rest == "down"
	case "outside":
		p.req.Outside = append(p.req.Outside, rest)
	case "meanwhile":
		p.meanwhile(rest)
	case "file":
		return p.file(rest)
	case "store":
		return p.suspect(rest)
	default:
		return fmt.Errorf("no line of a script begins with %s: see the package's documentation for those that do", word)
	}
	return nil
}

// as sets who asks. A person who is not a Slack id asks by their e-mail address.
func (p *player) as(who, locale, day string, manager bool) error {
	now, err := noon(day)
	p.req = commands.Request{
		User: who, Email: strings.ToLower(who) + "@example.com", Locale: cmp.Or(string(p.how.Lang), locale),
		Now: now, As: commands.Reader,
	}
	if manager {
		p.req.As = commands.Manager
	}
	return err
}

// at makes it a time of the day, in UTC.
func (p *player) at(clock string) error {
	at, err := time.Parse("15:04", clock)
	day := p.req.Now.Truncate(24 * time.Hour)
	p.req.Now = day.Add(time.Duration(at.Hour())*time.Hour + time.Duration(at.Minute())*time.Minute)
	return err
}

// change changes a partner of the store, of which nobody is told.
func (p *player) change(id, day string, change func(*program.Partner, time.Time)) error {
	at, err := noon(day)
	if err != nil {
		return err
	}
	i := p.store.Index(id)
	if i < 0 {
		return fmt.Errorf("there is no partner %s in this script", id)
	}
	change(&p.store.Partners[i], at)
	return nil
}

// many adds partners of one tier that have nothing yet.
func (p *player) many(count, tier, owner string) error {
	n, err := strconv.Atoi(count)
	if err != nil {
		return err
	}
	if p.rules.Tier(tier) == nil {
		return fmt.Errorf("there is no tier %s in this script", tier)
	}
	first := len(p.store.Partners) + 1
	act := program.Act{First: int64(len(p.store.Entries) + 1), Count: n, By: "tierbot import", What: "import partners.csv", At: longAgo}
	for i := range n {
		partner := program.Partner{ID: fmt.Sprintf("partner %04d", first+i), Name: fmt.Sprintf("Partner %04d", first+i), Tier: tier}
		if owner != "" {
			partner.Owners = []string{owner}
		}
		p.store.Write(program.Change{After: partner}, act)
	}
	return nil
}

// file attaches a file that stands behind the script, or one that cannot be had.
func (p *player) file(name string) error {
	name, trouble, _ := strings.Cut(name, ", ")
	if p.files[name] == "" && trouble == "" {
		return fmt.Errorf("there is no file %s behind the script", name)
	}
	p.req.Files = attached{files: p.files, trouble: trouble}
	return nil
}

// rival is who changes something while somebody else does.
const rival = "U0RIVAL"

// meanwhile lets a rival carry out a command just before the next change is written.
func (p *player) meanwhile(line string) {
	p.store.Rivals = append(p.store.Rivals, func(s *Shelf) {
		rest := s.Rivals
		s.Rivals = nil
		defer func() { s.Rivals = rest }()
		req := commands.Request{User: rival, Locale: "en", Now: p.req.Now, As: commands.Manager, Op: fmt.Sprint("meanwhile ", len(s.Entries))}
		req.Command, req.Text, _ = strings.Cut(line, " ")
		_, _ = commands.New(p.rules, s).Do(context.Background(), req) // what the next answer says shows what became of it
	})
}

// suspect makes the store one that is not believed.
func (p *player) suspect(said string) error {
	reason, since, _ := strings.Cut(said, " since ")
	at, err := noon(since)
	p.store.Suspect = program.Suspicion{Reason: reason, Since: at}
	return err
}

// noon is noon of a day, in UTC.
func noon(day string) (time.Time, error) {
	at, err := time.Parse(time.DateOnly, day)
	return at.Add(12 * time.Hour), err
}

// attached are files by their names, as if people had attached them, and what is wrong
// with them, if anything is.
type attached struct {
	files   map[string]string
	trouble string
}

func (a attached) Read(_ context.Context, id string, most int) (commands.File, error) {
	text, there := a.files[id]
	switch {
	case a.trouble == "too large", len(text) > most:
		return commands.File{}, commands.ErrFileTooLarge
	case a.trouble == "broken":
		return commands.File{Name: id, Data: []byte("PK\x03\x04")}, nil // as an archive begins
	case a.trouble == "of 300 KB":
		return commands.File{Name: id, Data: []byte(text + strings.Repeat("\n", 300<<10))}, nil
	case a.trouble != "":
		return commands.File{}, errors.New(a.trouble)
	case !there:
		return commands.File{}, commands.ErrFileGone
	}
	return commands.File{Name: id, Data: []byte(text)}, nil
}
