package commands

import "context"

// Needs is what it takes to run what these words ask. Whoever makes a request makes
// sure of the asker's rights anew when it is [Manager].
func (c *Commands) Needs(command, text string) Access {
	found, _ := c.route(command, parse(text))
	return found.Access
}

// Compose is the command line that says what was filled into a form: the slash
// command, a space, and what stands behind it. It is empty for a form that is not
// one of this package's.
func (c *Commands) Compose(form string, values Values, state string) string { return "" }

// Redraw is a form as it should look now that a field which redraws has changed. The
// asker's rights are checked as by [Commands.Do]; without them the form is nil, as it
// is for a form that is not one of this package's.
func (c *Commands) Redraw(ctx context.Context, req Request, form string, values Values, state string) (*Form, error) {
	return nil, nil
}

// Suggest is the partners that what somebody has typed into a [PartnerField] may mean,
// at most ten; none for whoever may not record.
func (c *Commands) Suggest(ctx context.Context, req Request, typed string) ([]Choice, error) {
	return nil, nil
}

// Quote answers somebody who wants to record what a message says: with the form, and
// in it what could be read of the message, whose address is the evidence.
func (c *Commands) Quote(ctx context.Context, req Request, message, link string) (Reply, error) {
	return Reply{}, nil
}
