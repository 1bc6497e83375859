package store

import (
	"cmp"
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"

	"github.com/tierbot/tierbot/program"
)

// newsStride is how many entries of the audit log are read before other clients have
// their turn: a millisecond of Redis's time, and a megabyte on the way.
const newsStride = 1_000

// News is what the audit log says after an entry; 0: from its beginning. It is at most
// limit entries, never more than a thousand, and whether there are more is told by
// [program.News.Last]. It costs one round trip, and another when it begins in the middle
// of a batch.
func (w *Workspace) News(ctx context.Context, after int64, limit int) (program.News, error) {
	after, limit = max(0, after), max(1, min(limit, newsStride))
	news, err := w.news(ctx, after, limit)
	if err != nil && ctx.Err() == nil {
		// The client sends a transaction once. This one changes nothing, and may go twice.
		news, err = w.news(ctx, after, limit)
	}
	if err != nil {
		return program.News{}, fmt.Errorf("read news: %w", err)
	}
	return news, nil
}

// news reads without a script, which would take several times as long to hand so much on.
// That all of it is of one moment tells a store that has gone back from one that has
// just grown.
func (w *Workspace) news(ctx context.Context, after int64, limit int) (program.News, error) {
	tx := w.redis.TxPipeline()
	epoch := tx.HGet(ctx, w.keys.generation, "epoch")
	newest := tx.XRevRangeN(ctx, w.keys.audit, "+", "-", 1)
	read := tx.XRangeN(ctx, w.keys.audit, strconv.FormatInt(after+1, 10), "+", int64(limit))
	if _, err := tx.Exec(ctx); err != nil && epoch.Err() != redis.Nil { // nil: it has no name yet
		return program.News{}, err
	}
	if err := cmp.Or(newest.Err(), read.Err()); err != nil {
		return program.News{}, err
	}
	news := program.News{Epoch: epoch.Val()}
	for _, m := range newest.Val() {
		news.Last = entryNumber(m.ID)
	}
	var err error
	news.Records, err = w.records(ctx, read.Val())
	return news, err
}

// records are entries of the log, each with what the first one of its batch says.
func (w *Workspace) records(ctx context.Context, entries []redis.XMessage) ([]program.Record, error) {
	records := make([]program.Record, 0, len(entries))
	var head entryHead
	for i := range entries {
		m := &entries[i]
		r := program.Record{Number: entryNumber(m.ID), ID: said(m, "partner")}
		first, err := w.headOf(ctx, m, head)
		if err != nil {
			return nil, err
		}
		head = first
		r.By, r.At = head.by, head.at
		if r.Now, err = decodeState(r.ID, said(m, "now")); err != nil {
			return nil, fmt.Errorf("entry %d: %w", r.Number, err)
		}
		records = append(records, r)
	}
	return records, nil
}

// entryHead is who has made a batch and when, and the number of its first entry.
type entryHead struct {
	first string
	by    string
	at    time.Time
}

// headOf is what the first entry says of the batch that an entry belongs to. It is read
// unless it is that of the entry before or the entry's own.
func (w *Workspace) headOf(ctx context.Context, m *redis.XMessage, last entryHead) (entryHead, error) {
	first, later := m.Values["of"].(string)
	switch {
	case !later:
		return headIn(m)
	case first == last.first:
		return last, nil
	}
	heads, err := w.redis.XRange(ctx, w.keys.audit, first, first).Result()
	switch {
	case err != nil:
		return entryHead{}, err
	case len(heads) == 0:
		return entryHead{}, fmt.Errorf("entry %s: its batch's first, %s: %w", m.ID, first, errNotStored)
	}
	return headIn(&heads[0])
}

func headIn(m *redis.XMessage) (entryHead, error) {
	at, err := strconv.ParseInt(said(m, "at"), 10, 64)
	if err != nil {
		return entryHead{}, fmt.Errorf("entry %s: %w", m.ID, errNotStored)
	}
	first, _, _ := strings.Cut(m.ID, "-")
	return entryHead{first, said(m, "by"), time.UnixMilli(at).UTC()}, nil
}

// said is what an entry says in a field, empty when it says nothing there.
func said(m *redis.XMessage, field string) string {
	text, _ := m.Values[field].(string)
	return text
}

// entryNumber is the number of an entry of the log.
func entryNumber(id string) int64 {
	number, _, _ := strings.Cut(id, "-")
	n, _ := strconv.ParseInt(number, 10, 64)
	return n
}

// Some are the partners of some ids that there are, in the order of the ids, in one round
// trip.
func (w *Workspace) Some(ctx context.Context, ids []string) ([]program.Partner, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	values, err := w.redis.HMGet(ctx, w.keys.partners, ids...).Result()
	if err != nil {
		return nil, fmt.Errorf("read partners: %w", err)
	}
	partners := make([]program.Partner, 0, len(ids))
	for i, value := range values {
		text, ok := value.(string)
		if !ok || gone(text) {
			continue
		}
		p, err := decode(ids[i], text)
		if err != nil {
			return nil, fmt.Errorf("read partners: %w", err)
		}
		partners = append(partners, p)
	}
	return partners, nil
}
