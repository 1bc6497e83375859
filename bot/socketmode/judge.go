package socketmode

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"regexp"
	"syscall"
	"time"

	"github.com/gorilla/websocket"
	"github.com/slack-go/slack"
)

// A ConfigError is a refusal of Slack's that passes only when a person changes
// something. It ends [Client.Run] when Slack has never said hello before.
type ConfigError struct {
	Code   string // Slack's error code, or http_404
	Advice string // what to do, in one line
}

func (e *ConfigError) Error() string { return e.Code + ": " + e.Advice }

// A verdict is what a failed call of apps.connections.open means.
type verdict struct {
	schedule schedule
	limited  bool          // Slack asked for a pause, for all sockets
	after    time.Duration // how long a pause; 0 when Slack gave no number
	config   *ConfigError  // set when a person has to mend something
}

// judge tells the errors that pass by themselves from those that do not.
func judge(err error) verdict {
	var config *ConfigError
	if errors.As(err, &config) {
		return verdict{schedule: misconfigured, config: config}
	}
	var limited *slack.RateLimitedError
	if errors.As(err, &limited) {
		return verdict{schedule: transient, limited: true, after: limited.RetryAfter}
	}
	return verdict{schedule: transient}
}

// errorCode returns Slack's code for the error, "http_NNN" for an HTTP status, or
// "" when it is neither.
func errorCode(err error) string {
	var answer slack.SlackErrorResponse
	if errors.As(err, &answer) {
		return legible(answer.Err)
	}
	var status interface{ HTTPStatusCode() int }
	if errors.As(err, &status) {
		return fmt.Sprintf("http_%d", status.HTTPStatusCode())
	}
	return ""
}

var word = regexp.MustCompile(`^[a-z0-9_]{1,64}$`)

// legible lets Slack's lower-case identifiers pass and nothing else: whatever else
// comes in their place does not belong in a log.
func legible(s string) string {
	if word.MatchString(s) {
		return s
	}
	return "unknown"
}

// describe puts an error in words that are safe to log. Errors of the network often
// quote the address, which for a socket holds its ticket, so only types known to be
// harmless may speak for themselves; of the others just the type is named.
func describe(err error) string {
	if code := errorCode(err); code != "" {
		return code
	}
	var (
		own     *openError
		limited *slack.RateLimitedError
		closed  *websocket.CloseError
		lookup  *net.DNSError
		number  syscall.Errno
		cert    *tls.CertificateVerificationError
		host    x509.HostnameError
		issuer  x509.UnknownAuthorityError
		network net.Error
	)
	switch {
	case errors.As(err, &own):
		return own.Error()
	case errors.As(err, &limited) && limited.RetryAfter == 0:
		return "rate limited"
	case errors.As(err, &limited):
		return fmt.Sprintf("rate limited for %v", limited.RetryAfter)
	case errors.As(err, &closed):
		return fmt.Sprintf("closed by the server with code %d", closed.Code)
	case errors.As(err, &lookup):
		return "host name lookup: " + lookup.Err
	case errors.As(err, &number):
		return number.Error()
	case errors.As(err, &host):
		return "the certificate is for another host"
	case errors.As(err, &issuer):
		return "the certificate's authority is unknown"
	case errors.As(err, &cert):
		return "the certificate is not valid"
	case errors.As(err, &network) && network.Timeout(), errors.Is(err, context.DeadlineExceeded):
		return "timed out"
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return "connection cut"
	case errors.Is(err, websocket.ErrReadLimit):
		return "a frame above the read limit"
	}
	return fmt.Sprintf("%T", innermost(err))
}

func innermost(err error) error {
	for {
		inner := errors.Unwrap(err)
		if inner == nil {
			return err
		}
		err = inner
	}
}

// An openError is a failure after apps.connections.open had answered. It carries no
// foreign text.
type openError struct{ text string }

func (e *openError) Error() string { return e.text }

func dialError(err error, answer *http.Response) error {
	if answer != nil {
		return &openError{fmt.Sprintf("dial: answered with HTTP %d", answer.StatusCode)}
	}
	return &openError{"dial: " + describe(err)}
}
