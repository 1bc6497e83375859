package bot

import (
	"errors"
	"net/url"
	"regexp"
	"strings"
)

// secrets are the shapes of what must never be read in a log: Slack's tokens, the
// addresses that are keys in themselves (response URLs, webhooks, Socket Mode
// tickets), and passwords inside an address.
var secrets = []struct {
	pattern *regexp.Regexp
	instead string
}{
	{regexp.MustCompile(`\b(xox[a-z]|xapp|xwfp)([.-])[A-Za-z0-9._-]+`), "$1${2}REDACTED"},
	{regexp.MustCompile(`(https?://[^/\s"'?]+/(?:hooks|commands|actions|services|workflows|app)/)[^\s"']+`), "${1}REDACTED"},
	{regexp.MustCompile(`(https?://hooks\.slack(?:-gov)?\.com/)[^\s"']+`), "${1}REDACTED"},
	{regexp.MustCompile(`\b(ticket=)[^&\s"']+`), "${1}REDACTED"},
	{regexp.MustCompile(`\b([a-z][a-z0-9+]*://)[^/\s"'@]*@`), "${1}REDACTED@"},
}

// scrub takes the secrets out of a text.
func scrub(s string) string {
	if !strings.Contains(s, "xox") && !strings.Contains(s, "xapp") && !strings.Contains(s, "xwfp") &&
		!strings.Contains(s, "://") && !strings.Contains(s, "ticket=") {
		return s
	}
	for _, secret := range secrets {
		s = secret.pattern.ReplaceAllString(s, secret.instead)
	}
	return s
}

// Redact returns an error that reads like err without tokens, response URLs and
// passwords. It can be told apart with [errors.Is] and [errors.As] as before, but
// not unwrapped: the errors beneath still say everything. Redact of nil is nil.
func Redact(err error) error {
	if err == nil {
		return nil
	}
	text := err.Error()
	// Errors of the HTTP client quote the whole address, path and query.
	var address *url.Error
	if errors.As(err, &address) && address.URL != "" {
		where := "an address"
		if parsed, bad := url.Parse(address.URL); bad == nil && parsed.Host != "" {
			where = parsed.Host
		}
		text = strings.ReplaceAll(text, address.URL, where)
	}
	return redacted{err: err, text: scrub(text)}
}

type redacted struct {
	err  error
	text string
}

func (r redacted) Error() string        { return r.text }
func (r redacted) Is(target error) bool { return errors.Is(r.err, target) }
func (r redacted) As(target any) bool   { return errors.As(r.err, target) }
