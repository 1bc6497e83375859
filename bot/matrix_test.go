package bot_test

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/google/go-cmp/cmp"

	"github.com/tierbot/tierbot/bot"
	"github.com/tierbot/tierbot/bot/sandbox"
	"github.com/tierbot/tierbot/commands"
	"github.com/tierbot/tierbot/program"
)

// The tests of this file put everybody before everything, everywhere, with the real
// commands and a store full of canaries.

// roles are who there is, and what they may run.
var roles = []struct {
	name, id string
	may      commands.Access
	locale   string
}{
	{"stranger", stranger, 0, ""},
	{"guest", visitor, 0, ""},
	{"guest of one channel", oneRoom, 0, ""},
	{"member", alice, commands.Reader, "en-US"},
	{"owner", bruno, commands.Reader, "fr-FR"},
	{"manager", manager, commands.Manager, "en-US"},
}

// places are where things are asked; the conversation with the bot is everybody's own.
var places = []string{mixed, connected, "direct"}

// A gesture is something that anybody can do, or make their client do.
type gesture struct {
	name    string
	payload string // the type of the interaction; empty for what is none
	needs   commands.Access
	direct  bool // it is done in the conversation with the bot alone
	do      func(w *world, who, place string) *sandbox.Exchange

	// quiet gestures answer whoever may not with silence, and the canary answers
	// whoever may.
	quiet bool
}

// gestures are every command by every way, and everything that is no command.
func gestures() []gesture {
	var all []gesture
	for _, c := range commands.Table() {
		line := c.Example.EN
		words := strings.TrimPrefix(line, "/")
		all = append(all,
			gesture{name: line, needs: c.Access, do: func(w *world, who, place string) *sandbox.Exchange {
				return w.Command(who, place, line)
			}},
			gesture{name: "button " + line, payload: "block_actions", needs: c.Access, do: func(w *world, who, place string) *sandbox.Exchange {
				card := sandbox.Message{Channel: place, TS: "1243846800.000100"}
				return w.ForgePress(who, card, sandbox.Block{"type": "button", "action_id": "answer:0", "value": line})
			}},
			gesture{name: "menu " + line, payload: "block_actions", needs: c.Access, do: func(w *world, who, place string) *sandbox.Exchange {
				card := sandbox.Message{Channel: place, TS: "1243846800.000100"}
				return w.ForgePress(who, card, chosen("answer:0", line))
			}},
			gesture{name: "mention " + line, needs: c.Access, do: func(w *world, who, place string) *sandbox.Exchange {
				return w.Say(who, place, "@tierbot "+words)
			}},
			gesture{name: "message " + line, needs: c.Access, direct: true, do: func(w *world, who, place string) *sandbox.Exchange {
				return w.Say(who, place, words)
			}},
		)
	}
	for _, form := range []string{"record", "import", "exempt", "reminders"} {
		needs := commands.Manager
		if form == "reminders" {
			needs = commands.Reader // it is about oneself
		}
		all = append(all, gesture{
			name: "form " + form, payload: "view_submission", needs: needs,
			do: func(w *world, who, place string) *sandbox.Exchange {
				return w.ForgeSubmit(who, formOf(form, place), map[string]map[string]any{
					"partner": {"value": map[string]any{"type": "external_select", "selected_option": map[string]any{"value": "acme"}}},
					"what":    {"value": map[string]any{"type": "static_select", "selected_option": map[string]any{"value": "certificate:vtsp"}}},
					"holders": {"value": map[string]any{"type": "plain_text_input", "value": "B. Holder"}},
					"day":     {"value": map[string]any{"type": "datepicker", "selected_date": "2009-05-20"}},
					"reason":  {"value": map[string]any{"type": "plain_text_input", "value": "The course was cancelled"}},
					"hour":    {"value": map[string]any{"type": "static_select", "selected_option": map[string]any{"value": "8"}}},
					"rungs":   {"value": map[string]any{"type": "plain_text_input", "value": "30,7"}},
					"file":    {"value": map[string]any{"type": "file_input", "files": []any{map[string]any{"id": "F0NONE"}}}},
				})
			},
		})
	}
	return append(all,
		gesture{name: "change of a form", payload: "block_actions", needs: commands.Manager, quiet: true, do: func(w *world, who, place string) *sandbox.Exchange {
			form := formOf("record", place)
			return w.Forge(who, map[string]any{
				"type": "block_actions", "actions": []any{map[string]any{"type": "external_select", "action_id": "value", "block_id": "partner"}},
				"view": map[string]any{
					"id": form.ID, "callback_id": form.CallbackID, "private_metadata": form.PrivateMetadata, "blocks": form.Blocks,
					"state": map[string]any{"values": map[string]any{"partner": map[string]any{"value": map[string]any{
						"type": "external_select", "selected_option": map[string]any{"value": "acme"},
					}}}},
				},
			})
		}},
		gesture{name: "typing", payload: "block_suggestion", needs: commands.Manager, quiet: true, do: func(w *world, who, place string) *sandbox.Exchange {
			return w.Forge(who, map[string]any{"type": "block_suggestion", "action_id": "value", "block_id": "partner", "value": "ac"})
		}},
		gesture{name: "shortcut", payload: "message_action", needs: commands.Manager, do: func(w *world, who, place string) *sandbox.Exchange {
			w.Say(who, place, "acme has passed")
			return w.MessageShortcut(who, last(w.Messages(who, place)), "record")
		}},
		gesture{name: "file", needs: commands.Manager, direct: true, do: func(w *world, who, place string) *sandbox.Exchange {
			return w.DropFile(who, place, "partners.csv", []byte("id,name\nacme,New\n"))
		}},
	)
}

// formOf is a form as nobody has it open.
func formOf(name, place string) sandbox.View {
	return sandbox.View{
		ID: "V0FORGED", Type: "modal", CallbackID: name, PrivateMetadata: `{"channel":"` + place + `","state":"{\"id\":\"acme\",\"v\":3}"}`,
		Blocks: []sandbox.Block{{"type": "input", "block_id": "partner"}, {"type": "input", "block_id": "file"}},
	}
}

func TestEverybodyBeforeEverythingEverywhere(t *testing.T) {
	for _, role := range roles {
		for _, place := range places {
			t.Run(role.name+" in "+place, func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					var kept canaries
					real := commands.New(program.Default(), &kept)
					w := open(t, echo, func(o *bot.Options) { o.Commands, o.Managers = real, []string{managers} })
					w.invite(connected)
					sent := w.record()
					refusal := refusalOf(t, real, role.locale)
					for _, g := range gestures() {
						at := place
						if place == "direct" {
							at = w.DM(role.id)
						} else if g.direct {
							continue
						}
						w.judge(&kept, sent, g, role.id, at, role.may, refusal)
					}
				})
			})
		}
	}
}

// invite lets everybody into a channel.
func (w *world) invite(channel string) {
	c, _ := w.Channel(channel)
	c.Members = []string{alice, bruno, visitor, oneRoom, stranger, manager, tierbot}
	w.AddChannel(c)
}

// refusalOf is how the commands say that something is not for a person.
func refusalOf(t *testing.T, c *commands.Commands, locale string) string {
	t.Helper()
	reply, err := c.Do(t.Context(), commands.Request{Command: "/certify", Text: "acme", Locale: locale, As: commands.Reader})
	_, after, _ := strings.Cut(reply.String(), "/certify")
	refusal, _, ok := strings.Cut(after, ":")
	if err != nil || !ok || len(refusal) < 10 {
		t.Fatalf("the commands refuse with %q, %v", reply, err)
	}
	return strings.TrimSpace(refusal)
}

// judge lets somebody do something and looks at all that the bot has sent because of it.
func (w *world) judge(kept *canaries, all *tape, g gesture, who, place string, may commands.Access, refusal string) {
	w.t.Helper()
	w.pass("61s") // by which Slack's patience is whole again
	reads, writes, refusals := kept.reads.Load(), kept.writes.Load(), kept.refusals.Load()
	taped, noted := len(all.String()), len(w.Journal())
	x := g.do(w, who, place)
	w.acked(x)
	w.pass("15s")
	sent := w.since(all, taped, noted)

	neutral := strings.Contains(sent, "full members of this workspace only")
	refused := strings.Contains(sent, refusal)
	told := strings.Contains(sent, canary)
	switch {
	case may == 0:
		if !g.quiet && !neutral || refused || told {
			w.t.Errorf("%s: want the neutral sentence alone:\n%s", g.name, sent)
		}
		if n := kept.reads.Load() - reads; n > 0 {
			w.t.Errorf("%s: the store was read %d times", g.name, n)
		}
	case may < g.needs:
		if neutral || !g.quiet && !refused || told {
			w.t.Errorf("%s: want the refusal:\n%s", g.name, sent)
		}
	default:
		if neutral || refused || sent == "" || g.quiet && !told {
			w.t.Errorf("%s: want an answer:\n%s", g.name, sent)
		}
	}
	if may < g.needs && g.needs == commands.Manager {
		if n := kept.writes.Load() - writes; n > 0 {
			w.t.Errorf("%s: the store was written %d times", g.name, n)
		}
		if n := kept.refusals.Load() - refusals; !g.quiet && n != 1 {
			w.t.Errorf("%s: %d refusals were kept", g.name, n)
		}
	}
	w.unseen(g.name, place)
}

// A tape is everything that the bot has sent to Slack.
type tape struct{ buffer }

// record begins a tape of the calls of the Web API and of the acknowledgements.
func (w *world) record() *tape {
	var sent tape
	w.intercept(func(_ http.ResponseWriter, r *http.Request) bool {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return false
		}
		r.Body = io.NopCloser(bytes.NewReader(body))
		text, err := url.QueryUnescape(string(body))
		if err != nil {
			text = string(body)
		}
		fmt.Fprintf(&sent, "%s %s\n", r.URL.Path, text)
		return false
	})
	return &sent
}

// since is what was sent since so many bytes of the tape and entries of the journal.
func (w *world) since(sent *tape, bytes, entries int) string {
	all := sent.String()[bytes:]
	for _, e := range w.Journal()[entries:] {
		if e.Kind == "ack" && len(e.Body) > 0 {
			all += fmt.Sprintf("ack %s\n", e.Body)
		}
	}
	return all
}

// unseen fails the test when somebody who may read nothing sees the canary.
func (w *world) unseen(name, place string) {
	w.t.Helper()
	for _, id := range []string{stranger, visitor, oneRoom} {
		for _, channel := range []string{place, w.DM(id)} {
			for _, m := range w.Messages(id, channel) {
				if strings.Contains(m.Plain()+m.Text+fmt.Sprint(m.Blocks), canary) {
					w.t.Errorf("%s: %s sees\n%s", name, id, m.Plain())
				}
			}
		}
	}
}

// What the bot listens to and the matrix does not know fails here.
func TestTheMatrixKnowsEveryPayload(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "interaction.go", nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	heard := make(map[string]bool)
	ast.Inspect(file, func(n ast.Node) bool {
		if clause, ok := n.(*ast.CaseClause); ok {
			for _, e := range clause.List {
				if word, ok := e.(*ast.BasicLit); ok {
					heard[strings.Trim(word.Value, `"`)] = true
				}
			}
		}
		return true
	})
	known := make(map[string]bool)
	for _, g := range gestures() {
		known[g.payload] = true
	}
	delete(known, "")
	if diff := cmp.Diff(keysOf(known), keysOf(heard)); diff != "" {
		t.Errorf("payloads (-matrix +bot):\n%s", diff)
	}
}

func keysOf(m map[string]bool) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
