package bot_test

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/tierbot/tierbot/bot"
	"github.com/tierbot/tierbot/bot/sandbox"
	"github.com/tierbot/tierbot/commands"
)

func TestManagersAreMembersWhoAreListedOrInAListedGroup(t *testing.T) {
	tests := []struct {
		name string
		list []string
		who  string
		want commands.Access // 0: the neutral sentence
	}{
		{"in a listed group", []string{managers}, manager, commands.Manager},
		{"in one of several groups", []string{"S0NOBODY", managers}, manager, commands.Manager},
		{"listed", []string{alice}, alice, commands.Manager},
		{"neither", []string{managers, bruno}, alice, commands.Reader},
		{"nobody is", nil, manager, commands.Reader},
		{"a listed guest", []string{visitor, managers}, visitor, 0},
		{"a listed stranger", []string{stranger}, stranger, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var d office
				w := openOffice(t, &d, func(o *bot.Options) { o.Managers = tt.list })
				w.AddUserGroup(sandbox.UserGroup{ID: "S0NOBODY"})
				m := w.answer(w.Command(tt.who, mixed, "/certify acme vtsp A. Holder"))
				if got := d.requests()[0]; got.As != tt.want || got.Unsure {
					t.Errorf("runs as %v, unsure %v, want %v", got.As, got.Unsure, tt.want)
				}
				switch tt.want {
				case 0:
					w.says(m, neutral)
				case commands.Reader:
					w.says(m, "not for you")
				default:
					w.says(m, "/certify acme vtsp A. Holder")
				}
			})
		})
	}
}

func TestAGroupThatCannotBeReadStopsWritingAndNotReading(t *testing.T) {
	tests := map[string]sandbox.Fault{
		"Slack fails":               {Error: "internal_error", Times: -1},
		"the scope is missing":      {Error: "missing_scope", Times: -1},
		"there is no such group":    {Error: "no_such_subteam", Times: -1},
		"Slack is slow":             {Delay: 5 * time.Second, Times: -1},
		"Slack wants a long pause":  {RetryAfter: 60, Times: -1},
		"Slack's connection is cut": {Drop: true, Times: -1},
	}
	for name, fault := range tests {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var d office
				w := openOffice(t, &d)
				w.Fail("usergroups.users.list", fault)
				w.says(w.answer(w.Command(manager, general, "/certify acme vtsp A. Holder")), "not for you, unsure true")
				w.says(w.answer(w.Command(manager, general, "/tier acme")), "/tier acme")
				w.says(w.answer(w.Command(alice, general, "/tier acme")), "/tier acme")
				w.Heal()
				w.pass("61s")
				w.says(w.answer(w.Command(manager, general, "/certify acme vtsp A. Holder")), "/certify acme")
			})
		})
	}
}

func TestWhoIsListedNeedsNoGroup(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var d office
		w := openOffice(t, &d, func(o *bot.Options) { o.Managers = []string{managers, alice} })
		w.Fail("usergroups.users.list", sandbox.Fault{Error: "internal_error", Times: -1})
		w.says(w.answer(w.Command(alice, general, "/certify acme vtsp A. Holder")), "/certify acme")
		w.behaved()
	})
}

func TestRightsAreFreshWhenSomethingIsChanged(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var d office
		w := openOffice(t, &d)
		calls := func() [2]int { return [2]int{w.Calls("users.info"), w.Calls("usergroups.users.list")} }
		steps := []struct {
			pass, line string
			want       [2]int // the calls so far
		}{
			{"0s", "/tier acme", [2]int{1, 1}},
			{"9s", "/certify acme vtsp A", [2]int{1, 1}},
			{"2s", "/certify acme vtsp B", [2]int{2, 2}},
			{"9s", "/certify acme vtsp C", [2]int{2, 2}},
			{"49s", "/tier acme", [2]int{2, 2}}, // within the minute
			{"3s", "/tier acme", [2]int{2, 3}},
		}
		for _, s := range steps {
			w.pass(s.pass)
			w.answer(w.Command(manager, general, s.line))
			if got := calls(); got != s.want {
				t.Errorf("after %q: %v calls, want %v", s.line, got, s.want)
			}
		}
		w.behaved()
	})
}

func TestAChangedGroupIsReadAnew(t *testing.T) {
	for name, event := range map[string]string{
		"members changed": `{"type":"subteam_members_changed","subteam_id":"S0MANAGERS","team_id":"T0SANDBOX"}`,
		"group updated":   `{"type":"subteam_updated","subteam":{"id":"S0MANAGERS","users":[]}}`,
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var d office
				w := openOffice(t, &d)
				w.says(w.answer(w.Command(manager, general, "/certify acme")), "/certify acme")
				w.AddUserGroup(sandbox.UserGroup{ID: managers})
				w.SendRaw(`{"envelope_id":"e1","type":"events_api","payload":{"type":"event_callback","team_id":"T0SANDBOX","event_id":"Ev1","event":` + event + `}}`)
				synctest.Wait()
				w.says(w.answer(w.Command(manager, general, "/certify acme")), "not for you, unsure false")
			})
		})
	}
}

func TestOneQuestionToSlackServesAllWhoWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var d office
		w := openOffice(t, &d)
		w.Fail("usergroups.users.list", sandbox.Fault{Delay: time.Second})
		var all []*sandbox.Exchange
		for range 10 {
			all = append(all, w.Command(manager, general, "/certify acme"))
		}
		for _, x := range all {
			w.says(w.answer(x), "/certify acme")
		}
		if n := w.Calls("usergroups.users.list"); n != 1 {
			t.Errorf("Slack was asked %d times", n)
		}
		w.behaved()
	})
}

// A refusal is written down by the commands, whatever the asker reads.
func TestWhoMayNothingIsRefusedByTheCommandsTooWhenTheyAskForAChange(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var d office
		w := openOffice(t, &d)
		for _, id := range []string{visitor, oneRoom, stranger} {
			w.says(w.answer(w.Command(id, mixed, "/tier acme")), neutral)
			w.says(w.answer(w.Command(id, mixed, "/certify acme vtsp A. Holder")), neutral)
		}
		got := d.requests()
		if len(got) != 3 {
			t.Fatalf("the commands were asked %d times, want for each change once", len(got))
		}
		for _, req := range got {
			if req.As != 0 || req.Op == "" || req.Command != "/certify" {
				t.Errorf("request is %+v", req)
			}
		}
	})
}
