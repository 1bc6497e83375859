package commands

import (
	"context"

	"github.com/tierbot/tierbot/program"
)

func resumeCommand() Command {
	return Command{
		Slash:   "/tier",
		Name:    Wording{"resume", "relancer"},
		Usage:   Wording{"[now]", "[maintenant]"},
		Help:    Wording{"Whether storage has lost something, so that reminders are stopped; with now, they go out again.", "Si le stockage a perdu quelque chose et que les rappels sont arrêtés\u00a0; avec maintenant, ils repartent."},
		Example: Wording{"/tier resume now", "/tier relancer maintenant"},
		Access:  Manager,
		run:     runResume,
	}
}

// nowWords are what people say, folded, for at once.
var nowWords = map[string]bool{"now": true, "maintenant": true}

// runResume says whether the store is believed. Only a manager can know whether what it
// has lost has been brought back.
func runResume(ctx context.Context, q *question) (Reply, error) {
	now := len(q.args) == 1 && nowWords[program.Fold(q.args[0].text)]
	if len(q.args) > 0 && !now {
		return q.wanting(ctx, "resume", q.say.resumeWhat())
	}
	pulse, err := q.store.Pulse(ctx, q.Now)
	if err != nil {
		return Reply{}, err
	}
	switch {
	case pulse.Suspect.Reason == "":
		return Reply{Parts: []Part{plain(q.say.notSuspect())}, Private: true}, nil
	case !now:
		return q.suspected(&pulse), nil
	}
	if err := q.store.Resume(ctx, q.User, q.Now); err != nil {
		return Reply{}, err
	}
	return Reply{Parts: []Part{strong(q.say.resumed()), plain(q.say.carefulFor())}, Private: true}, nil
}

// suspected says why the store is not believed, and what to look at before it is again.
func (q *question) suspected(pulse *program.Pulse) Reply {
	since := q.rules.Today(pulse.Suspect.Since)
	return Reply{
		Parts: []Part{
			strong(q.say.suspect(pulse.Suspect.Reason == "empty", since, q.today)),
			plain(q.say.beforeResuming()),
		},
		Actions: []Action{
			{Label: q.say.resumeLabel(), Command: "/tier resume now", Effect: Replace, Primary: true, Sure: q.say.resumeSure()},
			{Label: q.say.historyLabel(), Command: "/tier history"},
		},
		Private: true,
	}
}
