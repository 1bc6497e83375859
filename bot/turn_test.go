package bot

import (
	"testing"
	"testing/synctest"
	"time"
)

// A message goes out only while its turn lasts for as long as Slack may take to answer, and
// Redis to keep that.
func TestATurnLeavesTimeForTheAnswer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := &reminder{Reminders: &Reminders{timing: inProduction}}
		begun := turn{begun: time.Now()}
		for _, tt := range []struct {
			after time.Duration
			want  bool
		}{
			{0, true},
			{inProduction.lease - 21*time.Second, true},
			{inProduction.lease - 20*time.Second, false},
			{inProduction.lease, false},
		} {
			<-time.After(time.Until(begun.begun.Add(tt.after)))
			if got := r.hasTime(&begun); got != tt.want {
				t.Errorf("after %v: %v, want %v", tt.after, got, tt.want)
			}
		}
	})
}
