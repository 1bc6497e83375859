package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/alicebob/miniredis/v2"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/charmap"

	"github.com/tierbot/tierbot/bot/sandbox"
	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/store"
)

// desk is a person at a terminal, with a Slack and an empty Redis behind it.
type desk struct {
	url    string // of Redis
	stdout bytes.Buffer
	stderr bytes.Buffer
	asks   bool
	stdin  strings.Reader
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	slack := sandbox.New(sandbox.Options{App: sandbox.App{AppToken: canaryApp, BotToken: canaryBot, Scopes: scopes}})
	t.Cleanup(slack.Close)
	server := httptest.NewServer(slack)
	t.Cleanup(server.Close)
	d := &desk{url: "redis://" + miniredis.RunT(t).Addr()}
	environment(t, map[string]string{"SLACK_API_URL": server.URL + "/api/", "REDIS_URL": d.url})
	return d
}

// run runs the program and returns its exit code; what it said is the desk's.
func (d *desk) run(t *testing.T, args ...string) int {
	t.Helper()
	d.stdout.Reset()
	d.stderr.Reset()
	program := tierbot{
		stdin: &d.stdin, stdout: &d.stdout, stderr: &d.stderr, asks: d.asks, progress: d.asks,
		now: func() time.Time { return time.Date(2009, 6, 1, 9, 0, 0, 0, time.UTC) },
	}
	return program.run(t.Context(), args)
}

// workspace is the store as the bot sees it.
func (d *desk) workspace(t *testing.T) *store.Workspace {
	t.Helper()
	redis, err := store.Open(d.url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { redis.Close() })
	return redis.Workspace("T0SANDBOX")
}

func (d *desk) partners(t *testing.T) []program.Partner {
	t.Helper()
	partners, err := all(t.Context(), d.workspace(t))
	if err != nil {
		t.Fatal(err)
	}
	return partners
}

// The announcement's 1,275 partners are the same in every form a spreadsheet program
// writes, and a second import of them writes nothing.
func TestImportForms(t *testing.T) {
	rows := sheetOf(1275)
	forms := map[string][]byte{
		"commas.csv":     commas(t, rows),
		"semicolons.csv": semicolons(t, rows),
		"workbook.xlsx":  workbook(t, rows),
	}
	var first []program.Partner
	for name, data := range forms {
		d := newDesk(t)
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		if code := d.run(t, "import", path, "--yes"); code != 0 {
			t.Fatalf("%s: exit code %d\n%s%s", name, code, &d.stdout, &d.stderr)
		}
		partners := d.partners(t)
		if len(partners) != 1275 {
			t.Fatalf("%s: %d partners", name, len(partners))
		}
		if code := d.run(t, "import", "--yes", path); code != 0 || !strings.Contains(d.stdout.String(), "0 created, 0 updated, 1,275 unchanged") {
			t.Errorf("%s again: exit code %d\n%s%s", name, code, &d.stdout, &d.stderr)
		}
		if diff := cmp.Diff(partners, d.partners(t)); diff != "" {
			t.Errorf("%s again changed:\n%s", name, diff)
		}
		if first == nil {
			first = partners
		}
		if diff := cmp.Diff(first, partners, cmpopts.IgnoreFields(program.Report{}, "By")); diff != "" {
			t.Errorf("%s is not the same:\n%s", name, diff)
		}
	}
}

// On a terminal the plan is asked about, and no is the answer of anything but yes.
func TestImportAsks(t *testing.T) {
	d := newDesk(t)
	d.asks = true
	path := writeFile(t, "name,tier\nAcme,pro\n")
	for _, tt := range []struct {
		answer     string
		code, want int
	}{{"", 1, 0}, {"\n", 1, 0}, {"no\n", 1, 0}, {"Yes\n", 0, 1}} {
		d.stdin.Reset(tt.answer)
		if code := d.run(t, "import", path); code != tt.code {
			t.Fatalf("%q: exit code %d, want %d\n%s", tt.answer, code, tt.code, &d.stderr)
		}
		if !strings.Contains(d.stdout.String(), "Apply all of it? [y/N]") {
			t.Errorf("%q: not asked:\n%s", tt.answer, &d.stdout)
		}
		if got := len(d.partners(t)); got != tt.want {
			t.Errorf("%q: %d partners, want %d", tt.answer, got, tt.want)
		}
	}
	if want := "\r1 of 1 partners\n"; d.stderr.String() != want {
		t.Errorf("progress %q, want %q", d.stderr.String(), want)
	}
}

// A signal at the question ends the program without waiting for an answer.
func TestImportInterrupted(t *testing.T) {
	d := newDesk(t)
	ctx, interrupt := context.WithCancel(t.Context())
	silent, typing := io.Pipe()
	defer typing.Close()
	asked := writerFunc(func(p []byte) (int, error) {
		if strings.Contains(string(p), "Apply all of it?") {
			interrupt()
		}
		return d.stdout.Write(p)
	})
	program := tierbot{stdin: silent, stdout: asked, stderr: &d.stderr, asks: true, now: time.Now}
	if code := program.run(ctx, []string{"import", writeFile(t, "name,tier\nAcme,pro\n")}); code != 130 {
		t.Errorf("exit code %d, want 130\n%s", code, &d.stderr)
	}
	if !strings.HasSuffix(d.stdout.String(), "[y/N] \nNothing was written.\n") || d.stderr.Len() > 0 {
		t.Errorf("it said:\n%s%s", &d.stdout, &d.stderr)
	}
	if got := d.partners(t); len(got) > 0 {
		t.Errorf("written: %+v", got)
	}
}

type writerFunc func([]byte) (int, error)

func (f writerFunc) Write(p []byte) (int, error) { return f(p) }

// When somebody else was faster, the plan is shown anew and asked about anew.
func TestImportConflict(t *testing.T) {
	d := newDesk(t)
	path := writeFile(t, "name,tier,owners\nAcme,pro,U0ALICE01\n")
	if code := d.run(t, "import", path, "--yes"); code != 0 {
		t.Fatalf("exit code %d\n%s", code, &d.stderr)
	}
	path = writeFile(t, "name,tier\nAcme,enterprise\n")
	d.asks = true
	meanwhile := &meddler{lines: "y\ny\n", meddle: func() {
		before := d.partners(t)[0]
		after := before.Clone()
		after.Owners = []string{"U0BOB0001"}
		_, err := d.workspace(t).Apply(t.Context(), program.Batch{
			Op: "meanwhile", By: "U0BOB0001", At: time.Unix(0, 0), What: "assign",
			Changes: []program.Change{{Before: &before, After: after}},
		}, nil)
		if err != nil {
			t.Fatal(err)
		}
	}}
	service := tierbot{stdin: meanwhile, stdout: &d.stdout, stderr: &d.stderr, asks: true, now: time.Now}
	d.stdout.Reset()
	if code := service.run(t.Context(), []string{"import", path}); code != 0 {
		t.Fatalf("exit code %d\n%s%s", code, &d.stdout, &d.stderr)
	}
	if got := strings.Count(d.stdout.String(), "Apply all of it?"); got != 2 {
		t.Errorf("asked %d times:\n%s", got, &d.stdout)
	}
	partner := d.partners(t)[0]
	if partner.Tier != "enterprise" || partner.Owners[0] != "U0BOB0001" || partner.Version != 3 {
		t.Errorf("one of the changes is lost: %+v", partner)
	}
}

// A meddler changes something before it gives its first answer.
type meddler struct {
	lines  string
	meddle func()
}

func (m *meddler) Read(p []byte) (int, error) {
	if m.meddle != nil {
		m.meddle()
		m.meddle = nil
	}
	line, rest, _ := strings.Cut(m.lines, "\n")
	m.lines = rest
	return copy(p, line+"\n"), nil
}

// An export never leaves half a file behind, and replaces the one that was there.
func TestExportReplaces(t *testing.T) {
	d := newDesk(t)
	path := writeFile(t, "the old one")
	d.run(t, "import", writeFile(t, "name,tier\nAcme,pro\n"), "--yes")
	if code := d.run(t, "export", path); code != 0 {
		t.Fatalf("exit code %d\n%s", code, &d.stderr)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	const want = "id,name,aliases,tier,vsp,vtsp,competencies,revenue,owners\nacme,Acme,,professional,,,,,\n"
	if string(data) != want {
		t.Errorf("exported %q", data)
	}
	left, err := os.ReadDir(filepath.Dir(path))
	if err != nil || len(left) != 1 {
		t.Errorf("left behind: %v (%v)", left, err)
	}
}

func writeFile(t *testing.T, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "partners.csv")
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// sheetOf is a spreadsheet with n invented partners.
func sheetOf(n int) [][]string {
	rows := [][]string{{"Name", "Aliases", "Tier", "VSP", "VTSP", "Competencies", "Revenue", "Owners"}}
	for i := range n {
		rows = append(rows, []string{
			fmt.Sprintf("Société Générée n° %d SARL", i),
			fmt.Sprintf("SG %d|L'Entreprise %d", i, i),
			[]string{"Professional", "ENTERPRISE", "premier"}[i%3],
			fmt.Sprint(i % 7),
			fmt.Sprintf("Zoé Lœuil %d@2009-05-20|Marc-André Ñ.", i),
			[]string{"", "infrastructure", "Virtualisation des postes de travail@2009-06-01|management"}[i%3],
			fmt.Sprintf("%d.%02d", i*997, i%100),
			[]string{"U0ALICE01", "marc@example.com|U0BOB0001", ""}[i%3],
		})
	}
	return rows
}

func commas(t *testing.T, rows [][]string) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := csv.NewWriter(&out).WriteAll(rows); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// semicolons is what Excel saves as CSV in France.
func semicolons(t *testing.T, rows [][]string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := csv.NewWriter(charmap.Windows1252.NewEncoder().Writer(&out))
	w.Comma, w.UseCRLF = ';', true
	if err := w.WriteAll(rows); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func workbook(t *testing.T, rows [][]string) []byte {
	t.Helper()
	book := excelize.NewFile()
	defer book.Close()
	for i, row := range rows {
		if err := book.SetSheetRow("Sheet1", fmt.Sprint("A", i+1), &row); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	if err := book.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
