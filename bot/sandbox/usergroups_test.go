package sandbox_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tierbot/tierbot/bot/sandbox"
)

func TestGroupsOfUsers(t *testing.T) {
	f := open(t, sandbox.Options{})
	f.AddUserGroup(sandbox.UserGroup{ID: "S1", Users: []string{"U2"}})
	f.AddUserGroup(sandbox.UserGroup{ID: "SOLD", Users: []string{"U1"}, Disabled: true})
	for _, tt := range []struct {
		args        object
		users, want any
	}{
		{object{"usergroup": "S1"}, []any{"U2"}, nil},
		{object{"usergroup": "SOLD"}, nil, "no_such_subteam"},
		{object{"usergroup": "SOLD", "include_disabled": true}, []any{"U1"}, nil},
		{object{"usergroup": "S404"}, nil, "no_such_subteam"},
	} {
		got := f.call("usergroups.users.list", tt.args)
		if diff := cmp.Diff([]any{tt.users, tt.want}, []any{got["users"], got["error"]}); diff != "" {
			t.Errorf("%v: %s", tt.args, diff)
		}
	}
	f.Fail("usergroups.users.list", sandbox.Fault{Error: "internal_error"})
	if got := f.call("usergroups.users.list", object{"usergroup": "S1"})["error"]; got != "internal_error" {
		t.Errorf("error %v", got)
	}
}

func TestGroupsNeedTheirScope(t *testing.T) {
	f := open(t, sandbox.Options{App: sandbox.App{Scopes: []string{"commands"}}})
	got := f.call("usergroups.users.list", object{"usergroup": "S1"})
	if got["error"] != "missing_scope" || got["needed"] != "usergroups:read" {
		t.Errorf("answer %v", got)
	}
}

func TestGroupChanges(t *testing.T) {
	f := open(t, sandbox.Options{App: sandbox.App{Events: []string{"subteam_members_changed", "subteam_updated"}}})
	bot := f.dial()
	f.AddUserGroup(sandbox.UserGroup{ID: "S1", Handle: "managers", Users: []string{"U2"}})
	f.SetGroupMembers("S1", "U2") // no change, no event
	f.SetGroupMembers("S1", "U1")
	seen := make(map[any]any)
	for range 2 {
		env := bot.read()
		bot.ack(env, nil)
		seen[at(env, "payload", "event", "type")] = at(env, "payload", "event")
	}
	changed, updated := seen["subteam_members_changed"], seen["subteam_updated"]
	if diff := cmp.Diff([]any{[]any{"U1"}, []any{"U2"}, 1.0}, []any{
		at(changed, "added_users"), at(changed, "removed_users"), at(changed, "added_users_count"),
	}); diff != "" {
		t.Error(diff)
	}
	if at(updated, "subteam", "handle") != "managers" || at(updated, "subteam", "users", 0) != "U1" {
		t.Errorf("event %v", updated)
	}
	if got := f.call("usergroups.users.list", object{"usergroup": "S1"}); at(got, "users", 0) != "U1" {
		t.Errorf("members %v", got)
	}
}
