package sandbox

import (
	"errors"
	"fmt"
)

// SetLocale is a person choosing another language, such as fr-FR, in their preferences.
// The app gets user_change, if it has subscribed to that; the exchange has no answer but
// the ack.
func (w *Workspace) SetLocale(user, locale string) *Exchange {
	return w.changePerson(user, func(u *User) error {
		if locale == "" {
			return errors.New("want a locale such as fr-FR")
		}
		u.Locale = locale
		return nil
	})
}

// SetDeleted is an administrator deactivating somebody's account, or activating it again.
// The app hears of it as of a new language.
func (w *Workspace) SetDeleted(user string, deleted bool) *Exchange {
	return w.changePerson(user, func(u *User) error {
		u.Deleted = deleted
		return nil
	})
}

// changePerson changes somebody, and tells the app.
func (w *Workspace) changePerson(user string, change func(*User) error) *Exchange {
	x := &Exchange{User: user}
	inner, err := w.changed(user, change)
	if err != nil {
		x.fail(fmt.Errorf("change a person: %w", err))
		return x
	}
	w.happen("user_change", inner, x)
	return x
}

// changed returns the event that tells of it, or ErrUnheard.
func (w *Workspace) changed(user string, apply func(*User) error) (map[string]any, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	before, ok := w.people.users[user]
	if !ok {
		return nil, fmt.Errorf("no user %s", user)
	}
	after := *before
	if err := apply(&after); err != nil {
		return nil, err
	}
	w.people.users[user] = &after
	w.tell(change{kind: changePeople})
	if !w.subscribed("user_change", "users:read") {
		return nil, ErrUnheard
	}
	return map[string]any{
		"type": "user_change", "user": w.profile(&after, true),
		"cache_ts": w.opts.Now().Unix(), "event_ts": w.timestamp(),
	}, nil
}
