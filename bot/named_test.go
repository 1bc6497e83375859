package bot_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/tierbot/tierbot/bot/sandbox"
)

func TestWhoIsNamedIsKnownByIdAndByEmail(t *testing.T) {
	both := map[string]string{alice: "alice@example.com"}
	tests := []struct {
		name, text string
		want       map[string]string
	}{
		{"nobody", "list enterprise me", nil},
		{"a person", "list @alice lapsed", both},
		{"an address", "list Alice@Example.com", both},
		{"an address that is nobody's", "list nobody@example.com", nil},
		{"a person without an address", "list @bruno", nil},
		{"a partner in quotes", `"alice@example.com"`, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var got asked
				w := open(t, got.do)
				w.answer(w.Command(bruno, general, "/tier "+tt.text))
				calls := w.Calls("users.lookupByEmail") + w.Calls("users.info")
				w.answer(w.Command(bruno, general, "/tier "+tt.text))
				for _, req := range got {
					if diff := cmp.Diff(tt.want, req.People, cmpopts.EquateEmpty()); diff != "" {
						t.Errorf("people (-want +got):\n%s", diff)
					}
				}
				if again := w.Calls("users.lookupByEmail") + w.Calls("users.info"); again != calls {
					t.Errorf("Slack was asked %d times more the second time", again-calls)
				}
				w.behaved()
			})
		})
	}
}

func TestAnAddressThatWasNobodysIsSomebodysTenMinutesLater(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var got asked
		w := open(t, got.do)
		w.answer(w.Command(alice, general, "/tier list new@example.com"))
		w.AddUser(sandbox.User{ID: "U0NEW", Name: "new", Email: "new@example.com"})
		w.pass("10m")
		w.answer(w.Command(alice, general, "/tier list new@example.com"))
		if diff := cmp.Diff(map[string]string{"U0NEW": "new@example.com"}, got[1].People); diff != "" {
			t.Errorf("people (-want +got):\n%s", diff)
		}
		w.behaved()
	})
}

func TestAQuestionThatNamesManyLooksUpThree(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := open(t, echo)
		var text strings.Builder
		for i := range 9 {
			fmt.Fprintf(&text, " somebody%d@example.com", i)
		}
		w.answer(w.Command(alice, general, "/tier list"+text.String()))
		if n := w.Calls("users.lookupByEmail"); n != 3 {
			t.Errorf("Slack was asked about %d people, want 3", n)
		}
		w.behaved()
	})
}

func TestAQuestionIsAnsweredWhoeverCannotBeLookedUp(t *testing.T) {
	for name, fault := range map[string]sandbox.Fault{
		"refused": {Error: "internal_error", Times: -1}, "down": {Status: 503, Times: -1}, "limited": {RetryAfter: 60},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := open(t, echo)
				w.Fail("users.lookupByEmail", fault)
				w.says(w.answer(w.Command(alice, general, "/tier list paul@example.com")), "/tier list paul@example.com")
				w.behaved()
			})
		})
	}
}
