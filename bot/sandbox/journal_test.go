package sandbox_test

import (
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/tierbot/tierbot/bot/sandbox"
)

// A call stands in the journal with what it was given, what came back and what struck it,
// and without its token.
func TestJournalOfCalls(t *testing.T) {
	f := open(t, sandbox.Options{})
	f.Fail("users.info", sandbox.Fault{RetryAfter: 3})
	f.request("users.info", "xoxb-sandbox", object{"user": "U1"})
	f.form("chat.postMessage", url.Values{"channel": {"C404"}, "blocks": {`[{"type":"divider"}]`}, "text": {"hi"}})
	calls := f.noted("call")
	for i, want := range []struct {
		name, detail, fault, body, answer string
		status                            int
	}{
		{"users.info", "", "status 429, Retry-After 3", `{"user":"U1"}`, `"ratelimited"`, 429},
		{"chat.postMessage", "channel_not_found", "", `{"blocks":[{"type":"divider"}],"channel":"C404","text":"hi"}`, `"channel_not_found"`, 200},
	} {
		e := calls[i]
		if e.Name != want.name || e.Detail != want.detail || e.Fault != want.fault || e.Status != want.status {
			t.Errorf("call %+v, want %+v", e, want)
		}
		if string(e.Body) != want.body || !strings.Contains(string(e.Answer), want.answer) {
			t.Errorf("given %s, answered %s", e.Body, e.Answer)
		}
		if strings.Contains(fmt.Sprintf("%s%s", e.Body, e.Answer), "xoxb-") {
			t.Errorf("there is a token in %s", e.Body)
		}
	}
}

// An envelope names the connection that it took, each of its copies another, before the
// ack of any.
func TestJournalOfCopies(t *testing.T) {
	f := open(t, sandbox.Options{})
	one, two := f.dial(), f.dial()
	f.DeliverCopies(2)
	x := f.Command(f.alice, f.general, "/tier acme")
	one.ack(one.read(), nil)
	two.read()
	if _, err := x.Acked(ctx(t)); err != nil {
		t.Fatal(err)
	}
	envelopes, acks := f.noted("envelope"), f.noted("ack")
	if len(envelopes) != 2 || len(acks) != 1 {
		t.Fatalf("%d envelopes and %d acks", len(envelopes), len(acks))
	}
	first, second, ack := envelopes[0], envelopes[1], acks[0]
	if first.ID != second.ID || first.Socket == second.Socket || first.Type != "slash_commands" {
		t.Errorf("envelopes %+v and %+v", first, second)
	}
	if ack.ID != first.ID || ack.Serial <= first.Serial || ack.Latency <= 0 {
		t.Errorf("ack %+v", ack)
	}
}

// An event that comes again says how often it came before.
func TestJournalOfRetries(t *testing.T) {
	f := open(t, sandbox.Options{Timing: sandbox.Timing{Ack: 10 * time.Millisecond, Retries: []time.Duration{0}}})
	bot := f.dial()
	f.Say(f.alice, f.DM(f.alice), "help")
	bot.read()
	bot.read()
	envelopes := f.noted("envelope")
	if len(envelopes) != 2 || envelopes[0].Attempt != 0 || envelopes[1].Attempt != 1 {
		t.Errorf("noted %+v", envelopes)
	}
}

// Serial numbers leave nothing out, so that what the journal has let go of can be counted.
func TestJournalLetsGoOfTheOldest(t *testing.T) {
	f := open(t, sandbox.Options{Journal: 3})
	for range 5 {
		f.call("auth.test", nil)
	}
	var serials []int64
	for _, e := range f.Journal() {
		serials = append(serials, e.Serial)
	}
	if fmt.Sprint(serials) != "[3 4 5]" {
		t.Errorf("kept %v", serials)
	}
}

// A body too large to be kept says how large it was, and how it began.
func TestJournalOfLargeBodies(t *testing.T) {
	f := open(t, sandbox.Options{})
	f.call("chat.postMessage", object{"channel": "C404", "text": strings.Repeat("x", 100_000)})
	kept := f.noted("call")[0].Body
	if len(kept) > 10_000 || !strings.Contains(string(kept), `"bytes":100`) || !strings.Contains(string(kept), "xxx") {
		t.Errorf("%d bytes kept: %.80s", len(kept), kept)
	}
}

// A connection's end says whose doing it was.
func TestJournalOfSockets(t *testing.T) {
	for _, tt := range []struct {
		name string
		end  func(*fixture)
		want string
	}{
		{"cut", func(f *fixture) { f.Drop() }, "the network dropped it"},
		{"told to go", func(f *fixture) { f.Disconnect(sandbox.LinkDisabled) }, "Slack closed it"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := open(t, sandbox.Options{})
			f.dial()
			id := f.Sockets()[0]
			tt.end(f)
			if err := f.Gone(ctx(t), id); err != nil {
				t.Fatal(err)
			}
			all := f.noted("socket")
			last := all[len(all)-1]
			if last.Name != "close" || last.ID != id || last.Detail != tt.want {
				t.Errorf("noted %+v, want %q", last, tt.want)
			}
		})
	}
}

// noted are the entries of one kind.
func (f *fixture) noted(kind string) []sandbox.Entry {
	var all []sandbox.Entry
	for _, e := range f.Journal() {
		if e.Kind == kind {
			all = append(all, e)
		}
	}
	return all
}
