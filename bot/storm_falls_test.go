package bot_test

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/tierbot/tierbot/bot"
)

// A store that has gone back the evening before falls would be applied, perhaps to before a
// partner's last certificate, demotes nobody: nothing is done while it is suspect, and
// managers are asked once they have resumed it.
func TestAStoreThatWentBackDemotesNobody(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := openBureau(t, "2010-01-14 08:00", oneDigest, saying(texts{lapsed: true}), func(o *bot.Options) {
			o.Reminders.Auto = true
		})
		before := []string{"rehearsal of 2010-01-14", "falls of 2009-10-14"} // all is well
		d.pass("12h")
		d.wantIn(alice, general, before...)
		d.forget(alice)
		d.cut()
		d.pass("16h")
		before = append(before, "Storage has gone back to an earlier state: what was recorded last may be missing. "+
			"I send no reminders until a manager has looked at it and writes /tier resume.")
		d.wantIn(alice, general, before...)
		if err := d.store.Resume(t.Context(), manager, time.Now()); err != nil {
			t.Fatal(err)
		}
		d.pass("1h")
		d.wantIn(alice, general, append(before, "decision of 2010-01-14")...)
	})
}
