package bot_test

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/alicebob/miniredis/v2"

	"github.com/tierbot/tierbot/bot"
	"github.com/tierbot/tierbot/commands"
	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/store"
)

// A bureau is a workspace whose bot speaks first, with a store in the same bubble, whose
// clock has come to a time of the programme.
type bureau struct {
	*world
	redis *miniredis.Miniredis
	store *store.Workspace
	day   time.Time    // on which it was opened
	ahead atomic.Int64 // by how much this machine's clock is set forward
	lines sync.Map     // the connections to redis
	asked atomic.Int64 // commands sent to it
}

// texts says of each message what it needs to be told apart.
type texts struct {
	lapsed bool // there is something to decide
	saved  bool // nobody would fall
	weekly bool // every week has something to tell
}

func (texts) Digest(d commands.Digest) commands.Reply {
	names := make([]string, len(d.Items))
	for i := range d.Items {
		names[i] = d.Items[i].Partner.Name
	}
	line := "digest of " + d.Recipient.ID + " in " + string(d.Lang) + ": " + strings.Join(names, ", ")
	if d.Unreachable != "" {
		line += " (" + d.Unreachable + ")"
	}
	return commands.Reply{Parts: sentence(line)}
}

func (s texts) Rehearsal(_ context.Context, t commands.Told) (commands.Reply, bool, error) {
	return commands.Reply{Parts: sentence("rehearsal of " + t.Deadline.String())}, !s.saved, nil
}

func (s texts) Decision(_ context.Context, t commands.Told) (commands.Reply, bool, error) {
	return commands.Reply{Parts: sentence("decision of " + t.Deadline.String())}, s.lapsed, nil
}

func (s texts) Falls(_ context.Context, t commands.Told) (commands.Reply, bool, error) {
	return commands.Reply{Parts: sentence("falls of " + t.Deadline.String())}, s.lapsed, nil
}

func (s texts) Week(_ context.Context, w commands.Week) (commands.Reply, bool, error) {
	return commands.Reply{Parts: sentence(fmt.Sprintf("week, %d unreachable", len(w.Unreachable)))}, s.weekly || len(w.Unreachable) > 0, nil
}

func (s texts) Departed(d commands.Departed) commands.Reply {
	return commands.Reply{Parts: sentence(fmt.Sprintf("%s leaves %d partners", d.Who, len(d.Partners)))}
}

// house is how everybody is reminded who has said nothing.
var house = program.Habits{Hour: 9, Rungs: []int{90, 60, 30, 14, 7, 3, 1, 0}}

// openBureau makes a bureau at a time of the programme's zone, such as "2009-09-14 08:59".
func openBureau(t *testing.T, at string, partners []program.Partner, change ...func(*bot.Options)) *bureau {
	t.Helper()
	d := &bureau{redis: miniredis.NewMiniRedis()}
	t.Cleanup(d.redis.Close)
	day, err := time.ParseInLocation("2006-01-02 15:04", at, program.Default().Zone)
	if err != nil {
		t.Fatal(err)
	}
	d.day = day
	<-time.After(time.Until(day))
	redis, err := store.Through(d.dial, "redis://in.process:1")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = redis.Close() })
	d.store = redis.Workspace("T0SANDBOX")
	d.hire("seed", partners...)
	d.world = open(t, echo, append([]func(*bot.Options){d.remind}, change...)...)
	return d
}

// remind makes a bot speak first.
func (d *bureau) remind(o *bot.Options) {
	o.Now, o.Events = d.now, d.store
	o.Reminders = &bot.Reminders{
		Outbox: d.store, Texts: texts{}, Rules: program.Default(), House: house, Channel: general, Machine: d.now,
	}
}

// now is this machine's clock.
func (d *bureau) now() time.Time { return time.Now().Add(time.Duration(d.ahead.Load())) }

// dial reaches redis.
func (d *bureau) dial(context.Context, string, string) (net.Conn, error) {
	conn, err := d.redis.Dial()
	if err != nil {
		return nil, err
	}
	line := line{conn, &d.asked}
	d.lines.Store(line, nil)
	return line, nil
}

// A line is a connection to redis on which commands are counted.
type line struct {
	net.Conn
	asked *atomic.Int64
}

func (l line) Write(p []byte) (int, error) {
	l.asked.Add(int64(bytes.Count(append([]byte("\n"), p...), []byte("\n*"))))
	return l.Conn.Write(p)
}

// cut breaks the connections to redis, as when it starts anew.
func (d *bureau) cut() {
	d.lines.Range(func(conn, _ any) bool {
		_ = conn.(net.Conn).Close()
		d.lines.Delete(conn)
		return true
	})
}

// hire records partners.
func (d *bureau) hire(op string, partners ...program.Partner) {
	batch := program.Batch{Op: op, By: "test", At: time.Now(), What: op}
	for _, p := range partners {
		batch.Changes = append(batch.Changes, program.Change{After: p})
	}
	if _, err := d.store.Apply(context.Background(), batch, nil); err != nil {
		panic(err)
	}
}

// owned is a partner in grace of somebody's, whose deadline is 14 January 2010.
func owned(name string, owners ...string) program.Partner {
	p := enterprise(name)
	p.Owners = owners
	return p
}

// told is what somebody reads in their conversation with the bot, or in a channel.
func (d *bureau) told(user, place string) []string {
	var lines []string
	for _, m := range d.Messages(user, place) {
		lines = append(lines, m.Plain())
	}
	return lines
}

func (d *bureau) wantTold(user string, want ...string) {
	d.t.Helper()
	d.wantIn(user, d.DM(user), want...)
}

func (d *bureau) wantIn(user, place string, want ...string) {
	d.t.Helper()
	if got := d.told(user, place); !slices.Equal(got, want) {
		d.t.Errorf("%s is told %q, want %q\n%s", user, got, want, d.troubles())
	}
}

// troubles are the lines of the log that are not about connections.
func (d *bureau) troubles() string {
	var lines []string
	for line := range strings.Lines(d.logs.String()) {
		if !strings.Contains(line, "socket") && !strings.Contains(line, "disconnect") && !strings.Contains(line, "envelope") {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "")
}

func TestADigestArrivesOnceInTheMorning(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := openBureau(t, "2009-10-16 08:00", []program.Partner{owned("Acme", alice), owned("Beta", bruno)})
		d.pass("59m")
		d.wantTold(alice)
		d.pass("2m")
		d.wantTold(alice, "digest of U0ALICE in en: Acme")
		d.wantTold(bruno, "digest of U0BRUNO in fr: Beta")
		d.pass("26h")
		d.wantTold(alice, "digest of U0ALICE in en: Acme")
		m := d.Messages(alice, d.DM(alice))[0]
		if m.Metadata == nil || m.Metadata.EventType != "tierbot_post" || len(m.Metadata.EventPayload) < 40 {
			t.Errorf("the note on the message is %v", m.Metadata)
		}
		d.behaved()
	})
}
