package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/tierbot/tierbot/commands"
)

// How long it is believed who somebody is and who is in a user group: to read, and to
// change something. After Slack did not tell about a group, nobody who reads waits for
// it again for a while.
const (
	groupLife  = time.Minute
	groupPause = 10 * time.Second
	freshLife  = 10 * time.Second
)

// managers knows who may change what is recorded, as far as they are members.
type managers struct {
	users  []string
	groups []string
	list   func(ctx context.Context, group string) ([]string, error)

	mu    sync.Mutex
	rolls map[string]*roll // by group
}

// A roll is the members of a group, as Slack tells them once asked.
type roll struct {
	asked time.Time
	done  chan struct{}
	users []string // when done
	err   error    // when done
}

func newManagers(ids []string, api *web) *managers {
	m := &managers{rolls: make(map[string]*roll)}
	for _, id := range ids {
		if strings.HasPrefix(id, "S") {
			m.groups = append(m.groups, id)
		} else {
			m.users = append(m.users, id)
		}
	}
	m.list = func(ctx context.Context, group string) (users []string, err error) {
		err = api.call(ctx, "usergroups.users.list", func(ctx context.Context) (err error) {
			users, err = api.GetUserGroupMembersContext(ctx, group)
			return err
		})
		return users, err
	}
	return m
}

// CheckGroup asks Slack who is in a user group, as the bot does before somebody changes
// what is recorded, and returns how many they are. The error is a [*ConfigError] when
// trying again cannot help.
func CheckGroup(ctx context.Context, access Access, group string) (int, error) {
	api := newWeb(access)
	defer api.http.CloseIdleConnections()
	users, err := newManagers(nil, api).list(ctx, group)
	if advice := groupRefusals[slackCode(err)]; advice != "" {
		err = &ConfigError{Code: slackCode(err), Advice: advice}
	}
	return len(users), wrap("check user group", err)
}

// groupRefusals are the error codes for a group that a person has to mend, and how.
var groupRefusals = map[string]string{
	"no_such_subteam":       "there is no such user group: open it in Slack, under People, to copy its id",
	"subteam_disabled":      "the user group is disabled: enable it, or name another",
	"missing_scope":         "the bot token lacks the scope usergroups:read: install the app again with the scopes of its manifest",
	"plan_upgrade_required": "this workspace's plan has no user groups: list the managers by their own ids",
	"paid_teams_only":       "this workspace's plan has no user groups: list the managers by their own ids",
}

// include reports whether somebody is listed, by themselves or in a group of which
// Slack was asked no longer ago than age. The error says that some group could not be
// read, in which they may be.
func (m *managers) include(ctx context.Context, user string, age time.Duration) (bool, error) {
	if slices.Contains(m.users, user) {
		return true, nil
	}
	rolls := m.begin(ctx, age)
	var faults []error
	for i, r := range rolls {
		select {
		case <-r.done:
		case <-ctx.Done():
			return false, fmt.Errorf("read user group %s: %w", m.groups[i], ctx.Err())
		}
		if slices.Contains(r.users, user) {
			return true, nil
		}
		if r.err != nil {
			faults = append(faults, fmt.Errorf("read user group %s: %w", m.groups[i], r.err))
		}
	}
	return false, errors.Join(faults...)
}

// begin asks for all groups at once, those that are known well enough aside.
func (m *managers) begin(ctx context.Context, age time.Duration) []*roll {
	rolls := make([]*roll, len(m.groups))
	for i, group := range m.groups {
		rolls[i] = m.roll(ctx, group, age)
	}
	return rolls
}

// forget makes the next question ask Slack again. A call that is underway may have been
// too early and is not waited for any more.
func (m *managers) forget(group string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.rolls, group)
}

// roll is what is known of a group, or a call for it that several may wait for.
func (m *managers) roll(ctx context.Context, group string, age time.Duration) *roll {
	m.mu.Lock()
	defer m.mu.Unlock()
	now := time.Now()
	if r := m.rolls[group]; r != nil && r.good(now, age) {
		return r
	}
	r := &roll{asked: now, done: make(chan struct{})}
	m.rolls[group] = r
	go func() {
		defer close(r.done)
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), lookupTimeout)
		defer cancel()
		r.users, r.err = m.list(ctx, group)
	}()
	return r
}

// good reports whether a roll answers a question. A failure answers those who only
// read, for whom it is not worth the wait.
func (r *roll) good(now time.Time, age time.Duration) bool {
	select {
	case <-r.done:
	default:
		return true
	}
	if r.err != nil {
		return age > freshLife && now.Sub(r.asked) < groupPause
	}
	return now.Sub(r.asked) < age
}

// authorise says what a full member may run. That it cannot be found out keeps nobody
// from reading.
func (b *Bot) authorise(ctx context.Context, req *commands.Request, age time.Duration) {
	manager, err := b.managers.include(ctx, req.User, age)
	if manager {
		req.As = commands.Manager
	}
	if err == nil || manager {
		return
	}
	req.Unsure = true
	level := slog.LevelDebug // who only reads is not hindered, and comes often
	if age <= freshLife {
		level = slog.LevelWarn
		b.observer.Failed("managers")
	}
	b.log.Log(ctx, level, "managers not known", "error", Redact(err))
}
