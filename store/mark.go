package store

import (
	"context"
	_ "embed"
	"fmt"
	"slices"
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

// Marks are what the owners of partners know of them and asked for about them: of each
// partner in turn, by the owners' names. Those of an address are those of the user whose it
// is. It costs two round trips, and two more for every five hundred partners.
func (w *Workspace) Marks(ctx context.Context, partners []program.Partner) ([]map[string]program.Mark, error) {
	all := make([]map[string]program.Mark, 0, len(partners))
	for some := range slices.Chunk(partners, chunk) {
		marks, err := w.marks(ctx, some)
		if err != nil {
			return nil, fmt.Errorf("read marks: %w", err)
		}
		all = append(all, marks...)
	}
	return all, nil
}

func (w *Workspace) marks(ctx context.Context, partners []program.Partner) ([]map[string]program.Mark, error) {
	users, err := w.users(ctx, partners)
	if err != nil {
		return nil, err
	}
	var replies []*redis.SliceCmd
	_, err = w.redis.Pipelined(ctx, func(pipe redis.Pipeliner) error {
		for i := range partners {
			for _, owner := range partners[i].Owners {
				replies = append(replies, pipe.HMGet(ctx, w.keys.marks(users[owner]), markedOf(partners[i].ID)...))
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	marks := make([]map[string]program.Mark, len(partners))
	for i := range partners {
		owners := partners[i].Owners
		if marks[i], err = parseMarks(owners, replies[:len(owners)]); err != nil {
			return nil, err
		}
		replies = replies[len(owners):]
	}
	return marks, nil
}

// markedOf are the fields of a mark of a partner.
func markedOf(partner string) []string {
	fields := make([]string, len(markFields))
	for i, field := range markFields {
		fields[i] = partner + sep + field
	}
	return fields
}

// parseMarks are the marks of owners by their names; one that says nothing is left out.
func parseMarks(owners []string, replies []*redis.SliceCmd) (map[string]program.Mark, error) {
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

// users are the users that the owners of partners are; an owner of whom that is not known
// is themselves.
func (w *Workspace) users(ctx context.Context, partners []program.Partner) (map[string]string, error) {
	users := make(map[string]string)
	var owners, fields []string
	for i := range partners {
		for _, owner := range partners[i].Owners {
			if _, known := users[owner]; !known {
				users[owner] = owner
				owners, fields = append(owners, owner), append(fields, owner+sep+"user")
			}
		}
	}
	if len(fields) == 0 {
		return users, nil
	}
	values, err := w.redis.HMGet(ctx, w.keys.people, fields...).Result()
	if err != nil {
		return nil, err
	}
	for i, value := range values {
		if user, ok := value.(string); ok {
			users[owners[i]] = user
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
