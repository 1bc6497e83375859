package sandbox

import (
	"net/http"
	"slices"
	"strings"
)

// tokens are the bot tokens that have been given out. Workspace.mu guards them.
type tokens struct {
	valid   string
	revoked []string
}

// Revoke makes the bot's token worth nothing, as when an administrator takes the app
// away. Connections that stand stay, and so does the app-level token.
func (w *Workspace) Revoke() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.tokens.revoke()
}

// Reinstall gives the bot another token. The one it had is revoked; to give it
// out again makes it valid again.
func (w *Workspace) Reinstall(token string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.tokens.revoke()
	w.tokens.revoked = slices.DeleteFunc(w.tokens.revoked, func(t string) bool { return t == token })
	w.tokens.valid = token
}

func (t *tokens) revoke() {
	if t.valid != "" {
		t.revoked = append(t.revoked, t.valid)
	}
	t.valid = ""
}

// refuse says what is wrong with a bot token: nothing when it is the valid one.
func (t *tokens) refuse(token string) *apiError {
	switch {
	case token == "":
		return &apiError{code: "not_authed"}
	case token == t.valid:
		return nil
	case slices.Contains(t.revoked, token):
		return &apiError{code: "token_revoked"}
	}
	return &apiError{code: "invalid_auth"}
}

// bearer is the token in a request's header, or empty.
func bearer(r *http.Request) string {
	token, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	if !ok {
		return ""
	}
	return token
}
