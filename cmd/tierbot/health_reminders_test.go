package main

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"regexp"
	"testing"
	"time"

	"github.com/tierbot/tierbot/bot"
	"github.com/tierbot/tierbot/program"
)

// What keeps reminders from going out is shown. It makes the service not ready only where
// its answers would suffer as well, and another machine or token would help.
func TestReadinessOfReminders(t *testing.T) {
	noon := time.Date(2009, 9, 14, 12, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		name    string
		status  bot.RemindersStatus
		answers bool
		shown   string
	}{
		{
			"all is well",
			bot.RemindersStatus{On: true, Ahead: time.Second, Next: noon},
			true,
			`{"next":"2009-09-14T12:00:00Z","overdue":0,"missing":0,"untold":0}`,
		},
		{
			"the store has lost something, which no other copy of the bot could change",
			bot.RemindersStatus{Problem: bot.StoreSuspect, Suspect: program.Suspicion{Reason: "empty", Since: noon}},
			true,
			`{"problem":"suspect","suspect":"empty","suspect_since":"2009-09-14T12:00:00Z","overdue":0,"missing":0,"untold":0}`,
		},
		{
			"the clock is wrong, and so are the days left",
			bot.RemindersStatus{Problem: bot.ClockWrong, Ahead: -time.Hour - 10*time.Millisecond},
			false,
			`{"problem":"clock","clock":"-1h0m0s","overdue":0,"missing":0,"untold":0}`,
		},
		{
			"Slack takes nothing from the bot",
			bot.RemindersStatus{Problem: bot.SlackRefuses, Refused: "token_revoked"},
			false,
			`{"problem":"slack","refused":"token_revoked","overdue":0,"missing":0,"untold":0}`,
		},
		{
			"a suspect store excuses neither token nor clock",
			bot.RemindersStatus{Problem: bot.StoreSuspect, Suspect: program.Suspicion{Reason: "older"}, Refused: "token_revoked", Ahead: time.Hour},
			false,
			`{"problem":"suspect","suspect":"older","clock":"1h0m0s","refused":"token_revoked","overdue":0,"missing":0,"untold":0}`,
		},
		{
			"some wait, some were late, and Slack wants a pause",
			bot.RemindersStatus{Paused: noon, Careful: noon.Add(time.Hour), Overdue: 3, Missing: 2, Untold: 1, Blind: true},
			true,
			`{"blind":true,"paused_until":"2009-09-14T12:00:00Z","careful_until":"2009-09-14T13:00:00Z","overdue":3,"missing":2,"untold":1}`,
		},
	} {
		condition := conditionOf(&c.status)
		shown, err := json.Marshal(condition)
		if err != nil || string(shown) != c.shown {
			t.Errorf("%s: %v\n got %s\nwant %s", c.name, err, shown, c.shown)
		}
		if condition.answers() != c.answers {
			t.Errorf("%s: answers %v", c.name, !c.answers)
		}
	}
}

// Every figure of the reminders is in the metrics, under a name that begins alike, with a
// help text and without a label: nothing there can be an id.
func TestMetricsOfReminders(t *testing.T) {
	status := bot.Status{Reminders: bot.RemindersStatus{
		Problem: bot.StoreSuspect, Suspect: program.Suspicion{Reason: "older"},
		Careful: time.Unix(1_000, 0), Ahead: -1500 * time.Millisecond,
		Overdue: 1, Untold: 2, Sent: 3, InDoubt: 4, Found: 5, Repeated: 6, GivenUp: 7, Missing: 8,
	}}
	answer := httptest.NewRecorder()
	newMetrics().handler(func() bot.Status { return status }).ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	want := map[string]string{
		"sent_total": "3", "in_doubt_total": "4", "found_total": "5", "repeated_total": "6", "given_up_total": "7",
		"missing_total": "8", "overdue": "1", "untold": "2", "stopped": "1", "suspect": "1",
		"careful_until_seconds": "1000", "paused_until_seconds": "0", "clock_ahead_seconds": "-1.5",
	}
	lines := regexp.MustCompile(`(?m)^tierbot_reminders_(\S+) (\S+)$`).FindAllStringSubmatch(answer.Body.String(), -1)
	for _, line := range lines {
		if want[line[1]] != line[2] {
			t.Errorf("tierbot_reminders_%s is %s, want %q", line[1], line[2], want[line[1]])
		}
	}
	if len(lines) != len(want) {
		t.Errorf("%d figures of the reminders, want %d:\n%s", len(lines), len(want), answer.Body)
	}
}
