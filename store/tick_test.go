package store_test

import (
	"fmt"
	"maps"
	"regexp"
	"strconv"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"
	"github.com/redis/go-redis/v9"

	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/store"
	"github.com/tierbot/tierbot/store/redistest"
)

// tickful is how many are due in a tick, and have ten partners each.
const tickful = 100

// A tick costs what is due, and reads only that, however many partners and recipients
// there are.
func TestTickCostsWhatIsDue(t *testing.T) {
	var small map[string]int
	for _, size := range []int{1_000, 20_000} {
		server := redistest.Start(t)
		w := open(t, server.URL()).Workspace("T1")
		await(t, w, size)
		tick(t, w) // the scripts may have to be sent
		before := calls(t, server)
		tick(t, w)
		all := calls(t, server)
		for command, n := range before {
			all[command] -= n
		}
		maps.DeleteFunc(all, func(command string, n int) bool { return n == 0 || command == "info" })
		t.Logf("with %d partners: %v", size, all)
		if sent := all["evalsha"] + all["time"]; sent != 2+1+2*tickful {
			t.Errorf("with %d partners %d commands are sent", size, sent)
		}
		if small == nil {
			small = all
		}
		if diff := cmp.Diff(small, all); diff != "" {
			t.Errorf("what Redis does (-with 1,000 partners +with %d):\n%s", size, diff)
		}
	}
}

// BenchmarkTick is a tick with a hundred due, in stores of each size with ten thousand
// recipients. -short leaves the million partners out.
func BenchmarkTick(b *testing.B) {
	for _, size := range []int{1_000, 100_000, 1_000_000} {
		if testing.Short() && size > 100_000 {
			continue
		}
		b.Run(strconv.Itoa(size), func(b *testing.B) {
			server := redistest.Start(b, "--appendonly", "no")
			w := open(b, server.URL()).Workspace("T1")
			await(b, w, size)
			for b.Loop() {
				tick(b, w)
			}
		})
	}
}

// await fills a store with so many partners, at least those of the hundred who are due at
// noon. Ten thousand others have the rest, and are due in a year.
func await(tb testing.TB, w *store.Workspace, size int) {
	tb.Helper()
	if err := w.Begin(tb.Context(), noon); err != nil {
		tb.Fatal(err)
	}
	const due, batch = 10 * tickful, 20_000
	for from := 0; from < size; {
		partners := make([]program.Partner, 0, batch)
		at := noon
		to := due
		if from >= due {
			at, to = noon.AddDate(1, 0, 0), min(from+batch, size)
		}
		for i := from; i < to; i++ {
			owner := fmt.Sprintf("UDUE%02d", i%tickful)
			if from >= due {
				owner = fmt.Sprintf("ULATER%04d", i%10_000)
			}
			partners = append(partners, owned(fmt.Sprintf("p%07d", i), owner))
		}
		add := adding(fmt.Sprintf("import %d", from), partners...)
		add.At = at
		if _, err := w.Apply(tb.Context(), add, nil); err != nil {
			tb.Fatal(err)
		}
		from = to
	}
}

// tick is what a replica does when somebody is due and nothing is to be told. They stay
// due.
func tick(tb testing.TB, w *store.Workspace) {
	tb.Helper()
	ctx := tb.Context()
	if _, err := w.Pulse(ctx, noon); err != nil {
		tb.Fatal(err)
	}
	due, err := w.Take(ctx, program.Lease{Token: uuid.NewString(), Now: noon, Until: noon.Add(time.Minute)}, 2*tickful)
	if err != nil || len(due) != tickful {
		tb.Fatalf("%d are due, %v", len(due), err)
	}
	for _, d := range due {
		recipient, err := w.Recipient(ctx, d.Recipient)
		if err != nil || len(recipient.Partners) != 10 {
			tb.Fatalf("%s has %d partners, %v", d.Recipient, len(recipient.Partners), err)
		}
		if err := w.Reschedule(ctx, d.Recipient, recipient.Revision, noon); err != nil {
			tb.Fatal(err)
		}
	}
}

// statistic is a line of what a server says of its commands.
var statistic = regexp.MustCompile(`cmdstat_([a-z|]+):calls=(\d+)`)

// calls is how often each command was called, by clients or by scripts.
func calls(t *testing.T, server *redistest.Server) map[string]int {
	t.Helper()
	raw := redis.NewClient(&redis.Options{Addr: server.Addr})
	defer raw.Close()
	info, err := raw.Info(t.Context(), "commandstats").Result()
	must(t, err)
	all := make(map[string]int)
	for _, match := range statistic.FindAllStringSubmatch(info, -1) {
		if match[1] == "hello" || match[1] == "ping" {
			continue
		}
		all[match[1]], err = strconv.Atoi(match[2])
		must(t, err)
	}
	return all
}
