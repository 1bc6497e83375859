package bot

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/slack-go/slack"
)

func TestOnlyFullMembersOfTheTeamAreMembers(t *testing.T) {
	home := Identity{Team: "T1"}
	grid := Identity{Team: "T1", Enterprise: "E1"}
	user := func(change func(*slack.User)) *slack.User {
		u := &slack.User{ID: "U1", TeamID: "T1"}
		change(u)
		return u
	}
	tests := []struct {
		name string
		home Identity
		user *slack.User
		want membership
	}{
		{"member", home, user(func(*slack.User) {}), member},
		{"administrator", home, user(func(u *slack.User) { u.IsAdmin, u.IsOwner = true, true }), member},
		{"guest", home, user(func(u *slack.User) { u.IsRestricted = true }), guest},
		{"guest of one channel", home, user(func(u *slack.User) { u.IsUltraRestricted = true }), guest},
		{"stranger", home, user(func(u *slack.User) { u.IsStranger = true }), external},
		{"other team", home, user(func(u *slack.User) { u.TeamID = "T2" }), external},
		{"no team", home, user(func(u *slack.User) { u.TeamID = "" }), external},
		{"another person than asked for", home, user(func(u *slack.User) { u.ID = "U2" }), external},
		{"bot", home, user(func(u *slack.User) { u.IsBot = true }), automaton},
		{"workflow", home, user(func(u *slack.User) { u.IsWorkflowBot = true }), automaton},
		{"deactivated", home, user(func(u *slack.User) { u.Deleted = true }), deactivated},
		{"other team without an organisation", home, user(func(u *slack.User) { u.TeamID, u.Enterprise.EnterpriseID = "T2", "E1" }), external},
		{"other team of the organisation", grid, user(func(u *slack.User) { u.TeamID, u.Enterprise.EnterpriseID = "T2", "E1" }), member},
		{"other organisation", grid, user(func(u *slack.User) { u.TeamID, u.Enterprise.EnterpriseID = "T2", "E2" }), external},
		{"guest in the organisation", grid, user(func(u *slack.User) {
			u.TeamID, u.Enterprise.EnterpriseID, u.IsRestricted = "T2", "E1", true
		}), guest},
	}
	for _, tt := range tests {
		if got := tt.home.membership("U1", tt.user); got != tt.want {
			t.Errorf("%s is %q, want %q", tt.name, got, tt.want)
		}
	}
	if got := home.membership(slackbot, user(func(u *slack.User) { u.ID = slackbot })); got != automaton {
		t.Errorf("Slackbot is %q", got)
	}
}

func TestNobodyIsFoundToReadInNoTime(t *testing.T) {
	b := &Bot{people: newPeople(Identity{Team: "T1"}, newWeb(Access{}))}
	b.people.known.put("U1", person{membership: member, asked: time.Now()}, time.Now())
	ctx, cancel := context.WithCancel(t.Context())
	if h, err := b.readers(ctx, []string{"U1"}); h != none || err != nil {
		t.Errorf("a member hinders: %q, %v", h, err)
	}
	cancel()
	if h, err := b.readers(ctx, []string{"U1"}); h != unsure || err == nil {
		t.Errorf("without time to look, the channel is judged %q, %v", h, err)
	}
}

func TestResponseURLsAnswerInManyWords(t *testing.T) {
	tests := []struct {
		status int
		said   string
		want   string // the error; empty: delivered
	}{
		{200, "ok", ""},
		{200, "", ""},
		{200, `{"ok":true}`, ""},
		{200, "<html>welcome</html>", ""},
		{200, `{"ok":false,"error":"invalid_blocks"}`, "invalid_blocks"},
		{400, "invalid_blocks", "invalid_blocks"},
		{404, "used_url", "used_url"},
		{404, `{"ok":false,"error":"expired_url"}`, "expired_url"},
		{500, "<html>sorry</html>", "slack server error: 500"},
		{403, "", "slack server error: 403"},
	}
	for _, tt := range tests {
		err := judgeResponse(&http.Response{StatusCode: tt.status, Status: fmt.Sprint(tt.status)}, tt.said)
		got := ""
		if err != nil {
			got = err.Error()
		}
		if got != tt.want {
			t.Errorf("%d %q is %q, want %q", tt.status, tt.said, got, tt.want)
		}
	}
}

func TestWhatCertainlyWasNotPosted(t *testing.T) {
	tests := []struct {
		err  error
		want bool
	}{
		{&slack.RateLimitedError{RetryAfter: time.Second}, true},
		{slack.SlackErrorResponse{Err: "channel_not_found"}, true},
		{slack.SlackErrorResponse{Err: "internal_error"}, false},
		{slack.SlackErrorResponse{Err: "fatal_error"}, false},
		{slack.StatusCodeError{Code: 404}, true},
		{slack.StatusCodeError{Code: 429}, true},
		{slack.StatusCodeError{Code: 503}, false},
		{&net.OpError{Op: "dial", Err: errors.New("refused")}, true},
		{&net.OpError{Op: "read", Err: errors.New("reset")}, false},
		{context.DeadlineExceeded, false},
	}
	for _, tt := range tests {
		if got := notPosted(Redact(tt.err)); got != tt.want {
			t.Errorf("%v: certainly not posted is %v, want %v", tt.err, got, tt.want)
		}
	}
}

func TestACallWaitsAsLongAsSlackWantsAndNoLongerThanItsContext(t *testing.T) {
	tests := []struct {
		name    string
		limits  []time.Duration // what Slack answers before it takes the call
		timeout time.Duration
		took    time.Duration
		ok      bool
	}{
		{"at once", nil, time.Minute, 0, true},
		{"after a pause", []time.Duration{3 * time.Second}, time.Minute, 3 * time.Second, true},
		{"after two", []time.Duration{3 * time.Second, 2 * time.Second}, time.Minute, 5 * time.Second, true},
		{"without a number", []time.Duration{0}, time.Minute, time.Second, true},
		{"too long", []time.Duration{2 * time.Minute}, time.Minute, 0, false},
		{"an absurd number", []time.Duration{1000 * time.Hour}, time.Hour, 10 * time.Minute, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				ctx, cancel := context.WithTimeout(t.Context(), tt.timeout)
				defer cancel()
				begin, limits := time.Now(), tt.limits
				err := newWeb(Access{}).call(ctx, "users.info", func(context.Context) error {
					if len(limits) == 0 {
						return nil
					}
					limit := limits[0]
					limits = limits[1:]
					return &slack.RateLimitedError{RetryAfter: limit}
				})
				if (err == nil) != tt.ok || time.Since(begin) != tt.took {
					t.Errorf("after %v: %v", time.Since(begin), err)
				}
			})
		})
	}
}

func TestWhatIsNotCalledCertainlyWasNotPosted(t *testing.T) {
	const method = "chat.postMessage"
	tests := map[string]func(l *lane, cancel context.CancelFunc){
		"Slack wants a long pause": func(l *lane, _ context.CancelFunc) { l.close(time.Minute) },
		"the allowance is used up": func(l *lane, _ context.CancelFunc) {
			for range 2 * perMinute[method] {
				l.allowance.Reserve()
			}
		},
		"the time is over": func(_ *lane, cancel context.CancelFunc) { cancel() },
		"the time ends while it waits": func(l *lane, cancel context.CancelFunc) {
			l.close(5 * time.Second)
			time.AfterFunc(time.Second, cancel)
		},
	}
	for name, prepare := range tests {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				api := newWeb(Access{})
				ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
				defer cancel()
				prepare(api.lane(method), cancel)
				err := api.call(ctx, method, func(context.Context) error {
					t.Error("called all the same")
					return nil
				})
				if !notPosted(err) {
					t.Errorf("%v does not say that nothing was posted", err)
				}
			})
		})
	}
}

func TestACallIsMadeOnceUnlessItWasTurnedAway(t *testing.T) {
	for _, err := range []error{
		slack.SlackErrorResponse{Err: "internal_error"},
		slack.StatusCodeError{Code: 503},
		&net.OpError{Op: "read", Err: errors.New("reset")},
	} {
		calls := 0
		got := newWeb(Access{}).call(t.Context(), "chat.postMessage", func(context.Context) error {
			calls++
			return err
		})
		if calls != 1 || got == nil {
			t.Errorf("%v: called %d times, error %v", err, calls, got)
		}
	}
}

func TestTheAPIAddressMayEndInASlash(t *testing.T) {
	for _, base := range []string{"http://slack.test/api", "http://slack.test/api/"} {
		here, there := net.Pipe()
		access := Access{APIURL: base, Dial: func(context.Context, string, string) (net.Conn, error) { return here, nil }}
		asked := make(chan string)
		go func() {
			line, _ := bufio.NewReader(there).ReadString('\n')
			there.Close()
			asked <- line
		}()
		if _, err := Identify(t.Context(), access); err == nil {
			t.Error("no error from nobody")
		}
		if got := <-asked; got != "POST /api/auth.test HTTP/1.1\r\n" {
			t.Errorf("%s: asked %q", base, got)
		}
	}
}
