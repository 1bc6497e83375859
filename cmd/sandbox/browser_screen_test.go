package main

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

//go:embed testdata/look.js
var look string

// patience is how long a step may take before the walk is given up.
const patience = time.Minute

// screen is what one person has before them: the page, in a tab of its own. Each step
// waits until it can be done, and does it as a person would, by mouse and keys. A picture
// is taken of what it has left, just before the next. Whatever goes wrong in the page by
// itself fails the test, and then the pictures are kept.
type screen struct {
	t     *testing.T
	url   string
	tab   context.Context
	heard complaints
	since string // the steps of which there is no picture yet
	shots []shot
}

// shot is what a step left on the screen.
type shot struct {
	step    string
	picture []byte
}

// opened opens a page and waits for the people on it.
func opened(t *testing.T, url string) *screen {
	t.Helper()
	s := tab(t, url)
	s.visit(url)
	s.await("the page is there", `document.querySelector("#person option") && document.querySelector("#conversations button")`)
	return s
}

// tab is an empty one, without anything in common with others.
func tab(t *testing.T, url string) *screen {
	t.Helper()
	s := &screen{t: t, url: strings.TrimSuffix(url, "/")}
	s.heard.sent = map[network.RequestID]string{}
	ctx, closeTab := chromedp.NewContext(chromium.started(t),
		chromedp.WithNewBrowserContext(), chromedp.WithListener(s.heard.hear))
	s.tab = ctx
	t.Cleanup(func() {
		s.judge()
		closeTab()
	})
	s.do("open a tab", chromedp.Do(ctx,
		command(page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: look})))
	s.size(desk)
	return s
}

// command is one of the browser's own, as a step.
func command[P, R any](c cdp.Command[P, R], params P) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, c, params)
		return err
	})
}

// judge fails the test for what went wrong in the page, and keeps the pictures when the
// test has failed.
func (s *screen) judge() {
	s.t.Helper()
	for _, said := range s.heard.all() {
		s.t.Error(said)
	}
	if !s.t.Failed() || s.since == "" && len(s.shots) == 0 {
		return
	}
	s.done("the end")
	s.keep()
	dir, err := os.MkdirTemp("", "tierbot-walk-")
	for i, shot := range s.shots {
		name := fmt.Sprintf("%02d %s.jpg", i+1, strings.NewReplacer("/", "", "\n", " ").Replace(clip(shot.step)))
		if err == nil {
			err = os.WriteFile(filepath.Join(dir, name), shot.picture, 0o600)
		}
	}
	if err != nil {
		s.t.Errorf("keep the pictures: %v", err)
	}
	s.t.Logf("every step in pictures: %s", dir)
}

// clip shortens what becomes the name of a file.
func clip(words string) string {
	if letters := []rune(words); len(letters) > 60 {
		return string(letters[:60])
	}
	return words
}

// do ends the test when a step could not be done.
func (s *screen) do(step string, err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatalf("%s: %v", step, err)
	}
}

// done remembers a step until there is a picture of what it has left.
func (s *screen) done(step string) { s.since = strings.TrimPrefix(s.since+", "+step, ", ") }

// keep takes a picture of what the last step has left.
func (s *screen) keep() {
	if s.since == "" {
		return
	}
	quality := int64(60)
	ctx, stop := context.WithTimeout(s.tab, patience)
	defer stop()
	taken, err := chromedp.Call(ctx, page.CaptureScreenshot, page.CaptureScreenshotParams{
		Format: page.CaptureScreenshotFormatJpeg, Quality: &quality, OptimizeForSpeed: ptr(true),
	})
	if err == nil {
		s.shots = append(s.shots, shot{s.since, taken.Data})
	}
	s.since = ""
}

func ptr[T any](v T) *T { return &v }

// visit loads a page.
func (s *screen) visit(url string) {
	s.t.Helper()
	s.keep()
	ctx, stop := context.WithTimeout(s.tab, patience)
	defer stop()
	s.do("open "+url, chromedp.Do(ctx, chromedp.Navigate(url)))
}

// await waits until something is true on the page. What is awaited is said in words for
// the person and as an expression for the page.
func (s *screen) await(what, expression string) {
	s.t.Helper()
	if _, err := found[bool](s, "!!("+expression+")"); err != nil {
		s.t.Fatalf("%s: not so after %v: %v%s", what, patience, err, s.standing())
	}
	s.done(what)
}

// found waits until an expression is not empty on the page and returns it.
func found[T any](s *screen, expression string) (T, error) {
	ctx, stop := context.WithTimeout(s.tab, patience)
	defer stop()
	return chromedp.Run(ctx, chromedp.Poll[T](expression,
		chromedp.WithPollingInterval(25*time.Millisecond), chromedp.WithPollingTimeout(0)))
}

// read is an expression's value on the page at this moment.
func read[T any](s *screen, expression string) T {
	s.t.Helper()
	ctx, stop := context.WithTimeout(s.tab, patience)
	defer stop()
	value, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	s.do("read "+expression, err)
	return value
}

// standing is the newest on the screen, for a failure to tell.
func (s *screen) standing() string {
	ctx, stop := context.WithTimeout(s.tab, patience)
	defer stop()
	said, _ := chromedp.Run(ctx, chromedp.Evaluate[string](
		`(look.top() === document.body ? look.messages().slice(-2) : [look.top()]).map((n) => n.innerText).join("\n-\n")`))
	return "\non the screen:\n" + said
}

// click presses what an expression names, once it is there and nothing covers it.
func (s *screen) click(what, expression string) {
	s.t.Helper()
	s.keep()
	at, err := found[struct{ X, Y float64 }](s, "look.point("+expression+")")
	if err != nil {
		s.t.Fatalf("%s: it cannot be pressed: %v%s", what, err, s.standing())
	}
	s.do(what, chromedp.Do(s.tab, chromedp.MouseClickXY(at.X, at.Y)))
	s.done(what)
}

// key presses one key, such as kb.Enter, where the focus is. A page that takes the key for
// itself keeps it from writing anything.
func (s *screen) key(what, key string, held ...kb.Modifier) {
	s.t.Helper()
	s.strike(what, key, held...)
	s.done(what)
}

func (s *screen) strike(what, key string, held ...kb.Modifier) {
	s.t.Helper()
	s.keep()
	k := kb.Keys[[]rune(key)[0]]
	down := input.DispatchKeyEventParams{
		Type: kb.KeyRawDown, Key: k.Key, Code: k.Code,
		NativeVirtualKeyCode: k.Native, WindowsVirtualKeyCode: k.Windows,
	}
	for _, modifier := range held {
		down.Modifiers |= modifier.Int64()
	}
	if key == kb.Enter {
		down.Type, down.Text = kb.KeyDown, "\r"
	}
	up := down
	up.Type, up.Text = kb.KeyUp, ""
	s.do(what, chromedp.Do(s.tab, command(input.DispatchKeyEvent, down), command(input.DispatchKeyEvent, up)))
}

// types writes where the focus is, all at once.
func (s *screen) types(words string) {
	s.t.Helper()
	s.do("type "+words, chromedp.Do(s.tab, command(input.InsertText, input.InsertTextParams{Text: words})))
}

// js writes words as the page's code has them.
func js(words string) string { return written(words) }

// list writes several.
func list(words []string) string { return written(append([]string{}, words...)) }

func written(value any) string {
	code, err := json.Marshal(value)
	if err != nil {
		panic(err) // unreachable: words can be written
	}
	return string(code)
}
