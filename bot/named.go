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
// can be recorded with either; and who of them is no full member. Whom Slack does not
// tell about in time is left out.
func (p *people) named(ctx context.Context, text string) (named map[string]string, outside []string) {
	owners := commands.Owners(text)
	if len(owners) == 0 {
		return nil, nil
	}
	ctx, cancel := context.WithTimeout(ctx, lookupWait)
	defer cancel()
	named = make(map[string]string)
	for _, owner := range owners[:min(len(owners), namedMost)] {
		id, address, err := owner, owner, error(nil)
		if !program.IsUserID(owner) {
			id, err = p.addressed(ctx, owner)
		}
		who := person{}
		if id != "" && err == nil {
			who, err = p.find(ctx, id)
		}
		if program.IsUserID(owner) {
			address = who.email
		}
		if id != "" && address != "" {
			named[id] = address
		}
		if err == nil && who.membership != member {
			outside = append(outside, owner)
		}
	}
	return named, outside
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
