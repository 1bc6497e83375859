package commands

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/program/board"
)

// A ledger is a store of which only what the board asks for is there. It notes after which
// entry news was asked for, and how many partners were read.
type ledger struct {
	Store
	epoch    string
	records  []program.Record
	partners map[string]program.Partner
	fail     int // so many calls from now fails; 0: none

	mu    sync.Mutex
	asked []int64
	some  int
}

var errGone = errors.New("connection refused")

func (l *ledger) News(ctx context.Context, after int64, limit int) (program.News, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.asked = append(l.asked, after)
	if l.fail--; l.fail == 0 || ctx.Err() != nil {
		return program.News{}, errGone
	}
	news := program.News{Epoch: l.epoch, Last: int64(len(l.records))}
	from := min(after, news.Last)
	news.Records = l.records[from:min(from+int64(limit), news.Last)]
	return news, nil
}

func (l *ledger) Some(_ context.Context, ids []string) ([]program.Partner, error) {
	l.some += len(ids)
	var some []program.Partner
	for _, id := range ids {
		some = append(some, l.partners[id])
	}
	return some, nil
}

// write records what a partner is in the autumn of 2009.
func (l *ledger) write(p program.Partner) {
	if l.partners == nil {
		l.partners = map[string]program.Partner{}
	}
	l.partners[p.ID] = p
	l.records = append(l.records, program.Record{
		Number: int64(len(l.records) + 1), ID: p.ID, Now: &p, At: time.Date(2009, 9, 1, 9, 0, 0, 0, time.UTC),
	})
}

// fill records as many partners, each with a certificate that ends on another day.
func (l *ledger) fill(size int) {
	for i := range size {
		l.write(program.Partner{ID: fmt.Sprint("p", i), Name: fmt.Sprint("Partner ", i), Tier: "professional", Certificates: []program.Holding{{
			Certificate: "vtsp", Holder: "Anne Martin", Ends: program.Date{Year: 2009, Month: time.November, Day: 1}.AddDays(i),
		}}})
	}
}

// seen is how many partners somebody sees at an hour after the ninth of November at noon.
func seen(ctx context.Context, c *Commands, hours int) (partners int, err error) {
	now := time.Date(2009, time.November, 9, 12+hours, 0, 0, 0, time.UTC)
	err = c.question(Request{Now: now}).over(ctx, func(b *board.Board) { partners = b.Len() })
	return partners, err
}

func wantSeen(t *testing.T, c *Commands, want int) {
	t.Helper()
	if n, err := seen(t.Context(), c, 0); err != nil || n != want {
		t.Errorf("%d partners are seen, %v, want %d", n, err, want)
	}
}

// What was written before a question is on its board, and what is there already is not read
// again.
func TestWhoAsksSeesWhatWasWritten(t *testing.T) {
	l := &ledger{}
	c := New(program.Default(), l)
	wantSeen(t, c, 0)
	for i := range 3 {
		l.write(program.Partner{ID: fmt.Sprint("new ", i), Name: "New", Tier: "registered"})
		wantSeen(t, c, i+1)
	}
	wantSeen(t, c, 3)
	if want := []int64{0, 0, 1, 2, 3}; !slices.Equal(l.asked, want) {
		t.Errorf("news was asked for after %v, want %v", l.asked, want)
	}
}

// A first look that fails in the middle, or whose asker has no more patience, is not begun
// again: the next one goes on.
func TestAFirstLookGoesOnWhereItFailed(t *testing.T) {
	l := &ledger{fail: 3}
	l.fill(4*newsAtOnce + 1)
	c := New(program.Default(), l)
	if _, err := seen(t.Context(), c, 0); !errors.Is(err, errGone) {
		t.Fatalf("news cannot be read, and the answer is %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	err := c.Prepare(ctx, time.Date(2009, 11, 9, 12, 0, 0, 0, time.UTC), func(partners int) {
		if partners == 3*newsAtOnce {
			cancel()
		}
	})
	if !errors.Is(err, errGone) {
		t.Fatalf("it was cut off, and the answer is %v", err)
	}
	wantSeen(t, c, len(l.records))
	const k = newsAtOnce
	if want := []int64{0, k, 2 * k, 2 * k, 3 * k, 4 * k}; !slices.Equal(slices.Compact(l.asked), slices.Compact(want)) {
		t.Errorf("news was asked for after %v, want %v", l.asked, want)
	}
}

// Whoever has prepared hears of those who come later as well.
func TestWhoHasPreparedHearsOfMore(t *testing.T) {
	l := &ledger{}
	l.fill(newsAtOnce + 3)
	c := New(program.Default(), l)
	var heard []int
	err := c.Prepare(t.Context(), time.Date(2009, 11, 9, 12, 0, 0, 0, time.UTC), func(partners int) {
		heard = append(heard, partners)
	})
	if err != nil {
		t.Fatal(err)
	}
	l.write(program.Partner{ID: "new", Name: "New", Tier: "registered"})
	wantSeen(t, c, newsAtOnce+4)
	if want := []int{newsAtOnce, newsAtOnce + 3, newsAtOnce + 4}; !slices.Equal(heard, want) {
		t.Errorf("heard of %v, want %v", heard, want)
	}
}

// A store with other contents is read from its beginning; one that was only given its name
// is the same.
func TestAStoreThatLostSomethingIsReadAgain(t *testing.T) {
	for _, tt := range []struct {
		what    string
		happens func(*ledger)
		want    int
		again   bool
	}{
		{"it gets its name", func(l *ledger) { l.epoch = "a" }, 5, false},
		{"it was restored", func(l *ledger) { l.records = l.records[:3] }, 3, true},
		{"it was emptied", func(l *ledger) { l.records = nil }, 0, true},
	} {
		l := &ledger{}
		l.fill(5)
		c := New(program.Default(), l)
		wantSeen(t, c, 5)
		tt.happens(l)
		wantSeen(t, c, tt.want)
		if again := len(l.asked) > 2; again != tt.again {
			t.Errorf("when %s, it is read again: %v", tt.what, again)
		}
	}

	l := &ledger{epoch: "a"}
	l.fill(5)
	c := New(program.Default(), l)
	wantSeen(t, c, 5)
	l.epoch, l.records = "b", slices.Clone(l.records[1:])
	for i := range l.records {
		l.records[i].Number = int64(i + 1)
	}
	l.write(program.Partner{ID: "new", Name: "New", Tier: "registered"})
	wantSeen(t, c, 5)
	if l.asked = l.asked[1:]; !slices.Equal(l.asked, []int64{5, 0}) {
		t.Errorf("of another epoch news was asked for after %v", l.asked)
	}
}

// When a day passes, and when two questions around midnight come in the wrong order, only
// those are read of whom that changes anything.
func TestADayThatPassesChangesFewPartners(t *testing.T) {
	l := &ledger{}
	l.fill(300)
	c := New(program.Default(), l)
	wantSeen(t, c, 300)
	for _, hours := range []int{24, 0, 24, 48} {
		before := l.some
		if _, err := seen(t.Context(), c, hours); err != nil {
			t.Fatal(err)
		}
		if n := l.some - before; n == 0 || n > 3 {
			t.Errorf("%d hours later %d partners are read again", hours, n)
		}
	}
}

// Nobody waits for the board any longer than the asker has patience, and whoever comes
// afterwards has it.
func TestNobodyWaitsForTheBoardForEver(t *testing.T) {
	l := &ledger{}
	l.fill(3)
	c := New(program.Default(), l)
	<-c.overview.turn // somebody reads
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := seen(ctx, c, 0); !errors.Is(err, context.Canceled) {
		t.Errorf("who has no patience is told %v", err)
	}
	c.overview.turn <- struct{}{}
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() { wantSeen(t, c, 3) })
	}
	all.Wait()
}

// Whatever becomes of whoever looks, the board is given back.
func TestTheBoardIsGivenBack(t *testing.T) {
	c := New(program.Default(), &ledger{})
	func() {
		defer func() { _ = recover() }()
		_ = c.question(Request{}).over(t.Context(), func(*board.Board) { panic("a mistake") })
	}()
	wantSeen(t, c, 0)
}
