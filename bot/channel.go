package bot

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/slack-go/slack"
)

// A hindrance is why an answer may not be shared in a channel; empty when it may.
type hindrance string

// The hindrances.
const (
	none      hindrance = ""
	outsiders hindrance = "shared with another organisation"
	guests    hindrance = "guests"
	crowd     hindrance = "too many members"
	unseen    hindrance = "not visible to the bot"
	direct    hindrance = "direct conversation"
	unsure    hindrance = "not checked"
)

// sentence tells a reader what hinders, and what to do instead.
func (h hindrance) sentence(say phrases) string {
	switch h {
	case outsiders:
		return say.refusedExternal()
	case guests:
		return say.refusedGuests()
	case crowd:
		return say.refusedCrowd()
	case unseen:
		return say.refusedHidden()
	case direct:
		return say.refusedDirect()
	}
	return say.refusedUnsure()
}

// A channel's members are checked one by one, so there is a limit to how many, to
// how many at once, and to how long it may take.
const (
	maxMembers   = 100
	memberChecks = 8
	checkTimeout = 15 * time.Second
)

// isDirect reports whether a channel is a direct conversation.
func isDirect(channel string) bool { return strings.HasPrefix(channel, "D") }

// hindrance checks whether everybody who reads a channel may read a partner's data.
// It is asked at the moment of sharing, as a channel can be opened to others at any
// time. What cannot be found out counts against sharing; the error is for the log.
func (b *Bot) hindrance(ctx context.Context, channel string) (hindrance, error) {
	if isDirect(channel) {
		return direct, nil
	}
	ctx, cancel := context.WithTimeout(ctx, checkTimeout)
	defer cancel()
	info, err := b.channelInfo(ctx, channel)
	switch {
	case err != nil:
		return notSeen(err), fmt.Errorf("read channel: %w", err)
	case info.IsIM:
		return direct, nil
	case info.IsExtShared, info.IsPendingExtShared, info.IsShared && !info.IsOrgShared:
		return outsiders, nil
	}
	members, more, err := b.members(ctx, channel)
	switch {
	case err != nil:
		return notSeen(err), fmt.Errorf("read channel's members: %w", err)
	case more || len(members) > maxMembers:
		return crowd, nil
	case len(members) == 0:
		return unsure, errors.New("read channel's members: none")
	}
	return b.readers(ctx, members)
}

// notSeen tells a channel the bot is not in from one that could not be read just now.
func notSeen(err error) hindrance {
	switch slackCode(err) {
	case "channel_not_found", "not_in_channel", "missing_scope", "method_not_supported_for_channel_type":
		return unseen
	}
	return unsure
}

func (b *Bot) channelInfo(ctx context.Context, id string) (info *slack.Channel, err error) {
	err = b.web.call(ctx, "conversations.info", func(ctx context.Context) (err error) {
		info, err = b.web.GetConversationInfoContext(ctx, &slack.GetConversationInfoInput{ChannelID: id})
		return err
	})
	return info, err
}

// members are the first members of a channel, and whether there are more.
func (b *Bot) members(ctx context.Context, channel string) (members []string, more bool, err error) {
	err = b.web.call(ctx, "conversations.members", func(ctx context.Context) (err error) {
		var next string
		members, next, err = b.web.GetUsersInConversationContext(ctx,
			&slack.GetUsersInConversationParameters{ChannelID: channel, Limit: maxMembers + 1})
		more = next != ""
		return err
	})
	return members, more, err
}

// readers judges a channel's members, until one is found who hinders. The bots among
// them are the workspace's own choice; people who have left read nothing any more.
func (b *Bot) readers(ctx context.Context, members []string) (hindrance, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var (
		group sync.WaitGroup
		mu    sync.Mutex
		found = none
		fault error
		slots = make(chan struct{}, memberChecks)
	)
	for _, id := range members {
		slots <- struct{}{}
		if ctx.Err() != nil {
			break // a look-up outlives its context, so none is begun in vain
		}
		group.Go(func() {
			defer func() { <-slots }()
			verdict, err := b.reader(ctx, id)
			if verdict == none {
				return
			}
			mu.Lock()
			defer mu.Unlock()
			if found == none {
				found, fault = verdict, err
				cancel() // one is enough; the others end early and are not heard
			}
		})
	}
	group.Wait()
	if found == none && ctx.Err() != nil {
		return unsure, ctx.Err() // not all were looked at
	}
	return found, fault
}

func (b *Bot) reader(ctx context.Context, id string) (hindrance, error) {
	p, err := b.people.find(ctx, id)
	switch {
	case err != nil:
		return unsure, err
	case p.membership == guest:
		return guests, nil
	case p.membership == external:
		return outsiders, nil
	}
	return none, nil
}
