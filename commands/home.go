package commands

import "context"

// HomeLine is what a button asks that brings Home up to date. It is no command that people
// type, since Home is where they are.
const HomeLine = "/tier home"

// Home is what somebody sees in the bot's Home tab: what they should do today. It is
// complete whatever the error, and never empty; the request has no words.
func (c *Commands) Home(_ context.Context, req Request) (Reply, error) {
	return c.question(req).help(), nil
}

// Changes reports whether these words may change what somebody's Home shows.
func (c *Commands) Changes(command, text string) bool {
	found, _ := c.route(command, parse(text))
	return found.Own || found.Access >= Manager
}
