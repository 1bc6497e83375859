package bot_test

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/tierbot/tierbot/commands"
)

// The kinds of envelopes, as the fuzzer names them.
var envelopeKinds = []string{"interactive", "slash_commands", "events_api"}

// payloads are what Slack sends of each kind, by who did it: what the fuzzer begins with.
var payloads = map[string][]string{
	"interactive": {
		`{"type":"block_actions","user":{"id":"WHO","team_id":"T0SANDBOX"},"container":{"type":"message","message_ts":"1.2","channel_id":"C1","is_ephemeral":true},"trigger_id":"1.2.a","response_url":"http://slack.test/hooks/actions/1","actions":[{"type":"button","action_id":"replace:0","value":"/certify acme vtsp A"}]}`,
		`{"type":"block_actions","user":{"id":"WHO","team_id":"T0SANDBOX"},"channel":{"id":"C1"},"trigger_id":"1.2.a","actions":[{"type":"button","action_id":"share:0","value":"/tier acme"}]}`,
		`{"type":"block_actions","user":{"id":"WHO","team_id":"T0SANDBOX"},"container":{"type":"message","message_ts":"1.2","channel_id":"D1"},"trigger_id":"1.2.a","response_url":"http://slack.test/hooks/actions/1","actions":[{"type":"static_select","action_id":"answer:2","selected_option":{"text":{"type":"plain_text","text":"A day"},"value":"/tier snooze id:\"acme\" 2009-09-15"}}]}`,
		`{"type":"block_actions","user":{"id":"WHO"},"team":{"id":"T0SANDBOX"},"container":{"type":"view","view_id":"V1"},"view":{"id":"V1","callback_id":"certify","private_metadata":"{\"channel\":\"C1\",\"state\":\"s\"}","hash":"h","blocks":[{"type":"input","block_id":"what#3"}],"state":{"values":{"what#3":{"value":{"type":"static_select","selected_option":{"value":"vsp"}}}}}},"actions":[{"type":"static_select","action_id":"value","block_id":"what"}]}`,
		`{"type":"block_actions","user":{"id":"WHO"},"team":{"id":"T0SANDBOX"},"container":{"type":"message","channel_id":"D1","message_ts":"1.2"},"message":{"text":"x","blocks":[{"type":"actions","block_id":"row:2"},7],"metadata":{"event_type":"tierbot_post","event_payload":{"id":"1"}}},"response_url":"http://slack.test/hooks/1","actions":[{"type":"button","action_id":"answer:0","block_id":"row:2","value":"/tier care id:\"acme\""}]}`,
		`{"type":"view_submission","user":{"id":"WHO","team_id":"T0SANDBOX"},"view":{"id":"V1","callback_id":"certify","private_metadata":"{\"channel\":\"C1\"}","blocks":[{"type":"input","block_id":"partner"}],"state":{"values":{"partner":{"value":{"type":"external_select","selected_option":{"value":"acme"}}},"on":{"value":{"type":"datepicker","selected_date":null}},"file":{"value":{"type":"file_input","files":[{"id":"F1"}]}},"note":{"value":{"type":"plain_text_input","value":null}}}}}}`,
		`{"type":"view_submission","user":{"id":"WHO"},"view":{"id":"V1","callback_id":"of-long-ago","blocks":[],"state":{"values":{}}}}`,
		`{"type":"view_closed","user":{"id":"WHO"},"view":{"id":"V1","callback_id":"certify"},"is_cleared":true}`,
		`{"type":"block_suggestion","user":{"id":"WHO","team_id":"T0SANDBOX"},"action_id":"value","block_id":"partner","value":"ac","view":{"id":"V1","callback_id":"certify"}}`,
		`{"type":"message_action","callback_id":"record","user":{"id":"WHO","team_id":"T0SANDBOX"},"channel":{"id":"C1"},"message":{"type":"message","text":"<@U1> passed &amp; more","ts":"1.2","thread_ts":"1.1"},"trigger_id":"1.2.a","response_url":"http://slack.test/hooks/actions/1"}`,
		`{"type":"shortcut","callback_id":"record","user":{"id":"WHO"},"trigger_id":"1.2.a"}`,
	},
	"slash_commands": {
		`{"team_id":"T0SANDBOX","user_id":"WHO","channel_id":"C1","command":"/tier","text":"acme <@U1|x>","trigger_id":"1.2.a","response_url":"http://slack.test/hooks/commands/1"}`,
		`{"team_id":"T0SANDBOX","user_id":"WHO","channel_id":"D1","command":"/certify","text":"","trigger_id":"1.2.a"}`,
		`{"user_id":"WHO","command":"/elsewhere"}`,
	},
	"events_api": {
		`{"team_id":"T0SANDBOX","event_id":"Ev1","event":{"type":"app_mention","user":"WHO","text":"<@U0SANDBOX> certify acme","channel":"C1","ts":"1.2"}}`,
		`{"team_id":"T0SANDBOX","event_id":"Ev1","event":{"type":"message","channel_type":"im","user":"WHO","text":"acme","channel":"D1","ts":"1.2","client_msg_id":"m"}}`,
		`{"team_id":"T0SANDBOX","event_id":"Ev1","event":{"type":"message","subtype":"file_share","channel_type":"im","user":"WHO","text":"","channel":"D1","ts":"1.2","files":[{"id":"F1","name":"a.csv","filetype":"csv"},{"id":"F2","name":"b.png"}]}}`,
		`{"event":{"type":"user_change","user":{"id":"WHO"}}}`,
		`{"event":{"type":"subteam_members_changed","subteam_id":"S0MANAGERS"}}`,
		`{"event":{"type":"subteam_updated","subteam":{"id":"S0MANAGERS"}}}`,
	},
}

// FuzzInteraction: whatever comes, it is acknowledged exactly once, nothing panics, and
// nobody who is no full member is told anything.
//
// A payload of Slack's gets another value in one place: words, or JSON of any kind. JSON
// that is whole by itself is a payload of its own.
func FuzzInteraction(f *testing.F) {
	people := []string{alice, manager, stranger}
	for kind, name := range envelopeKinds {
		for which, payload := range payloads[name] {
			for who := range people {
				f.Add(uint8(kind), uint8(which), uint8(who), uint8(255), []byte(payload))
				f.Add(uint8(kind), uint8(which), uint8(who), uint8(which+who), []byte("<@U0SANDBOX> certify \u202e"))
				f.Add(uint8(kind), uint8(which), uint8(who), uint8(which+who), []byte(`[{"a":null}]`))
			}
		}
	}
	f.Fuzz(func(t *testing.T, kind, which, who, place uint8, content []byte) {
		name := envelopeKinds[int(kind)%len(envelopeKinds)]
		known := payloads[name]
		payload := strings.ReplaceAll(known[int(which)%len(known)], "WHO", people[int(who)%len(people)])
		if place == 255 && json.Valid(content) {
			payload = string(content)
		} else {
			payload = replaced(payload, int(place), content)
		}
		synctest.Test(t, func(t *testing.T) {
			d := cautious()
			p, stop := meet(t, d)
			p.deliver("e1", name, []byte(payload))
			stop()
			p.judge(d)
		})
	})
}

// replaced is JSON with another value in place of one of its values.
func replaced(payload string, place int, content []byte) string {
	var whole any
	if json.Unmarshal([]byte(payload), &whole) != nil {
		return payload
	}
	var other any = string(content)
	if json.Valid(content) {
		other = json.RawMessage(content)
	}
	n := 0
	countValues(whole, &n)
	at := place % n
	data, err := json.Marshal(withValue(whole, &at, other))
	if err != nil {
		return payload
	}
	return string(data)
}

// countValues counts all values of a piece of JSON, those inside others too.
func countValues(v any, n *int) {
	*n++
	switch v := v.(type) {
	case map[string]any:
		for _, inner := range v {
			countValues(inner, n)
		}
	case []any:
		for _, inner := range v {
			countValues(inner, n)
		}
	}
}

// withValue puts another value where at counts down to, in the order of the keys.
func withValue(v any, at *int, other any) any {
	if *at == 0 {
		*at--
		return other
	}
	*at--
	switch v := v.(type) {
	case map[string]any:
		for _, key := range slices.Sorted(maps.Keys(v)) {
			v[key] = withValue(v[key], at, other)
		}
	case []any:
		for i := range v {
			v[i] = withValue(v[i], at, other)
		}
	}
	return v
}

// cautious is an office whose every answer to somebody with a right holds the canary.
func cautious() *office {
	d := new(office)
	d.do = func(context.Context, commands.Request) (commands.Reply, error) { return one(canary), nil }
	d.redraw = func(commands.Values) *commands.Form {
		form := certifyForm()
		form.Intro = []commands.Text{{{Text: canary}}}
		return form
	}
	d.suggest = func(context.Context, string) ([]commands.Choice, error) {
		return []commands.Choice{{Value: "acme", Label: canary}}, nil
	}
	return d
}

// judge looks at what came of a delivery.
func (p *peer) judge(d *office) {
	p.t.Helper()
	if n := p.acks["e1"]; n != 1 || len(p.acks) != 1 {
		p.t.Errorf("acknowledged %d times, with all %v", n, p.acks)
	}
	if strings.Contains(p.logs.String(), "panicked") {
		p.t.Errorf("it panicked:\n%s", p.logs)
	}
	for _, req := range d.requests() {
		if req.As > 0 && req.User != alice && req.User != manager || req.As == commands.Manager && req.User != manager {
			p.t.Errorf("%s was let in as %d", req.User, req.As)
		}
		if req.As > 0 {
			return
		}
	}
	if sent := p.sent.String(); d.guessed == 0 && strings.Contains(sent, canary) {
		p.t.Errorf("somebody is told:\n%s", sent)
	}
	if strings.Contains(p.logs.String(), "xoxb-peer") {
		p.t.Error("the token is in the log")
	}
}
