package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strconv"
	"time"

	"github.com/slack-go/slack"

	"github.com/tierbot/tierbot/program"
)

// attempts is how often a post may be in doubt in somebody's conversation, as far as this
// process has seen. Then the managers' channel is told in their place, as often. An attempt
// that certainly did not arrive is none of these: an outage may bring hundreds.
const attempts = 5

// aDay is how much earlier than a post was first tried, as far as the store knows, it is
// looked for: the store may have forgotten when that was, and the clocks of this machine and
// of Slack may be apart.
const aDay = 25 * time.Hour

// settledBy is when a post in doubt can be looked for: nobody is trying it any more, and
// Slack shows what it took.
func (r *reminder) settledBy(p *program.Post) time.Time {
	return later(p.Lease, p.Last.Add(r.timing.quarantine))
}

// clear finds out what became of the recipient's posts in doubt, before anything else is
// sent to them, and reports whether it did.
func (r *reminder) clear(ctx context.Context, t *turn, who *program.Recipient) (cleared bool, err error) {
	for i := range who.Posts {
		p := &who.Posts[i]
		if p.State != program.Attempting {
			continue
		}
		if at := r.settledBy(p); r.now().Before(at) {
			return false, &postponed{at, "in doubt"}
		}
		if t.ending() {
			return false, &postponed{r.now(), "ending"}
		}
		if err := r.reconcile(ctx, who.ID, p); err != nil {
			return false, err
		}
		cleared = true
	}
	return cleared, nil
}

// reconcile looks for a post in doubt. What is found has arrived; what two looks do not
// find has not, so that it may be tried again.
func (r *reminder) reconcile(ctx context.Context, recipient string, p *program.Post) error {
	id := r.postID(recipient, p.Name)
	stamp, err := r.find2(ctx, p.Place, id, p.First.Add(-aDay))
	r.checkpoint("r")
	switch {
	case err != nil && !errors.Is(err, errBlind):
		return fmt.Errorf("look for post: %w", err)
	case stamp != "":
		r.state.count(found)
		r.state.heard(recipient)
		return wrap("settle post", r.Outbox.Settle(ctx, r.settlement(recipient, p, stamp)))
	}
	switch doubts := r.doubted(id); {
	case doubts >= attempts && isDirect(p.Place) && r.Channel != "":
		r.log.LogAttrs(ctx, slog.LevelError, "nobody knows whether a reminder arrives; the managers' channel is told",
			toLog(recipient), slog.String("post", p.Name))
		r.shunned.put(recipient, string(unknown), time.Now())
	case doubts >= 2*attempts || doubts >= attempts && r.Channel == "":
		r.state.count(givenUp)
		r.log.LogAttrs(ctx, slog.LevelError, "a reminder is given up: nobody knows whether it arrived",
			toLog(recipient), slog.String("post", p.Name))
		return wrap("give post up", r.Outbox.GiveUp(ctx, program.Settlement{
			Recipient: recipient, Name: p.Name, Reason: string(unknown), Now: r.now(),
		}))
	}
	return wrap("release post", r.Outbox.Release(ctx, recipient, p.Name, p.Attempt))
}

// doubted counts how often a post was looked for in vain.
func (r *reminder) doubted(id string) int {
	now := time.Now()
	n, _ := r.doubts.get(id, now)
	r.doubts.put(id, n+1, now)
	return n + 1
}

// settlement says that a post that was looked for has arrived. What the managers' channel
// got in place of somebody says that they could not be reached.
func (r *reminder) settlement(recipient string, p *program.Post, stamp string) program.Settlement {
	s := program.Settlement{Recipient: recipient, Name: p.Name, Stamp: stamp, Now: r.now(), To: r.Channel}
	if p.Place == r.Channel && recipient != r.Channel && recipient != "" {
		s.Hand, s.Reason = true, "not reached"
	}
	return s
}

// find2 looks for a post twice, since Slack may be slow to show it.
func (r *reminder) find2(ctx context.Context, place, id string, oldest time.Time) (stamp string, err error) {
	for look := range 2 {
		if look > 0 && !r.wait(ctx, r.timing.between) {
			return "", ctx.Err()
		}
		if stamp, err = r.lookFor(ctx, place, id, oldest); stamp != "" || err != nil {
			return stamp, err
		}
	}
	return "", nil
}

// there looks for a post before it is first sent, while the store may have forgotten that
// it was. What is there is settled.
func (r *reminder) there(ctx context.Context, a *attempt) (bool, error) {
	stamp, err := r.lookFor(ctx, a.to.place, a.id, r.now().Add(-aDay))
	switch {
	case errors.Is(err, errBlind):
		return false, nil
	case err != nil:
		return false, r.release(ctx, a, fmt.Errorf("look for post: %w", err))
	case stamp == "":
		return false, nil
	}
	r.state.count(found)
	return true, r.settle(ctx, a, stamp)
}

// errBlind says that the bot may not read a conversation, so that nothing can be found.
var errBlind = errors.New("the history may not be read")

// lookFor is the ts of the message that carries an id, among those of a conversation since
// a time; empty when there is none. Of several the first stays, and the others are deleted.
func (r *reminder) lookFor(ctx context.Context, place, id string, oldest time.Time) (string, error) {
	if !r.mayLook(place) {
		return "", errBlind
	}
	var stamps []string
	parameters := &slack.GetConversationHistoryParameters{
		ChannelID: place, Limit: 200, IncludeAllMetadata: true,
		Oldest: strconv.FormatFloat(float64(oldest.UnixMicro())/1e6, 'f', 6, 64),
	}
	for {
		page, err := r.history(ctx, parameters)
		if err != nil {
			return "", r.cannotRead(ctx, place, err)
		}
		for i := range page.Messages {
			if m := &page.Messages[i]; m.Metadata.EventType == eventType && m.Metadata.EventPayload["id"] == id {
				stamps = append(stamps, m.Timestamp)
			}
		}
		parameters.Cursor = page.ResponseMetaData.NextCursor
		if !page.HasMore || parameters.Cursor == "" {
			break
		}
	}
	if len(stamps) == 0 {
		return "", nil
	}
	slices.Sort(stamps)
	for _, copied := range stamps[1:] {
		r.remove(ctx, place, copied)
	}
	return stamps[0], nil
}

// mayLook reports whether the bot may read the history of a conversation, for all that is
// known of its scopes.
func (r *reminder) mayLook(place string) bool {
	granted := r.bot.identity.Scopes
	switch {
	case granted == nil || slices.Contains(granted, "im:history") && isDirect(place):
		return true
	case isDirect(place):
		r.noteBlindness()
		return false
	}
	return slices.Contains(granted, "channels:history") || slices.Contains(granted, "groups:history")
}

// noteBlindness says once what it means that the bot may not read its conversations.
func (r *reminder) noteBlindness() {
	if r.state.blinded() {
		r.log.Error("the bot lacks the scope im:history: a reminder whose fate is not known may come twice")
	}
}

func (r *reminder) history(ctx context.Context, parameters *slack.GetConversationHistoryParameters) (page *slack.GetConversationHistoryResponse, err error) {
	err = r.bot.web.call(ctx, "conversations.history", func(ctx context.Context) (err error) {
		page, err = r.bot.web.GetConversationHistoryContext(ctx, parameters)
		return err
	})
	return page, err
}

// cannotRead is what it means that a history cannot be read. A conversation that is closed
// to the bot is as one in which nothing is found.
func (r *reminder) cannotRead(ctx context.Context, place string, err error) error {
	if slackCode(err) == "missing_scope" {
		if isDirect(place) {
			r.noteBlindness()
		}
		return fmt.Errorf("%w: %w", errBlind, err)
	}
	var refused *refusedError
	if errors.As(r.judge(ctx, err), &refused) {
		return fmt.Errorf("%w: %w", errBlind, err)
	}
	return err
}

// remove deletes a message that came twice. If it cannot, it stays: nothing is lost.
func (r *reminder) remove(ctx context.Context, place, stamp string) {
	r.checkpoint("x")
	err := r.bot.web.call(ctx, "chat.delete", func(ctx context.Context) error {
		_, _, err := r.bot.web.DeleteMessageContext(ctx, place, stamp)
		return err
	})
	if err != nil && slackCode(err) != "message_not_found" {
		r.failed("a message that came twice could not be deleted", err)
		return
	}
	r.state.count(repeated)
}
