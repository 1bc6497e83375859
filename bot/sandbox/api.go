package sandbox

import (
	"cmp"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"time"
)

// apiError is a refusal in Slack's words.
type apiError struct {
	code   string
	extra  map[string]any // what the answer holds besides the code
	detail string         // the code with its reasons, for the journal
	wait   int            // seconds until a call may be made again, which makes it a 429
}

func (e *apiError) Error() string { return cmp.Or(e.detail, e.code) }

func (e *apiError) body() map[string]any {
	b := map[string]any{"ok": false, "error": e.code}
	for k, v := range e.extra {
		b[k] = v
	}
	return b
}

// method is one method of the Web API.
type method struct {
	run   procedure
	scope string // that the bot token needs; empty for none
	tier  int    // requests a minute; 0 for no limit
	app   bool   // takes the app-level token, in the header only
}

// A procedure does what a call asks for. It returns the fields of the answer beside ok.
type procedure func(w *Workspace, c *call) (map[string]any, *apiError)

// call is one request to the Web API.
type call struct {
	arguments
	method string
	host   string // scheme and host that the app reached the workspace by
}

// methods are the methods that the workspace knows, with their scopes and the
// requests a minute of their rate limit tiers.
var methods = map[string]method{
	"apps.connections.open": {run: (*Workspace).openConnection, tier: 20, app: true},
	"auth.test":             {run: (*Workspace).authTest},

	"chat.postMessage":   {run: (*Workspace).postMessage, scope: "chat:write", tier: 300},
	"chat.postEphemeral": {run: (*Workspace).postEphemeral, scope: "chat:write", tier: 100},
	"chat.update":        {run: (*Workspace).updateMessage, scope: "chat:write", tier: 50},
	"chat.delete":        {run: (*Workspace).deleteMessage, scope: "chat:write", tier: 50},
	"chat.getPermalink":  {run: (*Workspace).permalink, tier: 300},

	"conversations.open":    {run: (*Workspace).openConversation, scope: "im:write", tier: 50},
	"conversations.info":    {run: (*Workspace).conversationInfo, tier: 50},
	"conversations.members": {run: (*Workspace).conversationMembers, tier: 100},
	"conversations.history": {run: (*Workspace).conversationHistory, tier: 50},
	"conversations.replies": {run: (*Workspace).conversationReplies, tier: 50},

	"users.info":            {run: (*Workspace).userInfo, scope: "users:read", tier: 100},
	"users.list":            {run: (*Workspace).userList, scope: "users:read", tier: 20},
	"users.lookupByEmail":   {run: (*Workspace).userByEmail, scope: "users:read.email", tier: 50},
	"usergroups.list":       {run: (*Workspace).groupList, scope: "usergroups:read", tier: 20},
	"usergroups.users.list": {run: (*Workspace).groupMembers, scope: "usergroups:read", tier: 20},

	"views.open":    {run: showing("modal", (*Workspace).openView), tier: 100},
	"views.push":    {run: showing("modal", (*Workspace).pushView), tier: 100},
	"views.update":  {run: showing("modal", (*Workspace).updateView), tier: 100},
	"views.publish": {run: showing("home", (*Workspace).publishView), tier: 100},

	"files.getUploadURLExternal":   {run: (*Workspace).uploadURL, scope: "files:write", tier: 100},
	"files.completeUploadExternal": {run: (*Workspace).completeUpload, scope: "files:write", tier: 100},
	"files.info":                   {run: (*Workspace).fileInfo, scope: "files:read", tier: 100},
}

func (w *Workspace) serveAPI(rw http.ResponseWriter, r *http.Request) {
	began, name := time.Now(), r.PathValue("method")
	w.journal.count(name)
	f := w.struck(name, r)
	args, malformed := readArguments(r)
	e := Entry{Kind: "call", Name: name, Fault: f.String()}
	if w.noting() {
		e.Body = args.shown()
	}
	o, struck := f.before(r)
	if !struck {
		rw.Header().Set("X-OAuth-Scopes", strings.Join(w.opts.App.Scopes, ","))
		answer, refusal := w.perform(name, r, args, malformed)
		if refusal != nil {
			e.Detail = refusal.code
		}
		o = f.after(r, w.judged(name, answer, refusal))
	}
	e.Latency = time.Since(began)
	w.note(o.noted(e))
	o.send(rw)
}

// judged is the outcome of a call that was performed. What a well-behaved bot never
// meets is a violation.
func (w *Workspace) judged(name string, answer map[string]any, refusal *apiError) outcome {
	if refusal == nil {
		answer["ok"] = true
		return answered(http.StatusOK, answer)
	}
	if !harmless[refusal.code] {
		w.violate(refusal.code, "%s: %s", name, refusal)
	}
	o := answered(http.StatusOK, refusal.body())
	if refusal.wait > 0 {
		o.status, o.wait = http.StatusTooManyRequests, refusal.wait
	}
	return o
}

// harmless are the refusals that a well-behaved bot meets too: the state of
// the workspace is to blame, or the load, and not what was sent.
var harmless = map[string]bool{
	"account_inactive": true, "cannot_dm_bot": true, "channel_not_found": true,
	"file_deleted": true, "file_not_found": true, "hash_conflict": true, "is_archived": true, "message_not_found": true,
	"no_such_subteam": true, "not_in_channel": true, "ratelimited": true, "thread_not_found": true,
	"token_revoked": true, "user_disabled": true, "user_not_found": true, "user_not_in_channel": true,
	"user_not_visible": true, "users_not_found": true,
}

// perform runs a call, once the token, the scope and the rate allow it.
func (w *Workspace) perform(name string, r *http.Request, args arguments, malformed error) (map[string]any, *apiError) {
	m, ok := methods[name]
	if !ok {
		return nil, &apiError{code: "unknown_method", extra: map[string]any{"req_method": name}}
	}
	if malformed != nil {
		return nil, &apiError{code: "invalid_json"}
	}
	if refusal := w.authorise(m, r, args); refusal != nil {
		return nil, refusal
	}
	c := &call{arguments: args, method: name, host: hostOf(r)}
	if refusal := w.limit(m, c); refusal != nil {
		return nil, refusal
	}
	return m.run(w, c)
}

func (w *Workspace) authorise(m method, r *http.Request, args arguments) *apiError {
	w.mu.Lock()
	defer w.mu.Unlock()
	app := w.opts.App.AppToken
	if m.app {
		token := bearer(r)
		refusal := w.tokens.refuse(token)
		switch {
		case token == app:
			return nil
		case refusal == nil:
			return &apiError{code: "not_allowed_token_type"}
		}
		return refusal
	}
	token := cmp.Or(bearer(r), args.form.Get("token"))
	if token == app {
		return &apiError{code: "not_allowed_token_type"}
	}
	return cmp.Or(w.tokens.refuse(token), w.need(m.scope))
}

// need refuses a call whose token lacks a scope.
func (w *Workspace) need(scope string) *apiError {
	if scope == "" || slices.Contains(w.opts.App.Scopes, scope) {
		return nil
	}
	return &apiError{code: "missing_scope", detail: "missing_scope: " + scope, extra: map[string]any{
		"needed": scope, "provided": strings.Join(w.opts.App.Scopes, ","),
	}}
}

func hostOf(r *http.Request) string {
	if r.TLS != nil {
		return "https://" + r.Host
	}
	return "http://" + r.Host
}

func writeJSON(rw http.ResponseWriter, status int, value any) {
	rw.Header().Set("Content-Type", "application/json; charset=utf-8")
	rw.WriteHeader(status)
	_ = json.NewEncoder(rw).Encode(value)
}
