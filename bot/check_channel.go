package bot

import (
	"context"
	"fmt"
)

// CheckChannel asks Slack whether the managers' channel may be told of partners, as the
// bot does each time before it tells it anything, and returns its name. The error is a
// [*ConfigError] when a person has to change something.
func CheckChannel(ctx context.Context, access Access, identity Identity, id string) (name string, err error) {
	b := New(Options{Access: access, Identity: identity})
	defer b.web.http.CloseIdleConnections()
	info, err := b.channelInfo(ctx, id)
	if err != nil {
		return "", channelRefusal(slackCode(err), err)
	}
	switch {
	case info.IsArchived:
		return info.Name, channelRefusal("is_archived", nil)
	case !info.IsMember:
		return info.Name, channelRefusal("not_in_channel", nil)
	}
	h, err := b.hindrance(ctx, id)
	switch {
	case h == none:
		return info.Name, nil
	case h == unsure && err != nil:
		return info.Name, fmt.Errorf("check channel: %w", err)
	}
	return info.Name, channelRefusal(string(h), err)
}

// channelRefusal is what a person has to change about the managers' channel, by Slack's
// code or what hinders; err itself when there is nothing.
func channelRefusal(code string, err error) error {
	if advice := channelRefusals[code]; advice != "" {
		return &ConfigError{Code: code, Advice: advice}
	}
	return wrap("check channel", err)
}

// channelRefusals are the reasons that a person has to mend, and how.
var channelRefusals = map[string]string{
	"channel_not_found": "there is no such channel, or it is private and the bot is not in it: copy the id from the channel's details in Slack, and /invite the bot there",
	"is_archived":       "the channel is archived: name another, or unarchive it",
	"not_in_channel":    "the bot is not in the channel, so it cannot write there: /invite it in the channel",
	"missing_scope":     "the bot token may not read channels: install the app again with the scopes of its manifest",
	string(outsiders):   "people of another organisation read the channel, so nothing about partners is written there: name a channel of your own",
	string(guests):      "guests read the channel, so nothing about partners is written there: name a channel without them",
	string(crowd):       "more people read the channel than can be checked one by one, so nothing about partners is written there: name a smaller one",
	string(direct):      "is a direct conversation: name a channel",
	string(unseen):      "Slack does not show the bot who reads the channel: /invite the bot there",
}
