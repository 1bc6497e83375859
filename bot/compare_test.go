package bot_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"
	"github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"

	"github.com/tierbot/tierbot/bot"
	"github.com/tierbot/tierbot/bot/sandbox"
	"github.com/tierbot/tierbot/commands"
	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/store"
	"github.com/tierbot/tierbot/store/redistest"
)

// BenchmarkTier measures `/tier` through the whole bot beside a bare slack-go bot
// that does one Redis read and answers with a fixed card: the very blocks of the
// bot's own answer. Both have a local Slack of their own in this process and the
// same real Redis, and they take turns, so that the ratios compare like with like.
func BenchmarkTier(b *testing.B) {
	server := redistest.Start(b)
	fill(b, server, "T1275", 1_275)
	whole := startWhole(b, server, "T1275")
	bare := startBare(b, server, whole.card(b))

	for _, askers := range []int{1, 16, 64} {
		b.Run(fmt.Sprintf("askers=%d", askers), func(b *testing.B) {
			compare(b, askers, contender{"bare", bare.ask}, contender{"bot", whole.ask})
		})
	}
}

// BenchmarkTierBySize measures the same command with 1,275 and with 1,000,000
// partners in one Redis. It is long to prepare, so -short leaves it out.
func BenchmarkTierBySize(b *testing.B) {
	if testing.Short() {
		b.Skip("loads a million partners")
	}
	server := redistest.Start(b)
	fill(b, server, "T1275", 1_275)
	fill(b, server, "T1000000", 1_000_000)
	small := startWhole(b, server, "T1275")
	large := startWhole(b, server, "T1000000")
	compare(b, 1, contender{"1275", small.ask}, contender{"1000000", large.ask})
}

// contender is one of two bots, asked the i-th question.
type contender struct {
	name string
	ask  func(ctx context.Context, i int) error
}

// turn is how many questions one contender answers before it is the other's turn.
const turn = 256

// compare lets two contenders answer b.N questions each, in turns, and reports the
// latencies and throughputs of both and their ratios, second to first.
func compare(b *testing.B, askers int, first, second contender) {
	both := [2]contender{first, second}
	var latencies [2][]time.Duration
	var spent [2]time.Duration
	for done := 0; done < b.N; done += turn {
		for i, contender := range both {
			began := time.Now()
			took := race(b, askers, min(turn, b.N-done), func(question int) error {
				return contender.ask(b.Context(), done+question)
			})
			spent[i] += time.Since(began)
			latencies[i] = append(latencies[i], took...)
		}
	}
	var p50, rate [2]float64
	for i, contender := range both {
		slices.Sort(latencies[i])
		p50[i] = quantile(latencies[i], 0.50)
		rate[i] = float64(len(latencies[i])) / spent[i].Seconds()
		b.ReportMetric(p50[i], contender.name+"-p50-µs")
		b.ReportMetric(quantile(latencies[i], 0.99), contender.name+"-p99-µs")
		b.ReportMetric(rate[i], contender.name+"/s")
	}
	b.ReportMetric(p50[1]/p50[0], "p50-ratio")
	b.ReportMetric(rate[1]/rate[0], "throughput-ratio")
	b.ReportMetric(0, "ns/op") // the sum of two contenders says nothing
}

// race asks n questions from several askers at once and returns how long each took.
func race(b *testing.B, askers, n int, ask func(question int) error) []time.Duration {
	took := make([]time.Duration, n)
	questions := make(chan int)
	var wait sync.WaitGroup
	for range min(askers, n) {
		wait.Go(func() {
			for question := range questions {
				began := time.Now()
				if err := ask(question); err != nil {
					b.Errorf("question %d: %v", question, err)
				}
				took[question] = time.Since(began)
			}
		})
	}
	for question := range n {
		questions <- question
	}
	close(questions)
	wait.Wait()
	return took
}

// quantile of sorted durations, in microseconds.
func quantile(sorted []time.Duration, q float64) float64 {
	at := min(int(q*float64(len(sorted))), len(sorted)-1)
	return float64(sorted[at]) / float64(time.Microsecond)
}

// local is a local Slack with one person in it.
type local struct {
	*sandbox.Workspace
	api string
}

const (
	asker = "U0ASKER01"
	desk  = "C0DESK001"
)

func startLocal(tb testing.TB, team string) local {
	workspace := sandbox.New(sandbox.Options{
		Team:    sandbox.Team{ID: team},
		App:     sandbox.App{AppToken: "xapp-local", BotToken: "xoxb-local"},
		Journal: -1, History: 100,
	})
	tb.Cleanup(workspace.Close)
	server := httptest.NewServer(workspace)
	tb.Cleanup(server.Close)
	workspace.AddUser(sandbox.User{ID: asker, Name: "asker"})
	workspace.AddChannel(sandbox.Channel{ID: desk, Name: "desk", Members: []string{asker}})
	return local{workspace, server.URL + "/api/"}
}

// ask types /tier for the i-th partner and waits for the answer.
func (l local) ask(ctx context.Context, i int) error {
	_, err := l.Command(asker, desk, "/tier "+partnerName(i%1_275)).Answer(ctx)
	return err
}

// card is the bot's own answer, for the bare bot to repeat.
func (l local) card(tb testing.TB) sandbox.Message {
	answer, err := l.Command(asker, desk, "/tier "+partnerName(1)).Answer(tb.Context())
	if err != nil {
		tb.Fatal(err)
	}
	return answer
}

// startWhole connects Tierbot to a local Slack.
func startWhole(tb testing.TB, server *redistest.Server, team string) local {
	workspace := startLocal(tb, team)
	storage, err := store.Open(server.URL())
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { storage.Close() })
	access := bot.Access{AppToken: "xapp-local", BotToken: "xoxb-local", APIURL: workspace.api}
	identity, err := bot.Identify(tb.Context(), access)
	if err != nil {
		tb.Fatal(err)
	}
	tierbot := bot.New(bot.Options{
		Access: access, Identity: identity,
		Commands: commands.New(program.Default(), storage.Workspace(team)),
		Now:      func() time.Time { return time.Date(2009, 6, 1, 12, 0, 0, 0, time.UTC) },
	})
	connect(tb, workspace, tierbot.Run)
	return workspace
}

// startBare connects the least a slack-go bot can be.
func startBare(tb testing.TB, server *redistest.Server, card sandbox.Message) local {
	workspace := startLocal(tb, "TBARE")
	database := redis.NewClient(&redis.Options{Addr: server.Addr, PoolSize: 64})
	tb.Cleanup(func() { database.Close() })
	ctx := tb.Context()
	if err := database.Set(ctx, "fixed", strings.Repeat("x", 500), 0).Err(); err != nil {
		tb.Fatal(err)
	}
	raw, err := json.Marshal(card.Blocks)
	if err != nil {
		tb.Fatal(err)
	}
	var blocks slack.Blocks
	if err := json.Unmarshal(raw, &blocks); err != nil {
		tb.Fatal(err)
	}
	fixed := map[string]any{"text": card.Text, "blocks": blocks}

	api := slack.New("xoxb-local", slack.OptionAppLevelToken("xapp-local"), slack.OptionAPIURL(workspace.api))
	client := socketmode.New(api)
	go func() {
		for event := range client.Events {
			if event.Type != socketmode.EventTypeSlashCommand {
				continue
			}
			go func() {
				if database.Get(ctx, "fixed").Err() == nil {
					client.AckCtx(ctx, event.Request.EnvelopeID, fixed) //nolint:errcheck // an asker without answer fails
				}
			}()
		}
	}()
	connect(tb, workspace, client.RunContext)
	return workspace
}

// connect runs a bot until the test ends.
func connect(tb testing.TB, workspace local, run func(context.Context) error) {
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		run(ctx) //nolint:errcheck // a bot that never connected fails below
	}()
	tb.Cleanup(func() { stop(); <-ended })
	if err := workspace.Connected(tb.Context(), 1); err != nil {
		tb.Fatal(err)
	}
}

func partnerName(i int) string { return fmt.Sprintf("Partner Number %07d", i) }

// fill stores n partners with four certificates each.
func fill(tb testing.TB, server *redistest.Server, team string, n int) {
	storage, err := store.Open(server.URL())
	if err != nil {
		tb.Fatal(err)
	}
	defer storage.Close()
	const atOnce = 20_000
	for begin := 0; begin < n; begin += atOnce {
		batch := program.Batch{Op: fmt.Sprint("fill ", begin), By: "benchmark", What: "fill"}
		for i := begin; i < min(begin+atOnce, n); i++ {
			batch.Changes = append(batch.Changes, program.Change{After: benchPartner(i)})
		}
		if _, err := storage.Workspace(team).Apply(tb.Context(), batch, nil); err != nil {
			tb.Fatal(err)
		}
	}
}

func benchPartner(i int) program.Partner {
	p := program.Partner{
		ID: fmt.Sprintf("p%07d", i), Name: partnerName(i), Tier: "enterprise",
		Owners:   []string{fmt.Sprintf("U0OWNER%03d", i%1000)},
		Readings: []program.Reading{{Metric: "revenue", Value: 1_200_000}},
	}
	for j, name := range []string{"Ana Ruiz", "Bo Li", "Cleo Dubois", "Dan Weber"} {
		p.Certificates = append(p.Certificates, program.Holding{
			Certificate: "vtsp", Holder: name, Earned: program.Date{Year: 2009, Month: 5, Day: 10 + j},
		})
	}
	return p
}
