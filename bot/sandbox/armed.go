package sandbox

import (
	"fmt"
	"maps"
	"slices"
	"time"
)

// trouble is what goes wrong all the time, rather than with one call.
type trouble struct {
	copies  int
	lag     time.Duration
	revoked bool
}

func (w *Workspace) trouble() trouble {
	w.mu.Lock()
	defer w.mu.Unlock()
	return trouble{copies: w.copies, lag: w.lag, revoked: w.tokens.valid == ""}
}

// armed is all that goes wrong now, or will with the next call, a sentence each. The page
// shows it above everything, so that nobody looks for a fault of their own.
func (w *Workspace) armed() []string {
	all := w.faults.armed()
	for _, s := range w.sockets.shown() {
		if s.State == "half-open" {
			all = append(all, s.ID+" is half-open")
		}
	}
	t := w.trouble()
	switch {
	case t.copies == 2:
		all = append(all, "every envelope comes twice")
	case t.copies > 2:
		all = append(all, fmt.Sprintf("every envelope comes %d times", t.copies))
	}
	if t.lag > 0 {
		all = append(all, fmt.Sprintf("the history is %v behind", t.lag))
	}
	if t.revoked {
		all = append(all, "the bot's token is revoked")
	}
	if w.limiter.refuses.Load() && !w.opts.RateLimits {
		all = append(all, "what goes beyond Slack's request limits is refused")
	}
	for _, foreign := range w.opts.Troubles {
		if foreign.On != nil && foreign.On() {
			all = append(all, foreign.Name)
		}
	}
	return all
}

// armed is what will go wrong with calls.
func (f *faults) armed() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	all := []string{}
	for _, method := range slices.Sorted(maps.Keys(f.byName)) {
		for _, fault := range f.byName[method] {
			all = append(all, fault.reach(method)+": "+fault.String())
		}
	}
	for _, blockType := range slices.Sorted(maps.Keys(f.refused)) {
		all = append(all, "blocks of the type "+blockType+" are refused")
	}
	return all
}

// mend ends all trouble, that beside the workspace too. Half-open connections end, as when
// the network is back and tells.
func (w *Workspace) mend() {
	w.Heal()
	for _, s := range w.sockets.shown() {
		if s.State == "half-open" {
			w.Drop(s.ID)
		}
	}
	if w.trouble().revoked {
		w.Reinstall(w.opts.App.BotToken)
	}
	w.limiter.refuses.Store(w.opts.RateLimits)
	for _, foreign := range w.opts.Troubles {
		if foreign.On != nil && foreign.On() {
			foreign.Switch(false)
		}
	}
}
