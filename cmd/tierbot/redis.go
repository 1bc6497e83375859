package main

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/tierbot/tierbot/bot"
	"github.com/tierbot/tierbot/program"
)

// How old an answer of Redis may be and still count as a sign of life, and how long
// one is waited for. Only /readyz asks, so an idle bot that nobody polls asks nothing.
const (
	freshFor   = 5 * time.Second
	pingWithin = time.Second
)

// redisWatch knows whether Redis can be reached, mostly from what people's questions
// have met.
type redisWatch struct {
	ping   func(context.Context) error
	now    func() time.Time
	log    *slog.Logger
	errors prometheus.Counter

	mu    sync.Mutex
	heard time.Time // when Redis last answered
	class string    // of the last error since; empty: none
}

// problem is the class of what is wrong with Redis; empty when nothing is.
func (w *redisWatch) problem(ctx context.Context) string {
	w.mu.Lock()
	fresh := w.class == "" && w.now().Sub(w.heard) < freshFor
	w.mu.Unlock()
	if !fresh {
		ctx, cancel := context.WithTimeout(ctx, pingWithin)
		defer cancel()
		w.note(w.ping(ctx))
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.class
}

// note remembers how a call of Redis ended, and logs when that is news.
func (w *redisWatch) note(err error) {
	if errors.Is(err, context.Canceled) {
		return
	}
	class := ""
	if err != nil && !isAnswer(err) {
		class = classOf(err)
		w.errors.Inc()
	}
	w.mu.Lock()
	news := (class == "") != (w.class == "")
	w.class = class
	if class == "" {
		w.heard = w.now()
	}
	w.mu.Unlock()
	switch {
	case news && class != "":
		w.log.Error("redis cannot be reached", "class", class, "error", bot.Redact(err))
	case news:
		w.log.Info("redis answers again")
	}
}

// isAnswer reports whether an error is what Redis had to say.
func isAnswer(err error) bool {
	return errors.Is(err, program.ErrUnknownPartner) || errors.Is(err, program.ErrUnknownEntry) || errors.Is(err, program.ErrConflict)
}
