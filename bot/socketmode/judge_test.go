package socketmode

import (
	"context"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gorilla/websocket"
	"github.com/slack-go/slack"
)

func TestVerdicts(t *testing.T) {
	for _, tt := range []struct {
		err    error
		code   string // of the configuration error; empty for a passing one
		pace   schedule
		paused bool
	}{
		{err: &ConfigError{Code: "invalid_auth"}, code: "invalid_auth", pace: misconfigured},
		{err: fmt.Errorf("open: %w", &ConfigError{Code: "http_404"}), code: "http_404", pace: misconfigured},

		{err: slack.SlackErrorResponse{Err: "internal_error"}, pace: transient},
		{err: slack.SlackErrorResponse{Err: "fatal_error"}, pace: transient},
		{err: slack.SlackErrorResponse{Err: "service_unavailable"}, pace: transient},
		{err: slack.SlackErrorResponse{Err: "request_timeout"}, pace: transient},
		{err: slack.SlackErrorResponse{Err: "an_error_of_tomorrow"}, pace: transient},
		{err: slack.StatusCodeError{Code: 401}, pace: transient},
		{err: slack.StatusCodeError{Code: 500}, pace: transient},
		{err: slack.StatusCodeError{Code: 503}, pace: transient},
		{err: io.ErrUnexpectedEOF, pace: transient},
		{err: &net.DNSError{Err: "no such host"}, pace: transient},

		{err: &slack.RateLimitedError{RetryAfter: time.Minute}, pace: transient, paused: true},
		{err: &slack.RateLimitedError{}, pace: transient, paused: true},
	} {
		t.Run(tt.err.Error(), func(t *testing.T) {
			v := judge(tt.err)
			code := ""
			if v.config != nil {
				code = v.config.Code
			}
			want(t, "code", code, tt.code)
			want(t, "schedule", v.schedule, tt.pace)
			want(t, "paused", v.limited, tt.paused)
		})
	}
}

func TestDescriptionsQuoteNothing(t *testing.T) {
	for _, tt := range []struct {
		err  error
		want string
	}{
		{slack.SlackErrorResponse{Err: "internal_error"}, "internal_error"},
		{slack.SlackErrorResponse{Err: "xapp-CANARY is wrong"}, "unknown"},
		{slack.StatusCodeError{Code: 503, Status: "CANARY"}, "http_503"},
		{&slack.RateLimitedError{RetryAfter: time.Minute}, "rate limited for 1m0s"},
		{&slack.RateLimitedError{}, "rate limited"},
		{&url.Error{Op: "Get", URL: "https://CANARY", Err: syscall.ECONNREFUSED}, "connection refused"},
		{&url.Error{Op: "Get", URL: "https://CANARY", Err: context.DeadlineExceeded}, "timed out"},
		{&net.DNSError{Err: "no such host", Name: "CANARY"}, "host name lookup: no such host"},
		{&net.OpError{Op: "dial", Err: errors.New("CANARY")}, "*errors.errorString"},
		{x509.UnknownAuthorityError{}, "the certificate's authority is unknown"},
		{x509.HostnameError{Certificate: &x509.Certificate{}, Host: "CANARY"}, "the certificate is for another host"},
		{&websocket.CloseError{Code: 1006, Text: "CANARY"}, "closed by the server with code 1006"},
		{websocket.ErrReadLimit, "a frame above the read limit"},
		{io.EOF, "connection cut"},
		{&json.SyntaxError{}, "*json.SyntaxError"},
		{dialError(errors.New("CANARY"), nil), "dial: *errors.errorString"},
		{dialError(websocket.ErrBadHandshake, &http.Response{StatusCode: 403, Status: "CANARY"}), "dial: answered with HTTP 403"},
	} {
		t.Run(tt.want, func(t *testing.T) { want(t, "description", describe(tt.err), tt.want) })
	}
}

func TestConfigurationErrorEndsRunBeforeTheFirstHello(t *testing.T) {
	bubble(t, func(t *testing.T, f *fake) {
		f.err = func(int) error { return &ConfigError{Code: "not_allowed_token_type", Advice: "take the other"} }
		client, stop := f.start(t, Options{})
		synctest.Wait()
		var config *ConfigError
		if err := stop(); !errors.As(err, &config) {
			t.Fatalf("Run = %v, want a ConfigError", err)
		}
		want(t, "error", config.Error(), "not_allowed_token_type: take the other")
		want(t, "problem", client.Status().Problem, config)
		want(t, "opens", len(f.openTimes()), 1)
	})
}

// Once Slack has said hello, the same answer is retried within minutes, and shown.
func TestConfigurationErrorIsRetriedAfterTheFirstHello(t *testing.T) {
	bubble(t, func(t *testing.T, f *fake) {
		var outage error
		f.err = func(int) error { return outage }
		client, _ := f.start(t, Options{})
		settle(time.Minute)
		f.change(func() { outage = &ConfigError{Code: "invalid_auth"} })
		for _, l := range f.alive() {
			l.cut()
		}
		settle(10 * time.Minute)
		if n := len(f.openTimes()); n < 6 || n > 12 {
			t.Errorf("%d opens in ten minutes of outage, want 6 to 12", n)
		}
		st := client.Status()
		if st.Live != 0 || st.Problem == nil || st.Problem.Code != "invalid_auth" {
			t.Errorf("status in the outage = %+v", st)
		}
		want(t, "down for", time.Since(st.DownSince), 10*time.Minute)
		f.change(func() { outage = nil })
		settle(7 * time.Minute)
		if st := client.Status(); st.Live != 2 || st.Problem != nil || !st.DownSince.IsZero() {
			t.Errorf("status after it = %+v", st)
		}
	})
}

func TestPassingErrorsAreRetriedUntilTheyPass(t *testing.T) {
	bubble(t, func(t *testing.T, f *fake) {
		passing := []error{
			slack.SlackErrorResponse{Err: "internal_error"},
			slack.StatusCodeError{Code: 503},
			&slack.RateLimitedError{RetryAfter: 90 * time.Second},
			io.ErrUnexpectedEOF,
		}
		f.err = func(n int) error {
			if n > len(passing) {
				return nil
			}
			return passing[n-1]
		}
		client, _ := f.start(t, Options{})
		settle(3 * time.Minute)
		want(t, "live", client.Status().Live, 2)
		opens := f.openTimes()
		if gap := opens[3].Sub(opens[2]); gap < 90*time.Second {
			t.Errorf("opened %v after Retry-After of 90s", gap)
		}
	})
}

// No secret reaches a log line or an error, at debug level either.
func TestNothingSecretIsLogged(t *testing.T) {
	bubble(t, func(t *testing.T, f *fake) {
		f.err = func(n int) error {
			if n == 1 {
				return &url.Error{Op: "Post", URL: "https://slack.test/?token=TOKEN-CANARY", Err: errors.New("TOKEN-CANARY")}
			}
			return nil
		}
		var errs []string
		_, stop := f.start(t, Options{Handle: func(_ context.Context, e *Envelope) {
			errs = append(errs, fmt.Sprint(e.Ack(map[string]any{"PAYLOAD-CANARY": func() {}})))
			panic(fmt.Errorf("%s", e.Payload))
		}})
		settle(10 * time.Second)
		l := f.alive()[0]
		l.command("e1")
		l.send(`{"type":"REASON-CANARY","envelope_id":"e2"}`)
		l.send(`PAYLOAD-CANARY`)
		l.disconnect("xoxb-REASON-CANARY")
		l.close()
		settle(10 * time.Second)
		f.unreachable.Store(true)
		f.alive()[0].cut()
		settle(10 * time.Second)
		errs = append(errs, fmt.Sprint(stop()))
		everything := f.log.String() + strings.Join(errs, "\n")
		for line := range strings.Lines(everything) {
			if contains(line, "CANARY") {
				t.Errorf("leaked: %s", line)
			}
		}
		for _, said := range []string{"handler panicked", "dial: ", "reason=unknown", "type=unknown"} {
			if !contains(everything, said) {
				t.Errorf("nothing about %q in the log:\n%s", said, everything)
			}
		}
	})
}
