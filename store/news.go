package store

import (
	"cmp"
	"context"
	_ "embed"
	"fmt"

	"github.com/redis/go-redis/v9"

	"github.com/tierbot/tierbot/program"
)

//go:embed news.lua
var newsLua string

var newsScript = redis.NewScript(newsLua)

// News is what the audit log says after an entry; 0: from its beginning. It is at most
// limit entries, never more than five hundred, and costs one round trip.
func (w *Workspace) News(ctx context.Context, after int64, limit int) (program.News, error) {
	news, err := w.news(ctx, after, limit)
	if err != nil {
		return program.News{}, fmt.Errorf("read news: %w", err)
	}
	return news, nil
}

func (w *Workspace) news(ctx context.Context, after int64, limit int) (program.News, error) {
	reply, err := newsScript.Run(ctx, w.redis, []string{w.keys.audit, w.keys.generation},
		max(0, after), min(limit, entriesStride)).Slice()
	if err != nil {
		return program.News{}, err
	}
	head := newRow(reply)
	news := program.News{Epoch: head.text(), Last: head.number()}
	if err := head.err(); err != nil {
		return program.News{}, err
	}
	for _, values := range head.rest {
		r := newRow(values)
		record := program.Record{Number: r.number(), ID: r.text(), By: r.text(), At: r.time()}
		now, err := decodeState(record.ID, r.text())
		if err := cmp.Or(r.err(), err); err != nil {
			return program.News{}, fmt.Errorf("entry %d: %w", record.Number, err)
		}
		record.Now = now
		news.Records = append(news.Records, record)
	}
	return news, nil
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
