package store

import (
	"cmp"
	"context"
	_ "embed"
	"fmt"
	"slices"

	"github.com/redis/go-redis/v9"

	"github.com/tierbot/tierbot/program"
)

//go:embed recipient.lua
var recipientLua string

var recipientScript = redis.NewScript(recipientLua)

// recipientStride is how many partners of a recipient are read before other clients have
// their turn: some milliseconds of Redis's time.
const recipientStride = 500

// Recipient is somebody with everything that decides what they are told, and when. Whose
// the addresses are that were adopted, theirs are the addresses' partners. Whoever is not
// known is a recipient of nothing.
//
// It costs one round trip, and another for every five hundred partners. When something
// changes in between, what is read may never have been; its revision then is an old
// one, and [Workspace.Reschedule] changes nothing.
func (w *Workspace) Recipient(ctx context.Context, id string) (program.Recipient, error) {
	recipient, err := w.recipient(ctx, id)
	if err != nil {
		return program.Recipient{}, fmt.Errorf("read recipient: %w", err)
	}
	return recipient, nil
}

func (w *Workspace) recipient(ctx context.Context, id string) (program.Recipient, error) {
	r := reading{Recipient: program.Recipient{ID: id, Marks: make(map[string]program.Mark)}, read: make(map[string]struct{})}
	k := &w.keys
	names, after := int64(1), ""
	for first := true; names != 0; first = false {
		reply, err := recipientScript.Run(ctx, w.redis,
			[]string{k.partners, k.owners, k.revisions, k.people, k.marks(id), k.posts(id)},
			id, names, after, recipientStride).Slice()
		if err != nil {
			return program.Recipient{}, err
		}
		if len(reply) != 5 {
			return program.Recipient{}, errNotStored
		}
		if first {
			err = cmp.Or(r.head(reply[0]), r.posts(reply[1]))
		}
		if err := cmp.Or(err, r.partners(reply[2])); err != nil {
			return program.Recipient{}, err
		}
		names, _ = reply[3].(int64)
		after, _ = reply[4].(string)
	}
	return r.Recipient, nil
}

// A reading is a recipient as far as they have been read.
type reading struct {
	program.Recipient
	read map[string]struct{} // ids of the partners: one that stands under two of somebody's names comes twice
}

// head reads what is known of a recipient.
func (r *reading) head(values any) (err error) {
	head := newRow(values)
	r.Revision, r.Zone, r.Place = head.number(), head.text(), head.text()
	r.Habits, err = parseHabits(head.text())
	return cmp.Or(err, head.err())
}

// posts reads posts by name.
func (r *reading) posts(values any) error {
	for list := newRow(values); len(list.rest) > 0; {
		post, err := parsePost(list.text(), list.text())
		if err := cmp.Or(err, list.err()); err != nil {
			return err
		}
		r.Posts = append(r.Posts, post)
	}
	return nil
}

// partners reads partners with their marks.
func (r *reading) partners(values any) error {
	list, _ := values.([]any)
	for group := range slices.Chunk(list, 2+len(markFields)) {
		partners, err := decodeAll(group[:2])
		if err != nil {
			return err
		}
		p := partners[0]
		if _, twice := r.read[p.ID]; twice {
			continue
		}
		r.read[p.ID] = struct{}{}
		mark, err := parseMark(group[2:])
		if err != nil {
			return fmt.Errorf("mark of partner %q: %w", p.ID, err)
		}
		if mark != (program.Mark{}) {
			r.Marks[p.ID] = mark
		}
		r.Partners = append(r.Partners, p)
	}
	return nil
}
