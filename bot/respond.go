package bot

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/slack-go/slack"
)

// A response URL answers in words of its own, sometimes as JSON and sometimes not,
// which slack-go takes for failures; so it is spoken to directly.

// maxResponse is how much of a response URL's answer is read.
const maxResponse = 4 << 10

// respond posts a message, as JSON, through a response URL. A rate limit is waited for while
// ctx lasts. The error is redacted, and a [slack.SlackErrorResponse] when Slack said
// why.
func (w *web) respond(ctx context.Context, address string, m any) error {
	var body bytes.Buffer
	encoder := json.NewEncoder(&body)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(m); err != nil {
		return fmt.Errorf("encode message: %w", err)
	}
	for {
		err := w.post(ctx, address, body.Bytes())
		after, limited := rateLimit(err)
		if !limited {
			return Redact(err)
		}
		after = max(after, time.Second)
		if deadline, ok := ctx.Deadline(); ok && time.Until(deadline) < after {
			return Redact(err)
		}
		if !pause(ctx, after) {
			return Redact(err)
		}
	}
}

// pause waits, and reports false when ctx ended first.
func pause(ctx context.Context, d time.Duration) bool {
	select {
	case <-time.After(d):
		return true
	case <-ctx.Done():
		return false
	}
}

func (w *web) post(ctx context.Context, address string, body []byte) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, address, bytes.NewReader(body))
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/json; charset=utf-8")
	resp, err := w.http.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	said, err := io.ReadAll(io.LimitReader(resp.Body, maxResponse))
	if resp.StatusCode == http.StatusOK && err != nil {
		return nil // delivered; only the receipt was cut off
	}
	return judgeResponse(resp, strings.TrimSpace(string(said)))
}

// judgeResponse reads what a response URL answered: "ok", {"ok":true}, nothing, an
// error code as text, or {"ok":false,"error":…}, with any status.
func judgeResponse(resp *http.Response, said string) error {
	if resp.StatusCode == http.StatusTooManyRequests {
		seconds, _ := strconv.Atoi(resp.Header.Get("Retry-After"))
		return &slack.RateLimitedError{RetryAfter: time.Duration(seconds) * time.Second}
	}
	var answer struct {
		OK    bool   `json:"ok"`
		Error string `json:"error"`
	}
	code := said
	if json.Unmarshal([]byte(said), &answer) == nil {
		code = answer.Error
	}
	switch {
	case isCode(code):
		return slack.SlackErrorResponse{Err: code}
	case resp.StatusCode != http.StatusOK:
		return slack.StatusCodeError{Code: resp.StatusCode, Status: resp.Status}
	}
	return nil
}

// isCode reports whether a text is one of Slack's error codes and not its "ok", or a
// page of somebody in between.
func isCode(s string) bool {
	if s == "" || s == "ok" || len(s) > 64 {
		return false
	}
	return strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789_") == ""
}

// notPosted reports whether an error says for certain that nothing was posted: Slack
// was not called, refused it, took too many requests to take this one, or was not
// reached. After any other error the message may be there.
func notPosted(err error) bool {
	var dial *net.OpError
	_, limited := rateLimit(err)
	if limited || errors.Is(err, errNotCalled) || errors.As(err, &dial) && dial.Op == "dial" {
		return true
	}
	switch slackCode(err) {
	case "", "internal_error", "fatal_error", "service_unavailable", "request_timeout":
		var status slack.StatusCodeError
		return errors.As(err, &status) && status.Code >= 400 && status.Code < 500
	}
	return true
}

// passing reports whether what is wrong may be over in a moment: Slack is in trouble, or
// was not reached.
func passing(err error) bool {
	var status slack.StatusCodeError
	var network *net.OpError
	switch {
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		return false
	case errors.As(err, &status):
		return status.Code >= http.StatusInternalServerError
	case errors.As(err, &network), errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return true
	}
	switch slackCode(err) {
	case "internal_error", "fatal_error", "service_unavailable", "request_timeout":
		return true
	}
	return false
}

// refusedBlocks reports whether Slack refused a message for its blocks.
func refusedBlocks(err error) bool {
	code := slackCode(err)
	return strings.HasPrefix(code, "invalid_blocks") || code == "msg_blocks_too_long" ||
		code == "invalid_block" || code == "block_mismatch" || code == "invalid_attachments"
}
