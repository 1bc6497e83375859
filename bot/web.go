package bot

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/slack-go/slack"
	"golang.org/x/time/rate"
)

// Access is what it takes to reach Slack.
type Access struct {
	AppToken string // xapp-…, for the connections
	BotToken string // xoxb-…, for everything else
	APIURL   string // the Web API's base, with or without a slash at its end; empty: Slack's

	// Dial opens every connection, for a Slack that is reached in no ordinary way,
	// such as one in the same process. Nil is the network, or the environment's proxy.
	Dial func(ctx context.Context, network, address string) (net.Conn, error)
}

// Format names no token, whatever the verb.
func (a Access) Format(f fmt.State, _ rune) { io.WriteString(f, a.describe()) }

// LogValue names no token either.
func (a Access) LogValue() slog.Value { return slog.StringValue(a.describe()) }

func (a Access) describe() string { return "access to " + a.base() }

// base is the Web API's address, with the slash that slack-go needs.
func (a Access) base() string {
	if a.APIURL == "" {
		return slack.APIURL
	}
	return strings.TrimSuffix(a.APIURL, "/") + "/"
}

// callTimeout bounds one HTTP exchange with Slack.
const callTimeout = 10 * time.Second

// httpClient makes the one HTTP client for the Web API and response URLs. It never
// repeats a request by itself, so that nothing is posted twice, and follows no
// redirect, so that no token goes where somebody else says.
func (a Access) httpClient() *http.Client {
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.MaxIdleConnsPerHost = 32
	if a.Dial != nil {
		transport.Proxy, transport.DialContext = nil, a.Dial
	}
	return &http.Client{
		Timeout:       callTimeout,
		Transport:     transport,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// client makes slack-go's client, without its debugging, which shortens connections
// and logs messages, and without its retries, which post twice.
func (a Access) client(http *http.Client) *slack.Client {
	return slack.New(a.BotToken,
		slack.OptionAppLevelToken(a.AppToken),
		slack.OptionAPIURL(a.base()),
		slack.OptionHTTPClient(http),
	)
}

// web is the Web API at the pace Slack allows: each method has its own allowance,
// and waits when Slack says so.
type web struct {
	*slack.Client
	http  *http.Client
	base  string // the Web API's address
	token string // the bot's

	mu    sync.Mutex
	lanes map[string]*lane
}

func newWeb(access Access) *web {
	h := access.httpClient()
	return &web{Client: access.client(h), http: h, base: access.base(), token: access.BotToken, lanes: make(map[string]*lane)}
}

// A lane is the way of one method.
type lane struct {
	allowance *rate.Limiter

	mu     sync.Mutex
	closed time.Time // until then Slack takes no call of the method
}

// perMinute are the calls a minute Slack is sure to take, by its tiers. Bursts of the
// same size pass, so that a channel's hundred members can be looked up at once. Every
// method the bot calls stands here.
var perMinute = map[string]int{
	"auth.test":             50,
	"users.info":            100,
	"users.lookupByEmail":   50,
	"conversations.info":    50,
	"conversations.members": 100,
	"conversations.open":    50,
	"conversations.history": 50,
	"chat.postEphemeral":    100,
	"chat.postMessage":      240, // "several hundred" a workspace
	"chat.update":           50,
	"chat.delete":           50,
	"usergroups.users.list": 20,
	"views.open":            100,
	"views.update":          100,
	"views.push":            100,
	"views.publish":         100,
	"files.info":            100,

	"files.getUploadURLExternal":   100,
	"files.completeUploadExternal": 100,
}

func (w *web) lane(method string) *lane {
	w.mu.Lock()
	defer w.mu.Unlock()
	l, ok := w.lanes[method]
	if !ok {
		n := perMinute[method]
		l = &lane{allowance: rate.NewLimiter(rate.Limit(float64(n)/60), n)}
		w.lanes[method] = l
	}
	return l
}

// errNotCalled says that a call was not made, so that certainly nothing came of it.
var errNotCalled = errors.New("not called")

// call makes one call of a method, when the method may be called. A call that Slack
// turned away for its rate was not executed and is made again, as long as ctx lasts;
// no other is. When the wait would outlast ctx, call returns errNotCalled at once.
// Errors are redacted.
func (w *web) call(ctx context.Context, method string, call func(context.Context) error) error {
	l := w.lane(method)
	for {
		if err := l.enter(ctx); err != nil {
			return fmt.Errorf("%w: %w", errNotCalled, err)
		}
		err := call(ctx)
		after, limited := rateLimit(err)
		if !limited {
			return Redact(err)
		}
		l.close(after)
	}
}

// enter waits for the lane to open and for the method's allowance, unless that would
// outlast ctx.
func (l *lane) enter(ctx context.Context) error {
	l.mu.Lock()
	wait := time.Until(l.closed)
	l.mu.Unlock()
	if wait <= 0 {
		return l.allowance.Wait(ctx)
	}
	if deadline, ok := ctx.Deadline(); ok && time.Until(deadline) < wait {
		return &slack.RateLimitedError{RetryAfter: wait}
	}
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
		return l.allowance.Wait(ctx)
	case <-ctx.Done():
		return ctx.Err()
	}
}

// close shuts the lane, between a second and ten minutes whatever Slack says.
func (l *lane) close(after time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.closed = time.Now().Add(min(max(after, time.Second), 10*time.Minute))
}

// rateLimit reports whether an error is Slack's "not so fast", and how long it lasts;
// 0 when Slack does not say.
func rateLimit(err error) (time.Duration, bool) {
	var limited *slack.RateLimitedError
	if errors.As(err, &limited) {
		return limited.RetryAfter, true
	}
	var status slack.StatusCodeError
	if errors.As(err, &status) && status.Code == http.StatusTooManyRequests {
		return 0, true
	}
	switch slackCode(err) {
	case "ratelimited", "rate_limited", "message_limit_exceeded":
		return 0, true
	}
	return 0, false
}

// slackCode is Slack's own code for an error, such as channel_not_found; empty when
// Slack did not answer in its own words.
func slackCode(err error) string {
	var answer slack.SlackErrorResponse
	if errors.As(err, &answer) {
		return answer.Err
	}
	return ""
}
