package main

import (
	"context"
	"runtime/debug"
	"sync/atomic"
	"time"

	"github.com/tierbot/tierbot/commands"
)

// The service's memory has room for many partners at a glance. Each one more takes so many
// bytes beside it.
const (
	manyPartners = 100_000
	perPartner   = 256
)

// prepare begins to read what questions about all partners need, and tries again while that
// fails; a question that comes first reads it itself. The function it returns ends that.
func (s *service) prepare(ctx context.Context, asked *commands.Commands, now func() time.Time) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	over := make(chan struct{})
	go func() {
		defer close(over)
		var partners atomic.Int64
		heard := func(n int) {
			partners.Store(int64(n))
			s.makeRoom(n)
		}
		begun := now()
		for pause := firstPause; ; pause = min(2*pause, longestPause) {
			err := asked.Prepare(ctx, now(), heard)
			if err == nil {
				s.log.Info("the partners are known", "partners", partners.Load(), "took", now().Sub(begun))
				return
			}
			if ctx.Err() == nil {
				s.log.Warn("the partners are not known yet", "error", err, "again_in", pause)
			}
			if !rest(ctx, pause) {
				return
			}
		}
	}()
	return func() {
		cancel()
		<-over
	}
}

// makeRoom lets a programme of more partners than most take more memory, so that the
// garbage collector is not kept busy by what will never be garbage.
func (s *service) makeRoom(partners int) {
	if more := partners - manyPartners; more > 0 && limits() {
		debug.SetMemoryLimit(memory + int64(more)*perPartner)
	}
}
