package main

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/tierbot/tierbot/store"
)

// browser starts the Chromium that all walks share, when the first of them needs it, and
// ends it after the last.
type browser struct {
	once sync.Once
	ctx  context.Context
	stop context.CancelFunc
	err  error
}

var chromium browser

func TestMain(m *testing.M) {
	store.LogTo(slog.New(slog.DiscardHandler)) // some make trouble with Redis on purpose
	code := m.Run()
	chromium.end()
	os.Exit(code)
}

// started is the context in which tabs can be opened. Without Chromium there is no walk.
func (b *browser) started(t *testing.T) context.Context {
	t.Helper()
	path, err := exec.LookPath("chromium")
	if err == nil {
		b.once.Do(func() { b.start(path) })
		err = b.err
	}
	if err != nil {
		missing(t, "chromium", err)
	}
	return b.ctx
}

// start opens a browser with a profile of its own, which goes when it ends. It speaks
// with the test through a pipe, so nobody else can reach it. The page is read the same
// way on every machine: at the programme's hours, and with the same letters.
func (b *browser) start(path string) {
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path),
		chromedp.Env("TZ=Europe/Paris"),
		chromedp.Flag("lang", "en-GB"),
		chromedp.Flag("accept-lang", "en-GB"),
		chromedp.Flag("font-render-hinting", "none"),
		chromedp.Flag("no-proxy-server", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.WindowSize(1280, 860),
	)
	allocator, release := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, stop := chromedp.NewContext(allocator)
	b.ctx, b.stop = ctx, func() { stop(); release() }
	if b.err = chromedp.Do(ctx); b.err != nil {
		b.err = fmt.Errorf("open a window: %w", b.err)
		b.stop()
	}
}

func (b *browser) end() {
	if b.ctx != nil && b.err == nil {
		b.stop()
	}
}
