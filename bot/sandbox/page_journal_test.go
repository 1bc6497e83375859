package sandbox_test

import (
	"fmt"
	"io"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/tierbot/tierbot/bot/sandbox"
)

// The inspector is told what people did, what the app answered, and where it stands.
func TestInspectorReadsTheJournal(t *testing.T) {
	f := open(t, sandbox.Options{})
	bot := f.dial()
	x := f.Command(f.alice, f.general, "/tier acme")
	bot.ack(bot.read(), object{"text": "Acme - Enterprise"})
	if _, err := x.Answer(ctx(t)); err != nil {
		t.Fatal(err)
	}
	f.Command(f.alice, f.general, "/grace")
	bot.read()

	var shown object
	decode(t, f.page("GET", "/sandbox/journal?after=0", "", nil).Body, &shown)
	var lines []string
	for _, row := range shown["entries"].([]any) {
		lines = append(lines, fmt.Sprint(at(row, "kind"), " ", at(row, "name"), " ", at(row, "who"), " ", at(row, "says")))
	}
	for _, want := range []string{
		"envelope /tier alice /tier acme", "ack /tier <nil> Acme - Enterprise",
		"call apps.connections.open <nil> <nil>", "socket open <nil> <nil>", "envelope /grace alice /grace",
	} {
		if !strings.Contains(strings.Join(lines, "\n"), want) {
			t.Errorf("%q is not in\n%s", want, strings.Join(lines, "\n"))
		}
	}
	state := shown["state"]
	if at(state, "pending") != 1.0 || at(state, "sockets", 0, "state") != "open" || at(state, "violations") != 0.0 {
		t.Errorf("state %v", state)
	}

	decode(t, f.page("GET", fmt.Sprintf("/sandbox/journal?after=%v", shown["last"]), "", nil).Body, &shown)
	if got := shown["entries"].([]any); len(got) != 0 {
		t.Errorf("told again: %v", got)
	}
}

// What somebody has written at length stands on one line, as far as there is room.
func TestInspectorCutsWhatIsLong(t *testing.T) {
	f := open(t, sandbox.Options{})
	f.dial()
	f.Command(f.alice, f.general, "/tier "+strings.Repeat("é & \n", 100))
	var shown object
	decode(t, f.page("GET", "/sandbox/journal", "", nil).Body, &shown)
	rows := shown["entries"].([]any)
	says, _ := at(rows[len(rows)-1], "says").(string)
	if want := "/tier é & é & é"; !strings.HasPrefix(says, want) || !strings.HasSuffix(says, "…") || utf8.RuneCountInString(says) != 141 {
		t.Errorf("it says %q", says)
	}
}

// Nothing that opens something is shown: no token, no ticket, and of a response URL only
// the beginning.
func TestInspectorShowsNoSecret(t *testing.T) {
	f := open(t, sandbox.Options{})
	bot := f.dial()
	f.Command(f.alice, f.general, "/tier xoxb-sandbox")
	address := at(bot.read(), "payload", "response_url").(string)
	secret := address[strings.LastIndex(address, "/")+1:]
	for _, e := range f.Journal() {
		body, err := io.ReadAll(f.page("GET", fmt.Sprintf("/sandbox/entry?serial=%d", e.Serial), "", nil).Body)
		if err != nil {
			t.Fatal(err)
		}
		for _, forbidden := range []string{"xoxb-sandbox", "xapp-sandbox", secret, "verification"} {
			if strings.Contains(string(body), forbidden) {
				t.Errorf("%s is in %s", forbidden, body)
			}
		}
		if strings.Contains(string(body), "ticket=T") {
			t.Errorf("there is a ticket in %s", body)
		}
		if e.Kind == "envelope" && !strings.Contains(string(body), "/hooks/commands/"+secret[:4]+"…") {
			t.Errorf("the response URL cannot be told from others: %s", body)
		}
	}
}

// What is too large to be kept whole keeps no secret either.
func TestInspectorShowsNoSecretOfTheLarge(t *testing.T) {
	f := open(t, sandbox.Options{})
	bot := f.dial()
	x, id := f.trigger(bot)
	blocks := []any{input("name")}
	for range 30 {
		blocks = append(blocks, section(strings.Repeat("x", 3000)))
	}
	f.call("views.open", object{"trigger_id": id, "view": modal("Record", blocks...)})
	v, err := x.View(ctx(t), 1)
	if err != nil {
		t.Fatal(err)
	}
	f.Submit(f.alice, v, sandbox.Values{"name": {"Zoe"}})
	envelopes := f.noted("envelope")
	serial := envelopes[len(envelopes)-1].Serial
	body, err := io.ReadAll(f.page("GET", fmt.Sprintf("/sandbox/entry?serial=%d", serial), "", nil).Body)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(body), "token") || strings.Contains(string(body), "verification") {
		t.Errorf("%s", body)
	}
}

func TestInspectorAsksForWhatIsGone(t *testing.T) {
	f := open(t, sandbox.Options{Journal: 1})
	f.call("auth.test", nil)
	f.call("auth.test", nil)
	var answer object
	decode(t, f.page("GET", "/sandbox/journal?after=1", "", nil).Body, &answer)
	if answer["last"] != 2.0 || len(answer["entries"].([]any)) != 1 {
		t.Errorf("behind the first: %v", answer)
	}
	for _, serial := range []int{-1, 0, 1, 3} {
		decode(t, f.page("GET", fmt.Sprintf("/sandbox/entry?serial=%d", serial), "", nil).Body, &answer)
		if answer["error"] == nil {
			t.Errorf("entry %d: %v", serial, answer)
		}
	}
}

// What is left of the limits is counted whether they are held or not, and shown only where
// something is used up.
func TestInspectorShowsLimits(t *testing.T) {
	for _, held := range []bool{false, true} {
		f := open(t, sandbox.Options{RateLimits: held})
		for range 7 {
			f.call("chat.postMessage", object{"channel": f.general, "text": "x"})
		}
		var shown object
		decode(t, f.page("GET", "/sandbox/journal", "", nil).Body, &shown)
		first := at(shown, "state", "limits", 0)
		if at(first, "name") != "channel C1" || at(first, "left") != 0.0 || at(first, "burst") != 5.0 {
			t.Errorf("limits %v", at(shown, "state", "limits"))
		}
		if whole, _ := at(first, "whole").(float64); whole < 4 || whole > 6 {
			t.Errorf("whole again in %v s, want 5", whole)
		}
		posted := len(f.Messages(f.bob, f.general))
		if held != (posted == 5) || at(shown, "state", "limited") != held {
			t.Errorf("%d messages were posted", posted)
		}
	}
}
