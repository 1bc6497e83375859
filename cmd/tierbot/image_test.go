package main

import (
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"
)

// The image holds one static program, run by nobody in particular, that knows its
// version and the time zones, and needs neither a shell nor a C library.
func TestImage(t *testing.T) {
	data, err := os.ReadFile("Dockerfile")
	if err != nil {
		t.Fatal(err)
	}
	_, last, ok := strings.Cut(string(data), "\nFROM gcr.io/distroless/static-")
	if !ok {
		t.Error("the last stage is not distroless")
	}
	for _, line := range []string{`(?m)^USER nonroot:nonroot$`, `(?m)^ENTRYPOINT \["/tierbot"\]$`} {
		if !regexp.MustCompile(line).MatchString(last) {
			t.Errorf("the last stage lacks %s", line)
		}
	}
	for _, word := range []string{"CGO_ENABLED=0", "-trimpath", "-X main.version=${VERSION}", "./cmd/tierbot"} {
		if !strings.Contains(string(data), word) {
			t.Errorf("the build lacks %s", word)
		}
	}
	deps, err := exec.Command("go", "list", "-deps", ".").Output()
	if err != nil || !strings.Contains(string(deps), "\ntime/tzdata\n") {
		t.Errorf("the program does not hold the time zones, which the image lacks: %v", err)
	}
	module, err := os.ReadFile("../../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	built := regexp.MustCompile(`FROM golang:([0-9.]+) `).FindSubmatch(data)
	if built == nil || !strings.Contains(string(module), "\ngo "+string(built[1])) {
		t.Errorf("built with %q, which is not the Go of go.mod", built)
	}
}
