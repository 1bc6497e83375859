package store

import (
	"context"
	_ "embed"
	"fmt"
	"strconv"
	"strings"

	"github.com/redis/go-redis/v9"

	"github.com/tierbot/tierbot/program"
)

//go:embed mark.lua
var markLua string

var markScript = redis.NewScript(markLua)

// markFields are the fields of a mark, each behind the partner's id and a zero byte.
var markFields = []string{"told", "touched", "snoozed", "stopped"}

// SetMark keeps what somebody asks for about a partner. They are looked at again at once.
func (w *Workspace) SetMark(ctx context.Context, user, partner string, wish program.Wish) error {
	day := func(d *program.Date) string {
		if d == nil {
			return ""
		}
		return strconv.Itoa(number(*d))
	}
	stopped := ""
	if wish.Stopped != nil {
		stopped = map[bool]string{true: "1", false: "0"}[*wish.Stopped]
	}
	err := markScript.Run(ctx, w.redis, []string{w.keys.marks(user), w.keys.due, w.keys.revisions},
		user, partner, millis(wish.Now), day(wish.Touched), day(wish.Snoozed), stopped).Err()
	if err != nil {
		return fmt.Errorf("keep a wish: %w", err)
	}
	return nil
}

// Marks are what people know of one partner and asked for about it, by their names. Those
// of an address are those of the user whose it is.
func (w *Workspace) Marks(ctx context.Context, partner string, owners []string) (map[string]program.Mark, error) {
	marks, err := w.marks(ctx, partner, owners)
	if err != nil {
		return nil, fmt.Errorf("read marks: %w", err)
	}
	return marks, nil
}

func (w *Workspace) marks(ctx context.Context, partner string, owners []string) (map[string]program.Mark, error) {
	users, err := w.users(ctx, owners)
	if err != nil {
		return nil, err
	}
	fields := make([]string, len(markFields))
	for i, field := range markFields {
		fields[i] = partner + sep + field
	}
	replies := make([]*redis.SliceCmd, len(owners))
	_, err = w.redis.Pipelined(ctx, func(pipe redis.Pipeliner) error {
		for i, user := range users {
			replies[i] = pipe.HMGet(ctx, w.keys.marks(user), fields...)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	marks := make(map[string]program.Mark)
	for i, reply := range replies {
		mark, err := parseMark(reply.Val())
		if err != nil {
			return nil, err
		}
		if mark != (program.Mark{}) {
			marks[owners[i]] = mark
		}
	}
	return marks, nil
}

// users are the users that owners are, as far as that is known.
func (w *Workspace) users(ctx context.Context, owners []string) ([]string, error) {
	fields := make([]string, len(owners))
	for i, owner := range owners {
		fields[i] = owner + sep + "user"
	}
	if len(fields) == 0 {
		return nil, nil
	}
	values, err := w.redis.HMGet(ctx, w.keys.people, fields...).Result()
	if err != nil {
		return nil, err
	}
	users := make([]string, len(owners))
	for i, owner := range owners {
		users[i] = owner
		if user, ok := values[i].(string); ok {
			users[i] = user
		}
	}
	return users, nil
}

// parseMark reads the values of [markFields]; nil and the empty string are absent.
func parseMark(values []any) (program.Mark, error) {
	texts := make([]string, len(markFields))
	for i := range texts {
		if i < len(values) {
			texts[i], _ = values[i].(string)
		}
	}
	var days days
	var mark program.Mark
	if told := strings.Fields(texts[0]); len(told) == 4 {
		for i, day := range []*program.Date{&mark.Deadline, &mark.Occasion, &mark.Since, &mark.Fell} {
			*day = days.text(told[i])
		}
	} else if texts[0] != "" {
		return program.Mark{}, errNotStored
	}
	for i, day := range []*program.Date{&mark.Touched, &mark.Snoozed} {
		text, _, _ := strings.Cut(texts[1+i], " ") // when it was asked for
		*day = days.text(text)
	}
	mark.Stopped = texts[3] != ""
	return mark, days.err
}
