package sandbox_test

import (
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/tierbot/tierbot/bot/sandbox"
)

// TestBolt drives an unchanged app of Slack's official Node client, so that a
// mistake about the protocol cannot hide in both the bot and the sandbox.
func TestBolt(t *testing.T) {
	dir := installBolt(t)
	f := open(t, sandbox.Options{})
	var output strings.Builder
	app := exec.CommandContext(t.Context(), "node", "app.mjs")
	app.Dir = dir
	app.Stdout, app.Stderr = &output, &output
	app.Env = append(os.Environ(), "SLACK_BOT_TOKEN=xoxb-sandbox",
		"SLACK_APP_TOKEN=xapp-sandbox", "SLACK_API_URL="+f.url+"/api/")
	if err := app.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = app.Process.Kill()
		_ = app.Wait()
		if t.Failed() {
			t.Logf("the app said:\n%s", &output)
		}
	})
	if err := f.Connected(ctx(t), 1); err != nil {
		t.Fatal(err)
	}

	greeting, err := f.Command(f.alice, f.general, "/greet the world").Answer(ctx(t))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := greeting.Plain(), "Hello the world from @alice\n[Again]  [Record]"; got != want {
		t.Errorf("the command's answer is %q, want %q", got, want)
	}

	t.Run("button", func(t *testing.T) {
		pressed, err := f.Press(f.alice, greeting, "Again").Answer(ctx(t))
		if err != nil {
			t.Fatal(err)
		}
		if pressed.TS != greeting.TS || pressed.Plain() != "Pressed 7" {
			t.Errorf("the button gives %v", pressed)
		}
	})
	t.Run("modal", func(t *testing.T) {
		modal, err := f.Command(f.alice, f.general, "/form").View(ctx(t), 1)
		if err != nil {
			t.Fatal(err)
		}
		ack, err := f.Submit(f.alice, modal, sandbox.Values{"name": {"nobody"}}).Acked(ctx(t))
		if err != nil {
			t.Fatal(err)
		}
		if got := ack.Errors["name"]; got != "Nobody is called that." {
			t.Errorf("errors = %v", ack.Errors)
		}
		if _, err := f.Submit(f.alice, modal, sandbox.Values{"name": {"Zoe"}}).Acked(ctx(t)); err != nil {
			t.Fatal(err)
		}
		if v, open := f.Modal(f.alice); open {
			t.Errorf("still open: %s", v.Plain())
		}
		if _, err := f.Await(ctx(t), func(m sandbox.Message) bool {
			return m.Channel == f.DM(f.alice) && m.Plain() == "Recorded Zoe"
		}); err != nil {
			t.Error(err)
		}
	})
	t.Run("direct message", func(t *testing.T) {
		m, err := f.Say(f.alice, f.DM(f.alice), "ping").Answer(ctx(t))
		if err != nil {
			t.Fatal(err)
		}
		if m.Plain() != "pong" {
			t.Errorf("answer = %v", m)
		}
	})
	t.Run("file", func(t *testing.T) {
		m, err := f.DropFile(f.alice, f.DM(f.alice), "in.csv", []byte("a;b")).Answer(ctx(t))
		if err != nil {
			t.Fatal(err)
		}
		if len(m.Files) != 1 || m.Files[0].Name != "back.csv" || m.Plain() != "Read" {
			t.Fatalf("answer %v with %v", m, m.Files)
		}
		if data, _ := f.FileData(m.Files[0].ID); string(data) != "A;B" {
			t.Errorf("it holds %q", data)
		}
	})
	t.Run("shortcut", func(t *testing.T) {
		f.Say(f.bob, f.general, "Acme has a VTSP")
		about := f.Messages(f.alice, f.general)
		m := about[len(about)-1]
		modal, err := f.MessageShortcut(f.alice, m, "note").View(ctx(t), 1)
		if err != nil {
			t.Fatal(err)
		}
		if from, _ := f.ByPermalink(modal.PrivateMetadata); from.TS != m.TS {
			t.Errorf("the modal is about %q", modal.PrivateMetadata)
		}
		if _, err := f.Suggest(f.alice, modal, "name", "Acme").Acked(ctx(t)); err != nil {
			t.Fatal(err)
		}
		file := f.Upload(f.alice, "x.csv", []byte("content"))
		f.Submit(f.alice, modal, sandbox.Values{"partner": {"Acme"}, "file": {file.ID}})
		if _, err := f.Await(ctx(t), func(m sandbox.Message) bool { return m.Plain() == "Acme SA: content" }); err != nil {
			t.Error(err)
		}
	})
	t.Run("another connection", func(t *testing.T) {
		first := f.Sockets()
		f.Disconnect(sandbox.RefreshRequested)
		if err := f.Gone(ctx(t), first...); err != nil {
			t.Fatal(err)
		}
		if err := f.Connected(ctx(t), 1); err != nil {
			t.Fatal(err)
		}
		if _, err := f.Command(f.alice, f.general, "/greet again").Answer(ctx(t)); err != nil {
			t.Error(err)
		}
	})
	if v := f.Violations(); len(v) != 0 {
		t.Errorf("violations: %v", v)
	}
}

// installBolt installs the app from its lock file. Without Node there is
// nothing to test, unless TIERBOT_TEST_REQUIRE says that there must be.
func installBolt(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("testdata/bolt")); err != nil {
		t.Fatal(err)
	}
	_, err := exec.LookPath("node")
	if err == nil {
		install := exec.CommandContext(t.Context(), "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts")
		install.Dir = dir
		var output []byte
		if output, err = install.CombinedOutput(); err != nil {
			t.Logf("npm ci: %s", output)
		}
	}
	if err == nil {
		return dir
	}
	if slices.Contains(strings.Split(os.Getenv("TIERBOT_TEST_REQUIRE"), ","), "node") {
		t.Fatalf("install @slack/bolt: %v", err)
	}
	t.Skipf("install @slack/bolt: %v", err)
	return ""
}
