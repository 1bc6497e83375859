package sandbox

import (
	"errors"
	"fmt"
)

// SetLocale is a person choosing another language, such as fr-FR, in their preferences.
// The app gets user_change, if it has subscribed to that; the exchange has no answer but
// the ack.
func (w *Workspace) SetLocale(user, locale string) *Exchange {
	x := &Exchange{User: user}
	inner, err := w.changeLocale(user, locale)
	if err != nil {
		x.fail(fmt.Errorf("change the language: %w", err))
		return x
	}
	w.happen("user_change", inner, x)
	return x
}

// changeLocale returns the event that tells of it, or ErrUnheard.
func (w *Workspace) changeLocale(user, locale string) (map[string]any, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	before, ok := w.people.users[user]
	switch {
	case !ok:
		return nil, fmt.Errorf("no user %s", user)
	case locale == "":
		return nil, errors.New("want a locale such as fr-FR")
	}
	after := *before
	after.Locale = locale
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
