package bot_test

import (
	"io"
	"net"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/alicebob/miniredis/v2"

	"github.com/tierbot/tierbot/bot"
	"github.com/tierbot/tierbot/bot/sandbox"
	"github.com/tierbot/tierbot/commands"
	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/store"
)

// The tests of this file put the real commands and the real store behind the bot.

// A whole is a world with partners in a Redis.
type whole struct {
	*world
	redis *slowLine
	store *store.Workspace
}

func openWhole(t *testing.T, partners ...program.Partner) (*whole, *miniredis.Miniredis) {
	t.Helper()
	redis := miniredis.RunT(t)
	line := &slowLine{to: redis.Addr()}
	w, workspace := openStocked(t, "redis://"+line.listen(t), []string{managers}, partners...)
	return &whole{w, line, workspace}, redis
}

// openStocked makes a world with the real commands over the real store, in which some
// partners are.
func openStocked(t *testing.T, redis string, managers []string, partners ...program.Partner) (*world, *store.Workspace) {
	t.Helper()
	storage, err := store.Open(redis)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = storage.Close() })
	workspace := storage.Workspace("T0SANDBOX")
	batch := program.Batch{Op: "seed", By: "test", At: time.Date(2009, 5, 12, 9, 0, 0, 0, time.UTC), What: "seed"}
	for _, p := range partners {
		batch.Changes = append(batch.Changes, program.Change{After: p})
	}
	if _, err := workspace.Apply(t.Context(), batch, nil); err != nil {
		t.Fatal(err)
	}
	w := open(t, echo, func(o *bot.Options) {
		o.Commands, o.Events, o.Managers = commands.New(program.Default(), workspace), workspace, managers
	})
	return w, workspace
}

// enterprise is a partner with one VTSP holder, no competency and enough revenue.
func enterprise(name string) program.Partner {
	return program.Partner{
		ID: program.Fold(name), Name: name, Tier: "enterprise",
		Certificates: []program.Holding{{Certificate: "vtsp", Holder: "A. Holder", Earned: program.Date{Year: 2009, Month: 5, Day: 12}}},
		Readings:     []program.Reading{{Metric: "revenue", Value: 1_200_000}},
		Reported:     program.Report{By: bruno, At: time.Date(2009, 5, 12, 9, 0, 0, 0, time.UTC)},
	}
}

func TestTheThreeCommandsTellWhatCounts(t *testing.T) {
	w, _ := openWhole(t, enterprise("Acme"))
	tests := []struct {
		who, line string
		want      []string
	}{
		{alice, "/tier acme", []string{"Acme", "Enterprise", "VTSP", "Infrastructure Virtualization", "227 days", "14 January 2010"}},
		{alice, "/missing acme", []string{"Acme", "Enterprise", "VTSP", "Infrastructure Virtualization", "227 days", "14 January 2010"}},
		{alice, "/grace acme", []string{"Acme", "Enterprise", "VTSP", "Infrastructure Virtualization", "227 days", "14 January 2010"}},
		{bruno, "/tier acme", []string{"Acme", "Enterprise", "VTSP", "Virtualisation des infrastructures", "227 jours", "14 janvier 2010"}},
		{bruno, "/missing acme", []string{"Acme", "Enterprise", "VTSP", "Virtualisation des infrastructures", "227 jours", "14 janvier 2010"}},
		{bruno, "/grace acme", []string{"Acme", "Enterprise", "VTSP", "Virtualisation des infrastructures", "227 jours", "14 janvier 2010"}},
	}
	for _, tt := range tests {
		m := w.answer(w.Command(tt.who, general, tt.line))
		w.says(m, tt.want...)
		for _, text := range tt.want {
			if !strings.Contains(m.Text, text) {
				t.Errorf("%s: %q is not in the text:\n%s", tt.line, text, m.Text)
			}
		}
	}
	w.behaved()
}

func TestNamesAsPeopleTypeThem(t *testing.T) {
	w, _ := openWhole(t, enterprise("Société Générale"), enterprise("help"), enterprise("Nordlicht Nord"), enterprise("Nordlicht Süd"),
		enterprise("<!channel> *Evil* <@U0BRUNO>"))
	for _, name := range []string{"societe generale", "Société Générale", "SOCIETE GENERALE SA"} {
		w.says(w.answer(w.Command(alice, general, "/tier "+name)), "Société Générale · Enterprise")
	}
	w.says(w.answer(w.Command(alice, general, "/tier societé generle")), "Société Générale")
	w.says(w.answer(w.Command(alice, general, `/tier "help"`)), "help · Enterprise")

	choice := w.answer(w.Command(alice, general, "/tier nordlicht"))
	w.says(choice, "Nordlicht Nord", "Nordlicht Süd")
	w.says(w.answer(w.Press(alice, choice, "replace:1")), "Nordlicht Süd · Enterprise")

	evil := w.answer(w.Command(alice, general, "/tier <!channel> *Evil* <@U0BRUNO>"))
	w.says(evil, "<!channel> *Evil* <@U0BRUNO> · Enterprise")
	w.says(w.answer(w.Press(alice, evil, "Share in channel")), "<!channel> *Evil* <@U0BRUNO> · Enterprise")
	for _, m := range w.Messages(alice, general) {
		if len(m.Mentions.Broadcasts)+len(m.Mentions.Groups) > 0 {
			t.Errorf("a message calls %+v:\n%s", m.Mentions, m.Plain())
		}
	}
	w.behaved()
}

func TestSharingLeavesOutRevenueAndReporter(t *testing.T) {
	w, _ := openWhole(t, enterprise("Acme"))
	card := w.answer(w.Command(alice, general, "/tier acme"))
	w.says(card, "$12,000", "@bruno")
	shared := w.answer(w.Press(alice, card, "Share in channel"))
	for _, kept := range []string{"12,000", "bruno", bruno} {
		if strings.Contains(shared.Plain()+shared.Text, kept) {
			t.Errorf("%q is shared:\n%s", kept, shared.Plain())
		}
	}
	if shared.To != "" {
		t.Error("nothing was shared")
	}
	w.behaved()
}

func TestWithoutRedisPeopleAreToldAndWithItAnsweredAgain(t *testing.T) {
	w, redis := openWhole(t, enterprise("Acme"))
	w.says(w.answer(w.Command(alice, general, "/tier acme")), "Acme · Enterprise")
	redis.Close()
	w.says(w.answer(w.Command(alice, general, "/tier acme")), "torage is unavailable")
	w.says(w.answer(w.Say(bruno, w.DM(bruno), "acme")), "tockage")
	if err := redis.Restart(); err != nil {
		t.Fatal(err)
	}
	w.says(w.answer(w.Command(alice, general, "/tier acme")), "Acme · Enterprise")
	w.behaved()
}

func TestWithASlowRedisEveryCommandIsAckedAndAnswered(t *testing.T) {
	w, _ := openWhole(t, enterprise("Acme"))
	w.answer(w.Command(alice, general, "/tier acme"))
	w.redis.lag.Store(int64(2 * time.Second))
	asked := []*sandbox.Exchange{
		w.Command(alice, general, "/tier acme"),     // on a connection that is open
		w.Command(alice, general, "/missing acme"),  // on one that has to be opened
		w.Say(bruno, general, "@tierbot tier acme"), // after a look at the replicas' memory
	}
	for _, x := range asked {
		w.acked(x)
	}
	for _, x := range asked {
		m := w.answer(x)
		if len(m.Blocks) == 1 { // the notice
			m = w.after(m)
		}
		w.says(m, "Acme", "Enterprise")
	}
	w.behaved() // no late acknowledgement, among others
}

// after waits for the next message to the same person.
func (w *whole) after(first sandbox.Message) sandbox.Message {
	w.t.Helper()
	m, err := w.Await(w.t.Context(), func(m sandbox.Message) bool {
		return m.To == first.To && m.TS > first.TS && len(m.Blocks) > 1
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return m
}

// A slowLine stands between the store and a Redis, and holds its replies back.
type slowLine struct {
	to  string
	lag atomic.Int64 // of every reply, in nanoseconds
}

// listen takes connections until the test ends, and returns its address.
func (l *slowLine) listen(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	go func() {
		for {
			client, err := listener.Accept()
			if err != nil {
				return
			}
			go l.join(client)
		}
	}()
	return listener.Addr().String()
}

func (l *slowLine) join(client net.Conn) {
	defer client.Close()
	redis, err := net.Dial("tcp", l.to)
	if err != nil {
		return
	}
	defer redis.Close()
	go func() {
		_, _ = io.Copy(redis, client)
		_ = redis.Close()
	}()
	reply := make([]byte, 64<<10)
	for {
		n, err := redis.Read(reply)
		if err != nil {
			return
		}
		<-time.After(time.Duration(l.lag.Load()))
		if _, err := client.Write(reply[:n]); err != nil {
			return
		}
	}
}
