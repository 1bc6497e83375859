package bot

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/slack-go/slack"
)

// How long what Slack says about a person is believed, and how many people are
// remembered.
const (
	personLife = 5 * time.Minute
	personMost = 4096
)

// lookupTimeout bounds asking Slack who somebody is. A question waits for it less
// long; the next one finds the answer.
const lookupTimeout = 8 * time.Second

// errUnchecked says that Slack could not tell who somebody is. Nobody is answered on
// a guess.
var errUnchecked = errors.New("person could not be looked up")

// A person is what the bot needs to know of somebody.
type person struct {
	membership membership
	enterprise string // id of the person's Enterprise Grid organisation
	locale     string // such as fr-FR
	email      string // empty when Slack does not show it
	name       string // what others call them; empty: Slack did not say
	zone       string // IANA; empty: Slack did not say
	asked      time.Time
}

// people knows who is who, as Slack said within the last five minutes. Those who
// ask for the same person at the same time share one call.
type people struct {
	home    Identity
	info    func(ctx context.Context, id string) (*slack.User, error)
	byEmail func(ctx context.Context, address string) (*slack.User, error)

	known     *recent[string, person]
	addresses *recent[string, string] // ids by e-mail address; empty: nobody's

	mu      sync.Mutex
	lookups map[string]*lookup // underway, by id
}

// A lookup is one call that several may wait for.
type lookup struct {
	done   chan struct{}
	person person // when done
	err    error  // when done
}

func newPeople(home Identity, api *web) *people {
	return &people{
		home:      home,
		known:     newRecent[string, person](personLife, personMost),
		addresses: newRecent[string, string](personLife, personMost),
		lookups:   make(map[string]*lookup),
		info: func(ctx context.Context, id string) (user *slack.User, err error) {
			err = api.call(ctx, "users.info", func(ctx context.Context) (err error) {
				user, err = api.GetUserInfoContext(ctx, id)
				return err
			})
			return user, err
		},
		byEmail: func(ctx context.Context, address string) (user *slack.User, err error) {
			err = api.call(ctx, "users.lookupByEmail", func(ctx context.Context) (err error) {
				user, err = api.GetUserByEmailContext(ctx, address)
				return err
			})
			return user, err
		},
	}
}

// find is who somebody is. The error is errUnchecked, with its reason, when Slack
// does not say before ctx ends.
func (p *people) find(ctx context.Context, id string) (person, error) {
	return p.findWithin(ctx, id, personLife)
}

// findWithin is find for somebody about whom Slack was asked no longer ago than age.
func (p *people) findWithin(ctx context.Context, id string, age time.Duration) (person, error) {
	if known, ok := p.recall(id); ok && time.Since(known.asked) < age {
		return known, nil
	}
	l := p.lookup(ctx, id, age)
	select {
	case <-l.done:
		return l.person, l.err
	case <-ctx.Done():
		return person{}, fmt.Errorf("%w: %w", errUnchecked, ctx.Err())
	}
}

// recall is what is remembered of somebody, without asking.
func (p *people) recall(id string) (person, bool) {
	known, ok := p.known.get(id, time.Now())
	return known, ok && time.Since(known.asked) < personLife
}

// forget makes the next question ask Slack again. A call that is underway may have been
// too early: what it brings is for those who wait for it already.
func (p *people) forget(id string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.lookups, id)
	p.known.drop(id)
}

// lookup joins the call underway for a person, or begins one. The call outlives the
// question that began it, as others may wait for it. A call that ended a moment ago is as
// good: between finding nothing remembered and coming here, it may have been answered.
func (p *people) lookup(ctx context.Context, id string, age time.Duration) *lookup {
	p.mu.Lock()
	defer p.mu.Unlock()
	if l, ok := p.lookups[id]; ok {
		return l
	}
	l := &lookup{done: make(chan struct{})}
	if known, ok := p.recall(id); ok && time.Since(known.asked) < age {
		l.person = known
		close(l.done)
		return l
	}
	p.lookups[id] = l
	go func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), lookupTimeout)
		defer cancel()
		l.person, l.err = p.ask(ctx, id)
		p.settle(id, l)
	}()
	return l
}

// settle lets those who wait for a lookup go on, and remembers what it brought.
func (p *people) settle(id string, l *lookup) {
	defer close(l.done)
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.lookups[id] != l {
		return // forgotten meanwhile
	}
	delete(p.lookups, id)
	if l.err == nil {
		p.known.put(id, l.person, l.person.asked)
	}
}

// ask asks Slack. That Slack knows nobody by that id, or does not show them to this
// workspace, is an answer: they are not one of its members.
func (p *people) ask(ctx context.Context, id string) (person, error) {
	now := time.Now() // what Slack says is no older than the question
	user, err := p.info(ctx, id)
	switch slackCode(err) {
	case "user_not_found", "user_not_visible", "users_not_found":
		return person{membership: external, asked: now}, nil
	}
	if err != nil {
		return person{}, fmt.Errorf("%w: %w", errUnchecked, err)
	}
	return person{
		membership: p.home.membership(id, user),
		enterprise: user.Enterprise.EnterpriseID,
		locale:     user.Locale,
		email:      user.Profile.Email,
		name:       cmp.Or(user.Profile.DisplayName, user.RealName),
		zone:       user.TZ,
		asked:      now,
	}, nil
}
