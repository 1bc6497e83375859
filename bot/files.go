package bot

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"github.com/tierbot/tierbot/commands"
)

// spreadsheets are the kinds of files that can be read, as Slack and file names call them.
var spreadsheets = []string{"csv", "xlsx"}

// files reads what people have attached. A file travels with the bot's token, which
// goes nowhere but to Slack, and is refused by the size that Slack tells before a byte
// of it is asked for.
type files struct {
	bot   *Bot
	began func() // something that takes its time begins
	alone bool   // nobody is reminded until the command is over
}

// Read is [commands.Files.Read].
func (f *files) Read(ctx context.Context, id string, most int) (commands.File, error) {
	f.began()
	info, err := f.bot.web.fileInfo(ctx, id)
	switch {
	case slackCode(err) == "file_not_found", slackCode(err) == "file_deleted", err == nil && info.Mode == "tombstone":
		return commands.File{}, commands.ErrFileGone
	case err != nil:
		return commands.File{}, f.failed("read file", err)
	case info.Size > most:
		return commands.File{}, commands.ErrFileTooLarge
	}
	if info.Size > bulky {
		f.beAlone(ctx)
	}
	address := info.URLPrivateDownload
	if address == "" {
		address = info.URLPrivate
	}
	data, err := f.bot.web.download(ctx, address, most)
	if errors.Is(err, commands.ErrFileTooLarge) {
		return commands.File{}, err
	}
	if err != nil {
		return commands.File{}, f.failed("download file", err)
	}
	return commands.File{Name: info.Name, Data: data}, nil
}

// bulky is the size in bytes of a file whose import may take as much memory as the reminders
// of somebody with thousands of partners.
const bulky = 256 << 10

// turnAfter is how long an import waits at most for those who are being reminded. It leaves
// most of [longest]: much memory for a moment is better than no answer.
const turnAfter = 20 * time.Second

// beAlone waits until nobody is being reminded, and lets nobody be until the command is over,
// when ctx ends: one of them at a time is as much as fits into memory, and so is an import.
// They do meet, since an import makes everybody due whose partners it changes, and the next
// file comes meanwhile. It asks once for all that a command reads.
func (f *files) beAlone(ctx context.Context) {
	r := f.bot.reminder
	if r == nil || f.alone {
		return
	}
	timer := time.NewTimer(turnAfter)
	defer timer.Stop()
	select {
	case r.reading <- struct{}{}:
		f.alone = true
		context.AfterFunc(ctx, func() { <-r.reading })
	case <-timer.C:
	case <-ctx.Done():
	}
}

func (f *files) failed(operation string, err error) error {
	f.bot.observer.Failed("file")
	return fmt.Errorf("%s: %w", operation, Redact(err))
}

func (w *web) fileInfo(ctx context.Context, id string) (file *slack.File, err error) {
	err = w.call(ctx, "files.info", func(ctx context.Context) (err error) {
		file, _, _, err = w.GetFileInfoContext(ctx, id, 0, 0)
		return err
	})
	return file, err
}

// maxRedirects bounds how often a download is sent elsewhere.
const maxRedirects = 3

// download reads at most so many bytes from an address of Slack's.
func (w *web) download(ctx context.Context, address string, most int) ([]byte, error) {
	for range maxRedirects + 1 {
		next, err := url.Parse(address)
		if err != nil || !w.trusts(next) {
			return nil, errors.New("the address is not Slack's")
		}
		resp, err := w.fetch(ctx, next)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode < 300 || resp.StatusCode > 399 {
			defer resp.Body.Close()
			return content(resp, most)
		}
		resp.Body.Close()
		onward, err := resp.Location()
		if err != nil {
			return nil, err
		}
		address = onward.String()
	}
	return nil, errors.New("redirected too often")
}

// fetch asks for a file. Its context is all that ends it: a large file takes longer
// than a call.
func (w *web) fetch(ctx context.Context, address *url.URL) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address.String(), nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("Authorization", "Bearer "+w.token)
	patient := *w.http
	patient.Timeout = 0
	return patient.Do(req)
}

// families are the domains below which Slack keeps what belongs together: where the calls
// go to one of them, files may lie on any of its hosts.
var families = []string{"slack.com", "slack-gov.com"}

// trusts reports whether an address may see the token: one on the host to which every
// call goes already, and an encrypted one of the same family.
func (w *web) trusts(address *url.URL) bool {
	base, err := url.Parse(w.base)
	if err != nil || address.User != nil {
		return false
	}
	if address.Scheme == base.Scheme && address.Host == base.Host {
		return true
	}
	return address.Scheme == "https" && slices.ContainsFunc(families, func(family string) bool {
		return within(base.Host, family) && within(address.Host, family)
	})
}

// within reports whether a host is a domain or below it.
func within(host, domain string) bool {
	return strings.EqualFold(host, domain) || strings.HasSuffix(strings.ToLower(host), "."+domain)
}

// content is what a download brought. Slack answers with its sign-in page whom it does
// not give a file.
func content(resp *http.Response, most int) ([]byte, error) {
	kind, _, _ := mime.ParseMediaType(resp.Header.Get("Content-Type"))
	switch {
	case resp.StatusCode != http.StatusOK:
		return nil, fmt.Errorf("status %d", resp.StatusCode)
	case kind == "text/html":
		return nil, errors.New("a page came in its place: does the token have the scope files:read?")
	}
	data, err := io.ReadAll(io.LimitReader(resp.Body, int64(most)+1))
	if err != nil {
		return nil, err
	}
	if len(data) > most {
		return nil, commands.ErrFileTooLarge
	}
	return data, nil
}
