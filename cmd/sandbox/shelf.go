package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// A shelf is the directory in which a world is kept from one run to the next, in one file:
// whatever happens, it is there as it was at one moment or another, and never a piece of
// each. One process has it at a time.
type shelf struct {
	dir  string
	lock io.Closer
}

// The names of what lies on a shelf.
const (
	worldFile = "world.json"
	lockFile  = "lock"
)

// takeShelf makes the directory if there is none, and holds it until the shelf is closed.
func takeShelf(dir string) (*shelf, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("-data %s: %w", dir, cause(err))
	}
	lock, err := lockAt(filepath.Join(dir, lockFile))
	switch {
	case errors.Is(err, errLocked):
		return nil, fmt.Errorf("-data %s: another sandbox has it; end that one, or give another directory", dir)
	case err != nil:
		return nil, fmt.Errorf("-data %s: %w", dir, cause(err))
	}
	s := &shelf{dir, lock}
	s.sweep()
	return s, nil
}

// sweep takes away what a process left that was killed while it wrote.
func (s *shelf) sweep() {
	left, _ := fs.Glob(os.DirFS(s.dir), worldFile+".*") // the directory's own name is no pattern
	for _, file := range left {
		_ = os.Remove(filepath.Join(s.dir, file))
	}
}

// errLocked says that another process holds a lock. The lock of one that has died is free.
var errLocked = errors.New("locked by another process")

// close lets others have the shelf, if there is one.
func (s *shelf) close() error {
	if s == nil {
		return nil
	}
	return s.lock.Close()
}

// read is the world that is kept; nil when there is none.
func (s *shelf) read() (*kept, error) {
	text, err := os.ReadFile(filepath.Join(s.dir, worldFile))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	k := new(kept)
	if err == nil {
		err = json.Unmarshal(text, k)
	}
	switch {
	case err != nil:
		err = fmt.Errorf("%s cannot be read (%w); move it away, and a new world begins", worldFile, cause(err))
	case k.Format != keptFormat:
		err = fmt.Errorf("%s is in format %d and this program reads format %d; use the program that wrote it, or move it away, and a new world begins", worldFile, k.Format, keptFormat)
	}
	if err != nil {
		return nil, fmt.Errorf("-data %s: %w", s.dir, err)
	}
	return k, nil
}

// write keeps a world in the place of the one before.
func (s *shelf) write(text []byte) error {
	err := s.replace(text)
	if err != nil {
		return fmt.Errorf("keep the world in %s: %w", s.dir, err)
	}
	return nil
}

// replace writes a file beside the old one and puts it into its place when all of it is on
// disk.
func (s *shelf) replace(text []byte) error {
	file, err := os.CreateTemp(s.dir, worldFile+".*") // of mode 0600
	if err != nil {
		return err
	}
	defer os.Remove(file.Name()) // of which nothing is left when all went well
	_, err = file.Write(text)
	if err == nil {
		err = file.Sync()
	}
	if err = errors.Join(err, file.Close()); err != nil {
		return err
	}
	if err := os.Rename(file.Name(), filepath.Join(s.dir, worldFile)); err != nil {
		return err
	}
	syncDir(s.dir)
	return nil
}

// syncDir has a renaming survive a power cut. Not every system can, and none needs it for
// anything less.
func syncDir(dir string) {
	if d, err := os.Open(dir); err == nil {
		_ = d.Sync()
		d.Close()
	}
}

// clear forgets the world that is kept, if there is a shelf.
func (s *shelf) clear() error {
	if s == nil {
		return nil
	}
	if err := os.Remove(filepath.Join(s.dir, worldFile)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("forget the world in %s: %w", s.dir, cause(err))
	}
	return nil
}
