package sandbox_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tierbot/tierbot/bot/sandbox"
)

func TestTokens(t *testing.T) {
	for _, tt := range []struct {
		method, token, want string
	}{
		{"auth.test", "xoxb-sandbox", ""},
		{"auth.test", "", "not_authed"},
		{"auth.test", "xoxb-wrong", "invalid_auth"},
		{"auth.test", "xapp-sandbox", "not_allowed_token_type"},
		{"apps.connections.open", "xapp-sandbox", ""},
		{"apps.connections.open", "xoxb-sandbox", "not_allowed_token_type"},
		{"chat.sing", "xoxb-sandbox", "unknown_method"},
	} {
		t.Run(tt.method+" "+tt.token, func(t *testing.T) {
			f := open(t, sandbox.Options{})
			resp, answer := f.request(tt.method, tt.token, nil)
			got, _ := answer["error"].(string)
			if got != tt.want || answer["ok"] != (tt.want == "") {
				t.Errorf("got %v, want %q", answer, tt.want)
			}
			if scopes := resp.Header.Get("X-OAuth-Scopes"); !strings.Contains(scopes, "chat:write") {
				t.Errorf("X-OAuth-Scopes = %q", scopes)
			}
			if broken := len(f.Violations()) > 0; broken != (tt.want != "") {
				t.Errorf("violations %v", f.Violations())
			}
			for _, e := range f.Journal() {
				if tt.token != "" && strings.Contains(fmt.Sprint(e), tt.token) {
					t.Errorf("the journal holds a token: %v", e)
				}
			}
		})
	}
}

// Leaving is how a bot loses a channel.
func TestLeaveAndJoin(t *testing.T) {
	f := open(t, sandbox.Options{})
	post := func() any {
		return f.call("chat.postMessage", object{"channel": f.general, "text": "hi"})["error"]
	}
	f.Leave(f.general, "U0SANDBOX")
	if got := post(); got != "not_in_channel" {
		t.Errorf("after leaving: %v", got)
	}
	f.Join(f.general, "U0SANDBOX")
	if got := post(); got != nil {
		t.Errorf("after joining: %v", got)
	}
	if c, _ := f.Channel(f.general); len(c.Members) != 3 {
		t.Errorf("members %v", c.Members)
	}
}

func TestAppTokenInAFormIsNoToken(t *testing.T) {
	f := open(t, sandbox.Options{})
	if got := f.form("apps.connections.open", url.Values{})["error"]; got != "not_authed" {
		t.Errorf("error = %v", got)
	}
	if got := f.form("auth.test", url.Values{})["user_id"]; got != "U0SANDBOX" {
		t.Errorf("user_id = %v", got)
	}
}

func TestMissingScope(t *testing.T) {
	f := open(t, sandbox.Options{App: sandbox.App{Scopes: []string{"chat:write", "users:read"}}})
	got := f.call("usergroups.list", nil)
	want := object{
		"ok": false, "error": "missing_scope",
		"needed": "usergroups:read", "provided": "chat:write,users:read",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if got := f.call("conversations.info", object{"channel": f.general})["needed"]; got != "channels:read" {
		t.Errorf("needed = %v", got)
	}
	user := f.call("users.info", object{"user": f.alice})
	if got := at(user, "user", "profile", "email"); got != nil {
		t.Errorf("without users:read.email there is %v", got)
	}
}

func TestUserInfo(t *testing.T) {
	f := open(t, sandbox.Options{Now: func() time.Time { return time.Date(2009, 7, 1, 0, 0, 0, 0, time.UTC) }})
	f.AddUser(sandbox.User{ID: "U9", Name: "guest", Team: "TOTHER", Restricted: true, Deleted: true})
	alice := at(f.call("users.info", object{"user": "U1", "include_locale": true}), "user")
	facts := object{
		"id": "U1", "name": "alice", "locale": "fr-FR", "tz": "Europe/Paris",
		"tz_offset": 7200.0, "deleted": false, "is_bot": false, "is_restricted": false,
	}
	for key, want := range facts {
		if got := at(alice, key); got != want {
			t.Errorf("%s = %v, want %v", key, got, want)
		}
	}
	if got := at(alice, "profile", "email"); got != "alice@example.com" {
		t.Errorf("email = %v", got)
	}
	guest := at(f.form("users.info", url.Values{"user": {"U9"}}), "user")
	for _, key := range []string{"deleted", "is_restricted", "is_stranger"} {
		if got := at(guest, key); got != true {
			t.Errorf("%s = %v", key, got)
		}
	}
	if got := at(guest, "locale"); got != nil {
		t.Errorf("locale unasked: %v", got)
	}
	if got := at(f.call("users.lookupByEmail", object{"email": "Alice@Example.com"}), "user", "id"); got != "U1" {
		t.Errorf("by email: %v", got)
	}
	if got := len(f.call("users.list", object{"limit": 2})["members"].([]any)); got != 2 {
		t.Errorf("users.list gives %d", got)
	}
}

func TestUserGroups(t *testing.T) {
	f := open(t, sandbox.Options{})
	f.AddUserGroup(sandbox.UserGroup{ID: "S1", Handle: "managers", Users: []string{"U2"}})
	list := f.call("usergroups.list", object{"include_users": true})
	if diff := cmp.Diff([]any{"U2"}, at(list, "usergroups", 0, "users")); diff != "" {
		t.Error(diff)
	}
	users := f.call("usergroups.users.list", object{"usergroup": "S1"})
	if diff := cmp.Diff([]any{"U2"}, users["users"]); diff != "" {
		t.Error(diff)
	}
}

func TestWhereTheBotMayWrite(t *testing.T) {
	f := open(t, sandbox.Options{})
	f.AddUser(sandbox.User{ID: "UGONE", Deleted: true})
	f.AddChannel(sandbox.Channel{ID: "CPUB", Members: []string{"U1"}})
	f.AddChannel(sandbox.Channel{ID: "CPRIV", Private: true, Members: []string{"U1"}})
	f.AddChannel(sandbox.Channel{ID: "COLD", Archived: true, Members: []string{"U0SANDBOX"}})
	for channel, want := range map[string]any{
		f.general: nil, f.alice: nil, f.DM(f.bob): nil,
		"CPUB": "not_in_channel", "CPRIV": "channel_not_found", "COLD": "is_archived",
		"UGONE": "user_disabled", "U0SANDBOX": "cannot_dm_bot", "C404": "channel_not_found",
	} {
		got := f.call("chat.postMessage", object{"channel": channel, "text": "x"})
		if got["error"] != want {
			t.Errorf("to %s: %v, want %v", channel, got["error"], want)
		}
	}
	if v := f.Violations(); len(v) != 0 {
		t.Errorf("the state of the workspace is no fault of the bot's: %v", v)
	}
}

func TestPostUpdateDelete(t *testing.T) {
	now := time.Date(2009, 12, 1, 8, 0, 0, 0, time.UTC)
	f := open(t, sandbox.Options{Now: func() time.Time { return now }})
	posted := f.call("chat.postMessage", object{
		"channel": f.alice, "text": "one",
		"metadata": object{"event_type": "digest", "event_payload": object{"id": "d1"}},
	})
	channel, ts := posted["channel"], posted["ts"]
	if channel != f.DM(f.alice) || ts != fmt.Sprintf("%d.000000", now.Unix()) {
		t.Errorf("posted at %v in %v", ts, channel)
	}
	if got := f.call("chat.update", object{"channel": f.alice, "ts": ts, "text": "two"})["error"]; got != "channel_not_found" {
		t.Errorf("update by user id: %v", got)
	}
	if got := f.call("chat.update", object{"channel": channel, "ts": ts, "text": "two"}); got["ok"] != true {
		t.Error(got)
	}
	m := f.Messages(f.alice, f.DM(f.alice))[0]
	if m.Plain() != "two" || !m.Edited || m.Metadata.EventType != "digest" {
		t.Errorf("updated to %v with %v", m, m.Metadata)
	}
	f.call("chat.update", object{"channel": channel, "ts": ts, "text": "three", "metadata": object{}})
	if m := f.Messages(f.alice, f.DM(f.alice))[0]; m.Metadata != nil {
		t.Errorf("an empty object leaves metadata %v", m.Metadata)
	}
	long := strings.Repeat("é", 4001)
	if got := f.call("chat.update", object{"channel": channel, "ts": ts, "text": long})["error"]; got != "msg_too_long" {
		t.Errorf("update with 4001 characters: %v", got)
	}
	f.call("chat.postMessage", object{"channel": f.general, "text": strings.Repeat("é", 40_001)})
	if got := len([]rune(f.Messages(f.bob, f.general)[0].Text)); got != 40_000 {
		t.Errorf("a text of 40,001 characters is cut to %d", got)
	}
	if got := f.call("chat.delete", object{"channel": channel, "ts": ts}); got["ok"] != true {
		t.Error(got)
	}
	if got := f.call("chat.update", object{"channel": channel, "ts": ts, "text": "x"})["error"]; got != "message_not_found" {
		t.Errorf("update of a deleted message: %v", got)
	}
}

func TestMetadataRules(t *testing.T) {
	f := open(t, sandbox.Options{})
	for _, tt := range []struct {
		metadata any
		want     any
	}{
		{object{"event_type": "digest_sent", "event_payload": object{}}, nil},
		{object{"event_type": "digest_sent"}, "invalid_metadata_schema"},
		{object{"event_type": "Digest Sent", "event_payload": object{}}, "invalid_metadata_schema"},
		{"not an object", "invalid_metadata_format"},
		{object{"event_type": "big", "event_payload": object{"x": strings.Repeat("x", 9000)}}, "metadata_too_large"},
	} {
		got := f.call("chat.postMessage", object{"channel": f.general, "text": "x", "metadata": tt.metadata})
		if got["error"] != tt.want {
			t.Errorf("%v: %v, want %v", tt.metadata, got["error"], tt.want)
		}
	}
}

func TestWhatAStrictSlackSays(t *testing.T) {
	for _, tt := range []struct {
		rule string
		args object
	}{
		{"no_text", object{}},
		{"no_fallback_text", object{"blocks": []any{section("x")}}},
		{"link_names", object{"text": "@here", "link_names": true}},
		{"attachments", object{"text": "x", "attachments": []any{object{}}}},
		{"invalid_blocks", object{"text": "x", "blocks": []any{object{}}}},
		{"invalid_blocks_format", object{"text": "x", "blocks": "["}},
	} {
		t.Run(tt.rule, func(t *testing.T) {
			f := open(t, sandbox.Options{})
			tt.args["channel"] = f.general
			f.call("chat.postMessage", tt.args)
			if diff := cmp.Diff([]string{tt.rule}, rules(f.Workspace)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestEphemeralMessageNeedsAMember(t *testing.T) {
	f := open(t, sandbox.Options{})
	f.AddUser(sandbox.User{ID: "U9"})
	args := object{"channel": f.general, "user": "U9", "text": "psst"}
	if got := f.call("chat.postEphemeral", args)["error"]; got != "user_not_in_channel" {
		t.Errorf("error = %v", got)
	}
	args["user"] = f.alice
	ts := f.call("chat.postEphemeral", args)["message_ts"]
	if len(f.Messages(f.bob, f.general)) != 0 || len(f.Messages(f.alice, f.general)) != 1 {
		t.Error("the wrong person sees it")
	}
	got := f.call("chat.update", object{"channel": f.general, "ts": ts, "text": "x"})["error"]
	if got != "message_not_found" {
		t.Errorf("chat.update reaches an ephemeral message: %v", got)
	}
	if got := f.call("conversations.history", object{"channel": f.general})["messages"]; len(got.([]any)) != 0 {
		t.Errorf("history shows it: %v", got)
	}
}

func TestHistory(t *testing.T) {
	now := time.Unix(1000, 0)
	f := open(t, sandbox.Options{Now: func() time.Time { return now }})
	for i := range 5 {
		now = time.Unix(int64(1000+i), 0)
		f.call("chat.postMessage", object{
			"channel": f.general, "text": fmt.Sprint(i),
			"metadata": object{"event_type": "n", "event_payload": object{"i": i}},
		})
	}
	f.call("chat.postMessage", object{"channel": f.general, "text": "reply", "thread_ts": "1001.000000"})
	texts := func(args object) string {
		args["channel"] = f.general
		var all []string
		for {
			page := f.call("conversations.history", args)
			for _, m := range page["messages"].([]any) {
				all = append(all, at(m, "text").(string))
			}
			if page["has_more"] != true {
				return strings.Join(all, " ")
			}
			args["cursor"] = at(page, "response_metadata", "next_cursor")
			all = append(all, "|")
		}
	}
	for _, tt := range []struct {
		args object
		want string
	}{
		{object{}, "4 3 2 1 0"},
		{object{"limit": 2}, "4 3 | 2 1 | 0"},
		{object{"oldest": "1002.000000"}, "4 3"},
		{object{"oldest": "1002.000000", "inclusive": true}, "4 3 2"},
		{object{"latest": "1002", "oldest": "999.5"}, "1 0"},
	} {
		if got := texts(tt.args); got != tt.want {
			t.Errorf("%v: %q, want %q", tt.args, got, tt.want)
		}
	}
	brief := f.call("conversations.history", object{"channel": f.general, "limit": 1})
	if got := at(brief, "messages", 0, "metadata", "event_payload"); got != nil {
		t.Errorf("unasked, history gives %v", got)
	}
	full := f.call("conversations.history", object{"channel": f.general, "limit": 1, "include_all_metadata": true})
	if got := at(full, "messages", 0, "metadata", "event_payload", "i"); got != 4.0 {
		t.Errorf("payload = %v", got)
	}
	replies := f.call("conversations.replies", object{"channel": f.general, "ts": "1001.000000"})
	if got := at(replies, "messages", 1, "text"); got != "reply" {
		t.Errorf("replies = %v", replies)
	}
}

func TestConversations(t *testing.T) {
	f := open(t, sandbox.Options{})
	members := f.call("conversations.members", object{"channel": f.general, "limit": 2})
	if diff := cmp.Diff([]any{"U1", "U2"}, members["members"]); diff != "" {
		t.Error(diff)
	}
	if at(members, "response_metadata", "next_cursor") == "" {
		t.Error("no cursor for the third")
	}
	first := f.call("conversations.open", object{"users": f.alice})
	again := f.call("conversations.open", object{"users": f.alice})
	if at(first, "channel", "id") != at(again, "channel", "id") || again["already_open"] != true {
		t.Errorf("opened %v, then %v", first, again)
	}
	dm := at(f.call("conversations.info", object{"channel": at(first, "channel", "id")}), "channel")
	if at(dm, "is_im") != true || at(dm, "user") != f.alice {
		t.Errorf("info = %v", dm)
	}
}

func TestRateLimits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := openInBubble(t, sandbox.Options{RateLimits: true})
		post := func(channel string) *http.Response {
			resp, _ := f.request("chat.postMessage", "xoxb-sandbox", object{"channel": channel, "text": "x"})
			return resp
		}
		for range 5 {
			if resp := post(f.general); resp.StatusCode != http.StatusOK {
				t.Fatalf("within the burst: %s", resp.Status)
			}
		}
		resp := post(f.general)
		if resp.StatusCode != http.StatusTooManyRequests || resp.Header.Get("Retry-After") != "1" {
			t.Errorf("the sixth: %s, Retry-After %q", resp.Status, resp.Header.Get("Retry-After"))
		}
		if resp := post(f.DM(f.bob)); resp.StatusCode != http.StatusOK {
			t.Errorf("another channel: %s", resp.Status)
		}
		pass(time.Second)
		if resp := post(f.general); resp.StatusCode != http.StatusOK {
			t.Errorf("a second later: %s", resp.Status)
		}
		for i := range 21 {
			resp, _ := f.request("users.list", "xoxb-sandbox", nil)
			if limited := resp.StatusCode == http.StatusTooManyRequests; limited != (i == 20) {
				t.Errorf("call %d of users.list: %s", i+1, resp.Status)
			}
		}
	})
}

func TestDelay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := openInBubble(t, sandbox.Options{})
		f.Fail("apps.connections.open", sandbox.Fault{Delay: 400 * time.Millisecond, Times: -1})
		for range 3 {
			start := time.Now()
			if got := f.call("apps.connections.open", nil); got["ok"] != true {
				t.Fatal(got)
			}
			if got := time.Since(start); got != 400*time.Millisecond {
				t.Errorf("took %v", got)
			}
		}
	})
}
