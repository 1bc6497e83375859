package commands

import "context"

// Home is what somebody sees in the bot's Home tab: what they should do today. It is
// complete whatever the error, and never empty; the request has no words.
func (c *Commands) Home(_ context.Context, req Request) (Reply, error) {
	return c.question(req).help(), nil
}
