package bot_test

import (
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tierbot/tierbot/bot"
	"github.com/tierbot/tierbot/bot/sandbox"
	"github.com/tierbot/tierbot/program"
)

// says makes a bureau's texts say something.
func saying(said texts) func(*bot.Options) {
	return func(o *bot.Options) { o.Reminders.Texts = said }
}

func TestTheChannelIsToldOnceOfEachDeadline(t *testing.T) {
	tests := []struct {
		name, at string
		texts    texts
		lasts    string // how long the bot is watched
		want     []string
	}{
		{"sixteen days before", "2009-12-29 08:00", texts{}, "24h", nil},
		{"fourteen days before", "2009-12-31 08:00", texts{}, "25h", []string{"2009-12-31 09:00 rehearsal of 2010-01-14"}},
		{"two weeks before a weekend", "2009-12-30 20:00", texts{}, "40h", []string{"2009-12-31 09:00 rehearsal of 2010-01-14"}},
		{"ten days before, after an outage", "2010-01-04 10:30", texts{}, "30h", []string{"2010-01-04 10:30 rehearsal of 2010-01-14"}},
		{"nobody would fall", "2009-12-31 08:00", texts{saved: true}, "2h", nil},
		{"on the day", "2010-01-14 08:00", texts{saved: true, lapsed: false}, "2h", nil},
		{"the morning after", "2010-01-15 08:00", texts{lapsed: true}, "26h", []string{"2010-01-15 09:00 decision of 2010-01-14"}},
		{"after both deadlines, long ago", "2010-03-02 20:00", texts{lapsed: true}, "14h", []string{"2010-03-03 09:00 decision of 2010-01-14"}},
		{"on a weekend", "2010-01-16 08:00", texts{lapsed: true}, "24h", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				d := openBureau(t, tt.at, nil, saying(tt.texts))
				d.pass(tt.lasts)
				var got []string
				for _, m := range d.Messages(alice, general) {
					got = append(got, posted(t, m).In(d.day.Location()).Format("2006-01-02 15:04 ")+m.Plain())
				}
				if fmt.Sprint(got) != fmt.Sprint(tt.want) {
					t.Errorf("told %q, want %q\n%s", got, tt.want, d.troubles())
				}
				d.behaved()
			})
		})
	}
}

// The week's summary comes on its first working day, as late as the bot is started, and on no
// other unless an outage has kept it back.
func TestTheWeekIsSummedUpOnItsFirstDay(t *testing.T) {
	tests := []struct {
		name, at, lasts string
		want            []string
	}{
		{"from the evening before", "2009-11-15 20:00", "60h", []string{"2009-11-16 09:00"}},
		{"started at noon", "2009-11-16 12:30", "6h", []string{"2009-11-16 12:30"}},
		{"started in the evening", "2009-11-16 19:30", "48h", nil},
		{"started on Tuesday", "2009-11-17 08:00", "48h", nil},
		{"after a holiday", "2010-04-05 08:00", "48h", []string{"2010-04-06 09:00"}}, // Easter Monday
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				d := openBureau(t, tt.at, nil, saying(texts{weekly: true}))
				d.pass(tt.lasts)
				var got []string
				for _, m := range d.Messages(alice, general) {
					if m.Plain() == "week, 0 unreachable" {
						got = append(got, posted(t, m).In(d.day.Location()).Format("2006-01-02 15:04"))
					}
				}
				if fmt.Sprint(got) != fmt.Sprint(tt.want) {
					t.Errorf("told at %q, want %q\n%s", got, tt.want, d.troubles())
				}
				d.behaved()
			})
		})
	}
}

func TestFallsAreAppliedWithoutAskingOnlyWhenNothingIsAmiss(t *testing.T) {
	auto := func(o *bot.Options) { o.Reminders.Auto = true }
	t.Run("all is well", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			d := openBureau(t, "2010-01-15 08:00", nil, saying(texts{lapsed: true}), auto)
			d.pass("2h")
			d.wantIn(alice, general, "falls of 2010-01-14")
		})
	})
	t.Run("connected only lately", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			d := openBureau(t, "2010-01-15 10:00", nil, saying(texts{lapsed: true}), auto)
			d.pass("9m")
			d.wantIn(alice, general)
			d.pass("3m")
			d.wantIn(alice, general, "falls of 2010-01-14")
		})
	})
	t.Run("the store may have forgotten something", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			d := openBureau(t, "2010-01-15 08:00", nil, saying(texts{lapsed: true}), auto)
			d.pass("5m")
			if _, err := d.store.Suspect(t.Context(), program.Suspicion{Reason: "older", Since: time.Now()}, program.Pulse{}); err != nil {
				t.Fatal(err)
			}
			if err := d.store.Resume(t.Context(), manager, time.Now()); err != nil {
				t.Fatal(err)
			}
			d.pass("2h")
			d.wantIn(alice, general, "decision of 2010-01-14")
		})
	})
}

// A message whose fate is not known may come twice where the bot may read no history, as in
// a channel; it is never lost.
func TestAChannelIsToldAtLeastOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := openBureau(t, "2010-01-15 08:00", nil, saying(texts{lapsed: true}))
		d.Fail("chat.postMessage", sandbox.Fault{Drop: true})
		d.pass("70m")
		d.wantIn(alice, general, "decision of 2010-01-14")
		if s := d.bot.Status().Reminders; s.Blind {
			t.Errorf("status %+v", s)
		}
	})
}
