package sandbox

import (
	"maps"
	"slices"
	"time"
)

// A mischief is a trouble that one button of the inspector makes.
type mischief struct {
	name  string // by which the page asks for it
	label string // of its button
	says  string // what it does, in a sentence

	// choices are what it can be about, the first unless something else is chosen; nil
	// when there is nothing to choose.
	choices func(*Workspace) []choice

	begin func(w *Workspace, choice string)
	on    func(*Workspace) bool // whether it goes on just now; nil: it is over at once
	end   func(*Workspace)      // nil with on
}

// A choice is one of several things that a trouble can be about.
type choice struct {
	Value string `json:"value"`
	Label string `json:"label"`
}

// How much trouble the buttons make.
const (
	mischiefWait  = 3 // the Retry-After of a 429, in seconds
	mischiefDelay = 2 * time.Second
	mischiefSlow  = 5 // how many calls are slow
	mischiefLag   = 10 * time.Second
)

// mischiefs are the troubles of the workspace itself, in the order of their buttons, and
// those of the options behind them.
func (w *Workspace) mischiefs() []mischief {
	all := []mischief{
		{
			name: "drop", label: "Drop the socket",
			says:    "Cuts the connection without a word, as a broken network does.",
			choices: socketChoices,
			begin:   func(w *Workspace, id string) { w.Drop(ids(id)...) },
		},
		{
			name: "disconnect", label: "Disconnect",
			says:    "Tells every connection to go, for this reason; warned ones close after ten seconds.",
			choices: reasonChoices,
			begin:   func(w *Workspace, reason string) { w.Disconnect(reason) },
		},
		{
			name: "half-open", label: "Half-open",
			says:    "The connection looks alive and is dead: nothing that goes or comes that way arrives.",
			choices: socketChoices,
			begin:   func(w *Workspace, id string) { w.HalfOpen(ids(id)...) },
		},
		once("429", "429 the next call", "Answers that too much was asked, with Retry-After 3.", Fault{RetryAfter: mischiefWait}),
		once("500", "500 the next call", "Answers that something is wrong inside Slack, and does nothing.", Fault{Status: 500}),
		once("kill", "Kill a reply", "Does what the next call asks for, then drops the connection instead of answering.", Fault{Executed: true, Drop: true}),
		{
			name: "slow", label: "Slow Web API",
			says:  "Each of the next five calls takes two seconds longer.",
			begin: func(w *Workspace, _ string) { w.Fail("*", Fault{Delay: mischiefDelay, Times: mischiefSlow}) },
		},
		{
			name: "copies", label: "Deliver twice",
			says:  "Every envelope comes twice, as Slack is seen to do now and then.",
			begin: func(w *Workspace, _ string) { w.DeliverCopies(2) },
			on:    func(w *Workspace) bool { return w.trouble().copies > 1 },
			end:   func(w *Workspace) { w.DeliverCopies(1) },
		},
		{
			name: "lag", label: "History lag",
			says:  "Messages appear in conversations.history ten seconds after they were posted.",
			begin: func(w *Workspace, _ string) { w.HistoryLag(mischiefLag) },
			on:    func(w *Workspace) bool { return w.trouble().lag > 0 },
			end:   func(w *Workspace) { w.HistoryLag(0) },
		},
		{
			name: "revoke", label: "Revoke the token",
			says:  "The bot's token is worth nothing until this is pressed again and the app is installed anew.",
			begin: func(w *Workspace, _ string) { w.Revoke() },
			on:    func(w *Workspace) bool { return w.trouble().revoked },
			end:   func(w *Workspace) { w.Reinstall(w.opts.App.BotToken) },
		},
		{
			name: "refuse", label: "Refuse a block",
			says:    "Blocks of this type are refused as unknown, so that one sees what the app sends instead, which it may go on with for a while afterwards.",
			choices: blockChoices,
			begin:   func(w *Workspace, blockType string) { w.Refuse(blockType) },
		},
		{
			name: "limits", label: "Limit requests",
			says:  "Refuses what goes beyond Slack's request limits, with 429 and the time to wait.",
			begin: func(w *Workspace, _ string) { w.limiter.refuses.Store(true) },
			on:    func(w *Workspace) bool { return w.limiter.refuses.Load() },
			end:   func(w *Workspace) { w.limiter.refuses.Store(false) },
		},
	}
	for _, t := range w.opts.Troubles {
		all = append(all, foreign(t))
	}
	return all
}

// once is a fault of the next call, of any method or of one.
func once(name, label, says string, f Fault) mischief {
	return mischief{
		name: name, label: label, says: says,
		choices: methodChoices,
		begin:   func(w *Workspace, method string) { w.Fail(method, f) },
	}
}

// foreign is a trouble beside the workspace.
func foreign(t Trouble) mischief {
	m := mischief{
		name: t.Name, label: t.Name, says: t.Says,
		begin: func(*Workspace, string) { t.Switch(true) },
	}
	if t.On != nil {
		m.on = func(*Workspace) bool { return t.On() }
		m.end = func(*Workspace) { t.Switch(false) }
	}
	return m
}

func socketChoices(w *Workspace) []choice {
	all := []choice{{"*", "all"}}
	for _, id := range w.Sockets() {
		all = append(all, choice{id, id})
	}
	return all
}

// ids are the connections that a choice means: none stands for all.
func ids(chosen string) []string {
	if chosen == "*" {
		return nil
	}
	return []string{chosen}
}

func reasonChoices(*Workspace) []choice {
	return themselves(Warning, RefreshRequested, LinkDisabled, TooManyWebsockets)
}

func methodChoices(*Workspace) []choice {
	all := []choice{{"*", "any method"}, {"response_url", "a response URL"}, {"download", "a download"}}
	return append(all, themselves(slices.Sorted(maps.Keys(methods))...)...)
}

func blockChoices(*Workspace) []choice { return themselves(slices.Sorted(maps.Keys(blockTypes))...) }

// themselves are choices that are called what they are.
func themselves(names ...string) []choice {
	var all []choice
	for _, name := range names {
		all = append(all, choice{name, name})
	}
	return all
}
