//go:build !(darwin || dragonfly || freebsd || linux || netbsd || openbsd || windows)

package main

import (
	"errors"
	"io"
)

// lockAt cannot lock anything here.
func lockAt(string) (io.Closer, error) {
	return nil, errors.New("on this system nothing can be kept, since two could write to it at once")
}
