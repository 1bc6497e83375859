package commands_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/tierbot/tierbot/commands"
	"github.com/tierbot/tierbot/commands/transcript"
)

// TestTheFormOfExempt holds that the form says what words say, and keeps what was filled
// in as long as it cannot be.
func TestTheFormOfExempt(t *testing.T) {
	o := deadlineDay(t, 2, 0)
	o.req.Forms = true
	form := o.do("ask", `/tier exempt id:"p0000"`).Form
	if form == nil || form.Name != "exempt" || fmt.Sprint(fields(form)) != "[partner day reason]" {
		t.Fatalf("no form: %+v", form)
	}
	reply := o.submit("too early", form, commands.Values{"day": "2009-10-01", "reason": "the course was cancelled"})
	if len(reply.Problems) != 1 || reply.Problems[0].Field != "day" {
		t.Errorf("a day that is past: %+v\n%s", reply.Problems, reply)
	}
	reason := "it's “late” because the trainer was, car il neigeait"
	reply = o.submit("fine", form, commands.Values{"day": "2009-12-01", "reason": reason})
	if !strings.Contains(reply.String(), "More time given:") || len(reply.Problems) > 0 {
		t.Errorf("answered\n%s", reply)
	}
	if e := o.partner("p0000").Extension; e == nil || e.Reason != reason || e.Until != day(t, "2009-12-01") {
		t.Errorf("granted: %+v", e)
	}
	typed := o.do("typed", "/tier exempt p0001 until 2009-12-01 because "+reason)
	if one, other := strings.ReplaceAll(reply.String(), "0000", "0001"), typed.String(); one[:60] != other[:60] {
		t.Errorf("filled in\n%s\ntyped\n%s", one, other)
	}
}

// TestChoosing holds that each partner that waits is on one page, with all that can be
// decided about it.
func TestChoosing(t *testing.T) {
	o := deadlineDay(t, 25, 0)
	o.do("hold", "/tier hold p0007 because of the audit")
	seen := map[string]int{}
	reply := o.do("first", "/tier decide each")
	for page := 0; ; page++ {
		for _, a := range transcript.Buttons(reply) {
			seen[a.Command]++
		}
		if reply.Actions[0].Label != "Next page" {
			break
		}
		reply = o.do(fmt.Sprint("page ", page), reply.Actions[0].Command)
	}
	for n := range 25 {
		for _, command := range []string{"/tier ", "/tier fall ", "/tier hold ", "/tier exempt "} {
			want := 1
			if n == 7 && command == "/tier hold " {
				want = 0
			}
			if line := fmt.Sprintf(`%sid:"p%04d"`, command, n); seen[line] != want {
				t.Errorf("%s is offered %d times", line, seen[line])
			}
		}
	}
}

// TestLongDecisionsKeepTheirLimits holds the answers about very many, in both languages.
func TestLongDecisionsKeepTheirLimits(t *testing.T) {
	o := deadlineDay(t, 700, 5)
	for _, o.req.Locale = range []string{"en", "fr"} {
		for i, line := range []string{"/tier rehearse 2010-01-14", "/tier decide", "/tier decide each", `/tier decide each from:"690"`} {
			o.do(fmt.Sprint(o.req.Locale, i), line)
		}
	}
}
