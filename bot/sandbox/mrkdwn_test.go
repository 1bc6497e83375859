package sandbox

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestParseMrkdwn(t *testing.T) {
	for _, tt := range []struct {
		in    string
		read  string
		calls Mentions
	}{
		{"plain", "plain", Mentions{}},
		{"*bold* _italic_ ~gone~ `code`", "bold italic gone code", Mentions{}},
		{"*bold _and italic_*", "bold and italic", Mentions{}},
		{"2*3*4 snake_case_name a~b~c", "2*3*4 snake_case_name a~b~c", Mentions{}},
		{"* not bold *", "* not bold *", Mentions{}},
		{"*over\ntwo lines*", "*over\ntwo lines*", Mentions{}},
		{"`*literal*`", "*literal*", Mentions{}},
		{"```\nx < 1\n```", "\nx < 1\n", Mentions{}},
		{"&amp;lt; &lt;b&gt;", "&lt; <b>", Mentions{}},
		{"<@U1> and <@U2|bob>", "@U1 and bob", Mentions{Users: []string{"U1", "U2"}}},
		{"<@U1> <@U1>", "@U1 @U1", Mentions{Users: []string{"U1"}}},
		{"*<@U1>*", "@U1", Mentions{Users: []string{"U1"}}},
		{"<#C1|general>", "general", Mentions{Channels: []string{"C1"}}},
		{"<!subteam^S1|@managers>", "@managers", Mentions{Groups: []string{"S1"}}},
		{"<!here> <!channel> <!everyone>", "@here @channel @everyone", Mentions{Broadcasts: []string{"here", "channel", "everyone"}}},
		{"&lt;!channel&gt; &lt;@U1&gt;", "<!channel> <@U1>", Mentions{}},
		{"@channel @here", "@channel @here", Mentions{}},
		{"<https://x.example/?a=1&amp;b=2|the *page*>", "the *page*", Mentions{}},
		{"<https://x.example/>", "https://x.example/", Mentions{}},
		{"<!date^1234567890^{date}|13 February>", "13 February", Mentions{}},
		{"1 < 2", "1 < 2", Mentions{}},
		{"zero\u200bwidth", "zerowidth", Mentions{}},
	} {
		spans := parseMrkdwn(tt.in)
		if got := names(nil).read(spans); got != tt.read {
			t.Errorf("%q reads %q, want %q", tt.in, got, tt.read)
		}
		var calls Mentions
		calls.add(spans)
		if diff := cmp.Diff(tt.calls, calls); diff != "" {
			t.Errorf("%q: %s", tt.in, diff)
		}
	}
}

// What is escaped as Slack asks calls nobody and, but for emphasis, reads as
// it was.
func TestEscapedTextIsHarmless(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringOfN(rapid.RuneFrom([]rune("ab1 <>&@!#|^\n;CU-lt*_~`é")), 0, 40, -1).Draw(t, "text")
		spans := parseMrkdwn(escape.Replace(s))
		var calls Mentions
		calls.add(spans)
		if calls.Any() || len(calls.Channels) > 0 {
			t.Fatalf("%q calls %v", s, calls)
		}
		if !strings.ContainsAny(s, "*_~`") {
			if got := names(nil).read(spans); got != s {
				t.Fatalf("%q reads %q", s, got)
			}
		}
	})
}

// A person reads mrkdwn and plain_text with their escapes undone once, and
// rich text as it is; only mrkdwn and rich text's own elements call people.
func TestWhoCallsWhom(t *testing.T) {
	w := New(Options{})
	defer w.Close()
	w.AddUser(User{ID: "U1", Name: "alice"})
	const evil = "<!channel> <@U1> &amp;"
	for _, tt := range []struct {
		name  string
		block Block
		reads string
		calls bool
	}{
		{"mrkdwn", Block{"type": "section", "text": Block{"type": "mrkdwn", "text": evil}}, "@channel @alice &", true},
		{"plain text", Block{"type": "section", "text": Block{"type": "plain_text", "text": evil}}, "<!channel> <@U1> &", false},
		{"rich text", richTextOf(Block{"type": "text", "text": evil}), evil, false},
		{"rich text user", richTextOf(Block{"type": "user", "user_id": "U1"}), "@alice", true},
		{"rich text broadcast", richTextOf(Block{"type": "broadcast", "range": "here"}), "@here", true},
		{"rich text group", richTextOf(Block{"type": "usergroup", "usergroup_id": "S1"}), "@S1", true},
		{"button", actionsOf(Block{"type": "button", "text": Block{"type": "plain_text", "text": evil}}), "[<!channel> <@U1> &]", false},
		{"table", Block{"type": "table", "rows": []any{[]any{Block{"type": "raw_text", "text": evil}}}}, evil, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m := Message{Blocks: []Block{tt.block}}
			w.mu.Lock()
			w.resolve(&m)
			w.mu.Unlock()
			if got := m.Plain(); got != tt.reads {
				t.Errorf("reads %q, want %q", got, tt.reads)
			}
			if got := m.Mentions.Any(); got != tt.calls {
				t.Errorf("calls = %v, want %v: %v", got, tt.calls, m.Mentions)
			}
		})
	}
}
