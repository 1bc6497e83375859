package socketmode

import "log/slog"

// The reasons of a disconnect notice that are not routine.
const (
	linkDisabled = "link_disabled"
	tooMany      = "too_many_websockets"
)

// A notice is a disconnect frame, judged. The zero notice is the lot of a socket that
// ended without one.
type notice struct {
	reason   string
	relieved bool // another socket was fresh when it came
}

// schedule is the pace that a reason imposes on the next open.
func (n notice) schedule() schedule {
	if n.reason == linkDisabled || n.reason == tooMany {
		return refused
	}
	return routine
}

// replace reports whether the replacement should be opened before the old socket has
// closed. Not while another socket bridges the gap, and never when there are too
// many already.
func (n notice) replace() bool { return !n.relieved && n.reason != tooMany }

// log tells people what to do about the reasons that are theirs to mend.
func (n notice) log(log *slog.Logger) {
	switch n.reason {
	case linkDisabled:
		log.Error("socket mode is switched off: switch it on in the app's settings, under Socket Mode", "reason", n.reason)
	case tooMany:
		log.Error("too many connections: another program uses this app token; stop it, or give it an app of its own", "reason", n.reason)
	default:
		log.Info("slack announced a disconnect", "reason", n.reason)
	}
}
