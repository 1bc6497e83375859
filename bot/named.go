package bot

import (
	"context"
	"time"

	"github.com/tierbot/tierbot/commands"
	"github.com/tierbot/tierbot/program"
)

// namedMost is how many of the people that a question names are looked up.
const namedMost = 3

// named is who the text of a question names: e-mail addresses by user id, as partners
// can be recorded with either. Whom Slack does not tell about in time is left out.
func (p *people) named(ctx context.Context, text string) map[string]string {
	owners := commands.Owners(text)
	if len(owners) == 0 {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, lookupWait)
	defer cancel()
	named := make(map[string]string)
	for _, owner := range owners[:min(len(owners), namedMost)] {
		id, address := owner, owner
		if program.IsUserID(owner) {
			who, _ := p.find(ctx, owner)
			address = who.email
		} else {
			id, _ = p.addressed(ctx, owner)
		}
		if id != "" && address != "" {
			named[id] = address
		}
	}
	return named
}

// addressed is the id of whom an e-mail address belongs to; empty when it is nobody's.
// The error says that Slack does not say.
func (p *people) addressed(ctx context.Context, address string) (string, error) {
	if id, known := p.addresses.get(address, time.Now()); known {
		return id, nil
	}
	user, err := p.byEmail(ctx, address)
	if err != nil && slackCode(err) != "users_not_found" {
		return "", err
	}
	id := ""
	if err == nil {
		id = user.ID
	}
	p.addresses.put(address, id, time.Now())
	return id, nil
}
