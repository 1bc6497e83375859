package bot

import (
	"bytes"
	"context"
	"slices"

	"github.com/slack-go/slack"

	"github.com/tierbot/tierbot/commands"
)

// An attachment is a file that Slack has and nobody sees yet.
type attachment struct {
	id, name string
	home     string // the conversation with the bot, to which it goes
}

// attach hands the file of an answer to Slack before the answer goes out, which says
// so when that fails.
func (b *Bot) attach(ctx context.Context, q *inquiry, a *answer) *attachment {
	ctx, cancel := context.WithTimeout(ctx, uploadTime)
	defer cancel()
	attached, err := b.upload(ctx, q.user, a.File)
	if err == nil {
		return attached
	}
	b.unattached(q, err)
	// The parts are the command's, and may be shared.
	a.Parts = slices.Concat(a.Parts, say(phrases{q.lang}.noFile()).Parts)
	return nil
}

func (b *Bot) upload(ctx context.Context, user string, f *commands.File) (*attachment, error) {
	home, err := b.conversation(ctx, user)
	if err != nil {
		return nil, err
	}
	var to *slack.GetUploadURLExternalResponse
	err = b.web.call(ctx, "files.getUploadURLExternal", func(ctx context.Context) (err error) {
		to, err = b.web.GetUploadURLExternalContext(ctx,
			slack.GetUploadURLExternalParameters{FileName: f.Name, FileSize: len(f.Data)})
		return err
	})
	if err != nil {
		return nil, wrap("announce file", err)
	}
	err = b.web.UploadToURL(ctx,
		slack.UploadToURLParameters{UploadURL: to.UploadURL, Filename: f.Name, Reader: bytes.NewReader(f.Data)})
	if err != nil {
		return nil, wrap("upload file", err)
	}
	return &attachment{id: to.FileID, name: f.Name, home: home}, nil
}

// complete shows an attachment below the answer, or says that it cannot be shown.
func (b *Bot) complete(ctx context.Context, q *inquiry, attached *attachment) error {
	if attached == nil {
		return nil
	}
	err := b.web.call(ctx, "files.completeUploadExternal", func(ctx context.Context) error {
		_, err := b.web.CompleteUploadExternalContext(ctx, slack.CompleteUploadExternalParameters{
			Channel: attached.home, Files: []slack.FileSummary{{ID: attached.id, Title: attached.name}},
		})
		return err
	})
	if err == nil {
		return nil
	}
	b.unattached(q, err)
	return b.send(ctx, q, answer{Reply: say(phrases{q.lang}.noFile())})
}

// unattached counts a file that did not arrive.
func (b *Bot) unattached(q *inquiry, err error) {
	b.observer.Failed("file")
	b.log.Warn("file not delivered", "envelope", q.envelope.ID, "error", Redact(err))
}
