package main

import (
	"bytes"
	"errors"
	"flag"
	"strings"
	"testing"
)

// -h says what every flag is for, and nothing of flags that there are not.
func TestHelp(t *testing.T) {
	var stdout, stderr bytes.Buffer
	if err := run(t.Context(), []string{"-h"}, &stdout, &stderr); !errors.Is(err, flag.ErrHelp) {
		t.Fatal(err)
	}
	for name := range strings.FieldsSeq("say as day import rules lang data redis addr") {
		if !strings.Contains(stderr.String(), "\n  -"+name+" ") {
			t.Errorf("-%s is not explained", name)
		}
	}
	if n := strings.Count(stderr.String(), "\n  -"); n != 9 {
		t.Errorf("%d flags are explained", n)
	}
	for line := range strings.Lines(stderr.String()) {
		if len([]rune(line)) > 96 {
			t.Errorf("too long for a terminal: %s", line)
		}
	}
}

// A flag that there is not is named once, and where to find those there are.
func TestUnknownFlag(t *testing.T) {
	var stdout, stderr bytes.Buffer
	err := run(t.Context(), []string{"-nope"}, &stdout, &stderr)
	if err == nil || !strings.Contains(err.Error(), "-nope; -h lists") || stdout.Len()+stderr.Len() > 0 {
		t.Errorf("error %v, and before it %q", err, stdout.String()+stderr.String())
	}
}

// Whoever has several things to mend reads of all at once, each with what to do.
func TestEveryProblemAtOnce(t *testing.T) {
	_, err := said(t, "-as", "nobody", "-addr", "0.0.0.0:80", "-day", "monday", "-lang", "de", "-import", "missing.csv", "-redis", "localhost", "-say", " ", "rest")
	if err == nil {
		t.Fatal("no error")
	}
	for _, want := range []string{
		"-as", "want alex", "-addr", "want a loopback address", "-day", "2009-12-01", "-lang", "want en or fr",
		"-import missing.csv: no such file", "-say wants words", "-redis", "want redis://", `"rest" is not understood`,
	} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q is not in\n%v", want, err)
		}
	}
}
