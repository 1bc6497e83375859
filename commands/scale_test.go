package commands_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/tierbot/tierbot/commands"
	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/store"
	"github.com/tierbot/tierbot/store/redistest"
)

// december is when a scaled programme is asked about: Professional is decided, Enterprise
// and Premier have six weeks left.
var december = time.Date(2009, time.December, 1, 12, 0, 0, 0, time.UTC)

// A scaled programme has any number of partners, in a Redis of its own.
type scaled struct {
	*commands.Commands
	store *store.Workspace
	trips redistest.Trips
}

// scale fills a Redis with as many partners, of whom each account manager looks after fifty.
func scale(tb testing.TB, size int) *scaled {
	tb.Helper()
	s := &scaled{}
	r, err := store.Through(s.trips.Dial, redistest.Start(tb, "--appendonly", "no").URL())
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { r.Close() })
	w, random := r.Workspace("T1"), rand.New(rand.NewPCG(1, 2))
	const atOnce = 20_000
	for n := 0; n < size; n += atOnce {
		batch := program.Batch{Op: strconv.Itoa(n), By: "tierbot import", At: december.AddDate(0, -6, 0), What: "import partners.csv"}
		for i := range min(atOnce, size-n) {
			batch.Changes = append(batch.Changes, program.Change{After: invent(random, n+i)})
		}
		if _, err := w.Apply(tb.Context(), batch, nil); err != nil {
			tb.Fatal(err)
		}
	}
	s.begin(w)
	return s
}

// begin forgets what was read.
func (s *scaled) begin(w *store.Workspace) {
	s.store, s.Commands = w, commands.New(program.Default(), w)
}

// invent is a partner as the article's programme has them: few conform.
func invent(random *rand.Rand, i int) program.Partner {
	words := strings.Fields("Alma Bora Cadi Dofa Elan Gima Hona Joli Kape Lumo Mira Noxa Opta Pira Quba Rovo Sila Tamo")
	pick := func() string { return words[random.IntN(len(words))] }
	p := program.Partner{
		ID: fmt.Sprintf("%s %s %d", strings.ToLower(pick()), strings.ToLower(pick()), i), Name: fmt.Sprintf("%s%s Conseil %d", pick(), pick(), i),
		Tier:   []string{"registered", "professional", "professional", "enterprise", "enterprise", "premier"}[random.IntN(6)],
		Owners: []string{fmt.Sprintf("U09%06d", i/50)},
	}
	for j := range random.IntN(5) {
		p.Certificates = append(p.Certificates, program.Holding{
			Certificate: "vtsp", Holder: fmt.Sprint(pick(), " ", j), Earned: program.Date{Year: 2009, Month: 5, Day: 1 + random.IntN(28)},
		})
	}
	for _, skill := range []string{"infrastructure", "desktop"} {
		if random.IntN(2) == 0 {
			p.Competencies = append(p.Competencies, program.Earned{Competency: skill})
		}
	}
	if random.IntN(2) == 0 {
		p.Readings = []program.Reading{{Metric: "revenue", Value: program.Amount(random.IntN(2e8)), From: program.Date{Year: 2009, Month: 5, Day: 1}}}
	}
	return p
}

// asks are the questions about all partners, as the first account manager asks them.
var asks = map[string]func(testing.TB, *scaled) commands.Reply{
	"list-risk":      asksFor("list risk"),
	"list-risk-5":    asksFor("list risk " + from(5)),
	"list-promote":   asksFor("list promote"),
	"list-promote-5": asksFor("list promote " + from(5)),
	"programme":      asksFor("programme"),
	"home": func(tb testing.TB, s *scaled) commands.Reply {
		tb.Helper()
		reply, err := s.Home(tb.Context(), request(""))
		if err != nil {
			tb.Fatal(err)
		}
		return reply
	},
}

// from is where a page of a list begins.
func from(page int) string { return fmt.Sprint("from:", 20*(page-1)) }

func request(text string) commands.Request {
	return commands.Request{User: "U09000000", Command: "/tier", Text: text, Locale: "fr", As: commands.Manager, Now: december}
}

func asksFor(text string) func(testing.TB, *scaled) commands.Reply {
	return func(tb testing.TB, s *scaled) commands.Reply {
		tb.Helper()
		reply, err := s.Do(tb.Context(), request(text))
		if err != nil {
			tb.Fatalf("/tier %s: %v", text, err)
		}
		return reply
	}
}

// What is asked about all partners takes as many round trips to Redis for twelve thousand as
// for the article's, and for the fifth page as for the first.
func TestRoundTripsDoNotGrow(t *testing.T) {
	few, many := scale(t, 1_275), scale(t, 12_000)
	trips := map[string]int{}
	for _, name := range slices.Sorted(maps.Keys(asks)) {
		for i, s := range []*scaled{few, many} {
			if reply := asks[name](t, s); strings.HasPrefix(name, "list") && len(linesOf(reply)) != 20 {
				t.Errorf("%s shows %d partners, want a full page", name, len(linesOf(reply)))
			}
			before := s.trips.Count()
			asks[name](t, s)
			n := s.trips.Count() - before
			if i == 0 {
				trips[name] = n
			}
			if n != trips[name] {
				t.Errorf("%s takes %d round trips, and %d for more partners", name, trips[name], n)
			}
		}
		if first := strings.TrimSuffix(name, "-5"); trips[first] != trips[name] {
			t.Errorf("the first page of %s takes %d round trips, and the fifth %d", first, trips[first], trips[name])
		}
		if trips[name] > 5 { // Home's, which also shows what its owner did and put off
			t.Errorf("%s takes %d round trips", name, trips[name])
		}
	}
	t.Log("round trips:", trips)
}

// linesOf are the lines of the grid in a reply.
func linesOf(reply commands.Reply) []commands.Line {
	for _, part := range reply.Parts {
		if grid, ok := part.(commands.Grid); ok {
			return grid.Lines
		}
	}
	return nil
}

// BenchmarkScale asks about all partners of programmes up to a hundred thousand, and of a
// million when TIERBOT_TEST_SCALE is full, and says beside the time how many round trips to
// Redis a question takes, how long the first look takes, and how many bytes a partner.
func BenchmarkScale(b *testing.B) {
	sizes := []int{1_275, 10_000, 100_000}
	if os.Getenv("TIERBOT_TEST_SCALE") == "full" {
		sizes = append(sizes, 1_000_000)
	}
	for _, size := range sizes {
		b.Run(strconv.Itoa(size), func(b *testing.B) {
			s := scale(b, size)
			b.Run("first-look", func(b *testing.B) { s.benchFirstLook(b, size) })
			for _, name := range slices.Sorted(maps.Keys(asks)) {
				b.Run(name, func(b *testing.B) { s.bench(b, asks[name]) })
			}
		})
	}
}

func (s *scaled) benchFirstLook(b *testing.B, size int) {
	before, trips := inUse(), s.trips.Count()
	for b.Loop() {
		s.begin(s.store)
		if err := s.Prepare(b.Context(), december, func(int) {}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(s.trips.Count()-trips)/float64(b.N), "trips/op")
	b.ReportMetric(float64(inUse()-before)/float64(size), "B/partner")
	runtime.KeepAlive(s)
}

func (s *scaled) bench(b *testing.B, ask func(testing.TB, *scaled) commands.Reply) {
	ask(b, s)
	before := s.trips.Count()
	b.ReportAllocs()
	for b.Loop() {
		ask(b, s)
	}
	b.ReportMetric(float64(s.trips.Count()-before)/float64(b.N), "trips/op")
}

// inUse is how many bytes the program's data takes.
func inUse() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}
