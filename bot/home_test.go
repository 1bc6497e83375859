package bot_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tierbot/tierbot/bot/sandbox"
	"github.com/tierbot/tierbot/commands"
)

// home opens somebody's Home, and waits for what it then shows.
func (w *world) home(user string) sandbox.View {
	w.t.Helper()
	return w.view(w.OpenHome(user), 1)
}

// shows fails the test unless somebody's Home says something.
func (w *world) shows(user, text string) {
	w.t.Helper()
	v, ok := w.Home(user)
	if !ok || !strings.Contains(v.Plain(), text) {
		w.t.Errorf("Home is\n%s\nwant %q in it\n%s", v.Plain(), text, w.logs)
	}
}

func TestHomeIsPublishedWhenItIsOpened(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := office{home: func(req commands.Request) (commands.Reply, error) {
			return one("for " + req.User + " in " + req.Locale + " " + req.Email), nil
		}}
		w := openOffice(t, &d)
		w.home(alice)
		w.shows(alice, "for "+alice)
		w.home(bruno)
		w.shows(bruno, "in fr-FR")
		w.shows(alice, "alice@example.com")
		if n := w.Calls("views.publish"); n != 2 {
			t.Errorf("published %d times", n)
		}
		w.behaved()
	})
}

func TestWhoMayNotAskReadsSoInHome(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := office{home: func(commands.Request) (commands.Reply, error) { panic("nobody asked") }}
		w := openOffice(t, &d)
		for _, user := range []string{visitor, oneRoom, stranger} {
			w.home(user)
			w.shows(user, "I answer full members of this workspace only.")
		}
		w.behaved()
	})
}

func TestOneOpeningIsAnsweredOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := openOffice(t, new(office))
		w.DeliverCopies(2)
		w.home(alice)
		w.pass("1m")
		if n := w.Calls("views.publish"); n != 1 {
			t.Errorf("published %d times", n)
		}
		w.behaved()
	})
}

func TestWhatChangesSomethingChangesHome(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := openOffice(t, deep())
		w.Press(alice, w.home(alice), "Open")
		w.pass("1s")
		w.shows(alice, "asked 0 times")
		w.view(w.Press(alice, w.modal(alice), "Snooze"), 1)
		w.pass("1s")
		w.shows(alice, "asked 2 times")
		// Nobody can go back to what would be done once more.
		w.view(w.Press(alice, w.modal(alice), "Deeper"), 1)
		v := w.view(w.Press(alice, w.modal(alice), "Back"), 1)
		if !strings.HasSuffix(lineWith(v, "this is"), "this is acme") {
			t.Errorf("it leads back to\n%s", v.Plain())
		}
		w.behaved()
	})
}

func TestHomeIsNeverBlank(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := office{home: func(commands.Request) (commands.Reply, error) {
			<-time.After(5 * time.Second)
			return one("here it is"), nil
		}}
		w := openOffice(t, &d)
		w.view(w.OpenHome(alice), 1)
		w.shows(alice, "One moment")
		w.pass("1s")
		w.shows(alice, "Storage is unavailable just now.")
		w.pass("10s")
		w.shows(alice, "here it is")
		w.OpenHome(alice)
		w.pass("2s")
		w.shows(alice, "here it is") // what was there stays until it is known what is new
		w.pass("2s")
		w.shows(alice, "here it is")
		w.pass("10s")
		w.behaved()
	})
}

func TestHomeSaysThatTheStoreIsDownAndTriesAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		down := true
		d := office{home: func(commands.Request) (commands.Reply, error) {
			if !down {
				return one("as always"), nil
			}
			again := commands.Action{Label: "Try again", Command: commands.HomeLine}
			return commands.Reply{Parts: sentence("storage is down"), Actions: []commands.Action{again}}, errors.New("down")
		}}
		w := openOffice(t, &d)
		w.home(alice)
		w.shows(alice, "storage is down")
		down = false
		v, _ := w.Home(alice)
		w.acked(w.Press(alice, v, "Try again"))
		w.pass("1s")
		w.shows(alice, "as always")
		if _, open := w.Modal(alice); open {
			t.Error("a modal opened")
		}
		w.behaved()
	})
}

func TestHomeSaysThatSlackDoesNotKnowWhoAsks(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := openOffice(t, new(office))
		w.Fail("users.info", sandbox.Fault{Error: "internal_error"})
		w.home(alice)
		w.shows(alice, "[Try again]")
		v, _ := w.Home(alice)
		w.acked(w.Press(alice, v, "Try again"))
		w.pass("1s")
		w.shows(alice, "asked 0 times")
		w.behaved()
	})
}

func TestWhereSlackRefusesBlocksHomeAndModalsArePlain(t *testing.T) {
	for _, refused := range [][]string{{"rich_text"}, {"rich_text", "actions"}} {
		t.Run(strings.Join(refused, " and "), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := openOffice(t, new(office))
				for _, kind := range refused {
					w.Refuse(kind)
				}
				w.home(alice)
				w.shows(alice, "asked 0 times")
				v := w.modalFor(alice, "/tier acme")
				if !strings.Contains(v.Plain(), "/tier acme") {
					t.Errorf("the modal is\n%s", v.Plain())
				}
				w.ForgetViolations() // the refused blocks themselves
			})
		})
	}
}

// modalFor presses a button of somebody's Home that asks a line.
func (w *world) modalFor(user, line string) sandbox.View {
	w.t.Helper()
	v, ok := w.Home(user)
	if !ok {
		w.t.Fatal("there is no Home")
	}
	for _, b := range v.Blocks {
		if b["type"] == "actions" {
			return w.view(w.Press(user, v, "Open"), 1)
		}
	}
	return w.view(w.ForgePress(user, v, sandbox.Block{"type": "button", "action_id": "answer:0", "value": line}), 1)
}

func TestAPublishingThatSlackDoesNotTakeAtOnceIsMadeAgain(t *testing.T) {
	for name, fault := range map[string]sandbox.Fault{
		"trouble": {Error: "internal_error"}, "pause": {RetryAfter: 3}, "cut": {Drop: true},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := openOffice(t, new(office))
				w.Fail("views.publish", fault)
				w.OpenHome(alice)
				w.pass("15s")
				w.shows(alice, "asked 0 times")
				w.behaved()
			})
		})
	}
}

func TestAnOldHomeDoesNotTakeThePlaceOfANewOne(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := openOffice(t, new(office))
		w.home(alice)
		w.Fail("views.publish", sandbox.Fault{Error: "hash_conflict"})
		w.OpenHome(alice)
		w.pass("5s")
		if n := w.Calls("views.publish"); n != 2 {
			t.Errorf("published %d times", n)
		}
		w.shows(alice, "asked 0 times")
		w.behaved()
	})
}

func TestRightsInHomeAreThoseOfTheMoment(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := openOffice(t, new(office))
		home := w.home(alice)
		w.AddUser(sandbox.User{ID: alice, Name: "alice", Restricted: true})
		w.pass("6m")
		v := w.view(w.Press(alice, home, "Open"), 1)
		if !strings.Contains(v.Plain(), "I answer full members of this workspace only.") {
			t.Errorf("the modal is\n%s", v.Plain())
		}
		w.behaved()
	})
}

// Whoever opens Home again and again while the store is slow makes no queue: the last of the
// openings is answered after the first, although Slack tells of all before the first answer.
func TestOfManyOpeningsTheLastIsAnswered(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		asked := 0
		d := office{home: func(commands.Request) (commands.Reply, error) {
			asked++
			n := asked
			<-time.After(time.Second)
			return one(fmt.Sprintf("answer %d", n)), nil
		}}
		w := openOffice(t, &d)
		w.home(alice)
		for range 5 {
			w.OpenHome(alice)
			w.pass("10ms")
		}
		w.pass("10s")
		w.shows(alice, "answer 3")
		if asked != 3 {
			t.Errorf("asked %d times", asked)
		}
		w.behaved()
	})
}
