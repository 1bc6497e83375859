package transcript

import (
	"cmp"
	"context"
	"fmt"
	"regexp"
	"slices"
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
	manyLine     = regexp.MustCompile(`^(\d+) partners of (\S+?)(?: for (\S+))?$`)
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
	act := program.Act{First: int64(len(p.store.Entries) + 1), Count: n, By: "tierbot import", What: "import partners.csv", At: longAgo}
	for i := range n {
		partner := program.Partner{ID: fmt.Sprintf("partner %03d", i+1), Name: fmt.Sprintf("Partner %03d", i+1), Tier: tier}
		if owner != "" {
			partner.Owners = []string{owner}
		}
		p.store.Write(program.Change{After: partner}, act)
	}
	return nil
}

// file attaches a file that stands behind the script.
func (p *player) file(name string) error {
	if p.files[name] == "" {
		return fmt.Errorf("there is no file %s behind the script", name)
	}
	p.req.Files = p.files
	return nil
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

// unasked plays a line with what somebody is told unasked, and reports whether it is one.
func (p *player) unasked(ctx context.Context, line string, turn *Turn) (bool, error) {
	bare, _ := strings.CutSuffix(line, ", with buttons")
	word, of, _ := strings.Cut(bare, " ")
	of = strings.TrimPrefix(of, "of ")
	turn.Asked, turn.Request = bare, p.req
	p.public = false
	var err error
	switch word {
	case "digest":
		err = p.digest(ctx, of, turn)
	case "rehearsal", "decision", "falls", "week":
		err = p.post(ctx, word, of, turn)
	default:
		turn.Asked, turn.Request = "", commands.Request{}
		return false, nil
	}
	p.answered(turn)
	return true, err
}

// digest is what whoever asks is told on the day; or the managers' channel, of nobody's
// partners or somebody else's.
func (p *player) digest(ctx context.Context, of string, turn *Turn) error {
	turn.Kind = Told
	who, d := p.req.User, commands.Digest{Lang: p.req.Lang(), Now: p.req.Now}
	switch of {
	case "":
	case "nobody":
		who, turn.Kind = "", Posted
	default:
		who, d.Unreachable, turn.Kind = of, "user_disabled", Posted
	}
	recipient, err := p.store.Recipient(ctx, who)
	if err != nil {
		return err
	}
	all := commands.New(p.rules, p.store)
	diary := p.rules.Diary(&recipient, all.House)
	today := p.rules.Today(p.req.Now)
	morning, works := diary.Morning(today)
	agenda := diary.Agenda(p.req.Now, morning.At)
	if !works || len(agenda.Items) == 0 {
		return nil
	}
	d.Recipient, d.Items = &recipient, agenda.Items
	turn.Reply = all.Digest(d)
	p.store.Told(who, agenda.Items, today)
	return nil
}

// post is what the managers' channel is told. Whoever presses a button of it is whoever
// asks.
func (p *player) post(ctx context.Context, what, of string, turn *Turn) error {
	turn.Kind, p.public = Posted, true
	all := commands.New(p.rules, p.store)
	if what == "week" {
		return p.week(ctx, all, turn)
	}
	deadline, err := program.ParseDate(of)
	if err != nil {
		return err
	}
	told := commands.Told{Lang: p.req.Lang(), Now: p.req.Now, Deadline: deadline}
	say := map[string]func(context.Context, commands.Told) (commands.Reply, bool, error){
		"rehearsal": all.Rehearsal, "decision": all.Decision, "falls": all.Falls,
	}[what]
	turn.Reply, _, turn.Err = say(ctx, told)
	return nil
}

// week is how the week of the managers' channel begins.
func (p *player) week(ctx context.Context, all *commands.Commands, turn *Turn) error {
	w := commands.Week{Lang: p.req.Lang(), Now: p.req.Now}
	for _, u := range p.store.Unreached {
		who, err := p.store.Recipient(ctx, u.Recipient)
		if err != nil {
			return err
		}
		w.Unreachable = append(w.Unreachable, commands.Unreached{Who: u.Recipient, Partners: len(who.Partners)})
	}
	slices.SortStableFunc(w.Unreachable, func(a, b commands.Unreached) int { return b.Partners - a.Partners })
	turn.Reply, _, turn.Err = all.Week(ctx, w)
	return nil
}
