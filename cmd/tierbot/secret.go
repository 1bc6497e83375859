package main

import (
	"fmt"
	"log/slog"
)

// A secret is a text that is never printed, however it is formatted, logged or
// encoded. Only [secret.reveal] gives it away.
type secret string

const hidden = "***"

func (s secret) reveal() string { return string(s) }

// String hides the secret.
func (s secret) String() string { return hidden }

// Format hides the secret from every verb of package fmt.
func (s secret) Format(f fmt.State, _ rune) { fmt.Fprint(f, hidden) }

// MarshalText hides the secret from encoders.
func (s secret) MarshalText() ([]byte, error) { return []byte(hidden), nil }

// LogValue hides the secret from logs.
func (s secret) LogValue() slog.Value { return slog.StringValue(hidden) }
