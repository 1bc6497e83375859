package bot_test

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"net"
	"os"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/alicebob/miniredis/v2"

	"github.com/tierbot/tierbot/bot"
	"github.com/tierbot/tierbot/bot/sandbox"
	"github.com/tierbot/tierbot/commands"
	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/store"
)

// TestAYear plays a year of the programme, from its first day on: 1,275 partners, sixty
// account managers in three time zones, and things that become known of partners every
// day. Who is told of which partners on which day, as it stands in the local Slack, is
// what the plain model says, and nothing else.
//
// Unless TIERBOT_TEST_SCALE is full, it is six weeks of it with fewer partners.
func TestAYear(t *testing.T) {
	first, days, partners := program.Date{Year: 2009, Month: 9, Day: 9}, 40, 200
	if os.Getenv("TIERBOT_TEST_SCALE") == "full" {
		first, days, partners = program.Default().FirstDay, 365, 1_275
	}
	synctest.Test(t, func(t *testing.T) {
		y := openYear(t, first, partners)
		for day := first; day.Before(first.AddDays(days)); day = day.AddDays(1) {
			for _, branch := range y.branches {
				y.busyUntil(branch.at(day, 8, 58))
				y.morning(branch, day)
			}
		}
		if y.digests < days || y.mentions < 2*partners {
			t.Errorf("only %d digests with %d partners: that shows little", y.digests, y.mentions)
		}
		t.Logf("%d digests told of %d partners; %d things became known", y.digests, y.mentions, y.known)
	})
}

// zonesOfBranches are where the account managers are. In Auckland it is already evening
// when Paris gets up, in New York still the night.
var zonesOfBranches = []string{"Pacific/Auckland", "Europe/Paris", "America/New_York"}

// A year is a bureau of many people, whose calendar goes from one morning to the next.
type year struct {
	*world
	store    *store.Workspace
	rules    *program.Rules
	rng      *rand.Rand
	now      func() time.Time
	jump     func(time.Time)
	branches []*branch
	partners []*modelPartner
	stored   map[string]program.Partner

	digests, mentions, known int
}

// A branch is the account managers of one time zone.
type branch struct {
	zone     *time.Location
	managers []*modelManager
	read     map[string]int // how many messages each has read
}

func (o *branch) at(day program.Date, hour, minute int) time.Time {
	return time.Date(day.Year, day.Month, day.Day, hour, minute, 0, 0, o.zone)
}

// names are the texts of a digest that names all its partners.
type names struct{ texts }

func (names) Digest(d commands.Digest) commands.Reply {
	var line commands.Text
	for i := range d.Items {
		line = append(line, commands.Span{Text: d.Items[i].Partner.Name + " "})
	}
	return commands.Reply{Parts: []commands.Part{commands.Paragraph{Text: line}}}
}

// openYear makes a bureau on the eve of the first day, when it is past nine in New York and
// not yet nine in Auckland.
func openYear(t *testing.T, first program.Date, partners int) *year {
	y := &year{rules: program.Default(), rng: rand.New(rand.NewPCG(2009, 1275)), stored: make(map[string]program.Partner)}
	var ahead atomic.Int64
	y.now = func() time.Time { return time.Now().Add(time.Duration(ahead.Load())) }
	y.jump = func(at time.Time) { ahead.Store(int64(time.Until(at))) }
	y.jump(time.Date(first.Year, first.Month, first.Day-1, 21, 30, 0, 0, y.rules.Zone))

	server := miniredis.NewMiniRedis()
	t.Cleanup(server.Close)
	redis, err := store.Through(func(context.Context, string, string) (net.Conn, error) { return server.Dial() }, "redis://in.process:1")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = redis.Close() })
	y.store = redis.Workspace("T0SANDBOX")
	y.world = open(t, echo, func(o *bot.Options) {
		o.Now = y.now
		o.Reminders = &bot.Reminders{Outbox: y.store, Texts: names{}, Rules: y.rules, House: house}
	})
	y.hire(partners)
	return y
}

// hire makes the people, and the partners they look after.
func (y *year) hire(partners int) {
	var all []*modelManager
	for i, name := range zonesOfBranches {
		zone, err := time.LoadLocation(name)
		if err != nil {
			panic(err)
		}
		o := &branch{zone: zone, read: make(map[string]int)}
		for j := range 20 {
			m := &modelManager{id: fmt.Sprintf("U0%d%02dMANAGER", i, j), zone: zone, told: make(map[string]program.Date)}
			o.managers, all = append(o.managers, m), append(all, m)
			y.AddUser(sandbox.User{ID: m.id, Zone: name})
		}
		y.branches = append(y.branches, o)
	}
	batch := program.Batch{Op: "hire", By: "test", At: y.now(), What: "import partners.csv"}
	for i := range partners {
		p := &modelPartner{
			id: fmt.Sprintf("p%04d", i), owner: all[y.rng.IntN(len(all))].id,
			tier: "professional", competency: make(map[string]program.Date),
		}
		switch {
		case i < partners/250:
			p.tier = "premier"
		case i < partners/10:
			p.tier = "enterprise"
		}
		y.partners = append(y.partners, p)
		batch.Changes = append(batch.Changes, program.Change{After: p.stored()})
	}
	y.apply(batch)
}

// apply records a batch, and remembers what is stored then.
func (y *year) apply(batch program.Batch) {
	if _, err := y.store.Apply(context.Background(), batch, nil); err != nil {
		panic(err)
	}
	for _, change := range batch.Changes {
		change.After.Version++
		y.stored[change.After.ID] = change.After
	}
}

// stored is the partner as the store has it.
func (p *modelPartner) stored() program.Partner {
	s := program.Partner{ID: p.id, Name: p.id, Tier: p.tier, Owners: []string{p.owner}}
	for i, day := range p.vtsp {
		s.Certificates = append(s.Certificates, program.Holding{Certificate: "vtsp", Holder: fmt.Sprint("Person ", i), Earned: day})
	}
	for _, id := range slices.Sorted(maps.Keys(p.competency)) {
		s.Competencies = append(s.Competencies, program.Earned{Competency: id, Earned: p.competency[id]})
	}
	if p.revenue > 0 {
		s.Readings = []program.Reading{{Metric: "revenue", Value: program.Amount(p.revenue * 100)}}
	}
	return s
}

// busyUntil lets things become known, at odd times until another, which it then is.
func (y *year) busyUntil(until time.Time) {
	for range y.rng.IntN(4) {
		if left := until.Sub(y.now()); left > time.Minute {
			y.jump(y.now().Add(time.Duration(y.rng.Int64N(int64(left)))))
		}
		y.learn()
	}
	y.jump(until)
}

// learn makes one thing known of some partner, which somebody may have earned weeks ago.
func (y *year) learn() {
	y.known++
	p := y.partners[y.rng.IntN(len(y.partners))]
	if y.rng.IntN(3) == 0 {
		p = y.partners[y.rng.IntN(len(y.partners)/10)] // of the few that need more
	}
	today := y.rules.Today(y.now())
	earned := today.AddDays(-y.rng.IntN(30))
	others := []string{"continuity", "desktop", "management"}
	switch y.rng.IntN(8) {
	case 0, 1, 2, 3:
		p.vtsp = append(p.vtsp, earned)
	case 4:
		learnt(p.competency, "infrastructure", earned)
	case 5:
		learnt(p.competency, others[y.rng.IntN(3)], earned)
	case 6:
		p.revenue += []int{9_999, 10_000, 1_000_000}[y.rng.IntN(3)]
	case 7:
		branch := y.branches[y.rng.IntN(len(y.branches))]
		p.owner = branch.managers[y.rng.IntN(len(branch.managers))].id
	}
	before, after := y.stored[p.id], p.stored()
	after.Version = before.Version
	y.apply(program.Batch{
		Op: fmt.Sprint("learn ", y.known), By: "test", At: y.now(), What: "certify",
		Changes: []program.Change{{Before: &before, After: after}},
	})
}

// learnt records the first day on which something was earned.
func learnt(held map[string]program.Date, id string, day program.Date) {
	if old, ok := held[id]; !ok || day.Before(old) {
		held[id] = day
	}
}

// morning plays a morning in a branch, and compares what its people read then with what
// they are to be told.
func (y *year) morning(o *branch, day program.Date) {
	y.pass("7m")
	for _, m := range o.managers {
		got := y.read(o, m)
		want := m.digest(day, y.rules.Zone, y.partners)
		if expected := slices.Sorted(maps.Keys(want)); !slices.Equal(got, expected) {
			y.t.Fatalf("%s: %s in %s is told of %v, want %v", day, m.id, m.zone, got, expected)
		}
		if len(got) > 0 {
			y.digests++
			y.mentions += len(got)
		}
	}
}

// read is which partners somebody was told of since they last looked, in one message.
func (y *year) read(o *branch, m *modelManager) []string {
	all := y.Messages(m.id, y.DM(m.id))
	fresh := all[o.read[m.id]:]
	o.read[m.id] = len(all)
	if len(fresh) > 1 {
		y.t.Errorf("%s got %d messages at once", m.id, len(fresh))
	}
	var told []string
	for _, message := range fresh {
		told = append(told, strings.Fields(message.Plain())...)
	}
	slices.Sort(told)
	return told
}
