package redistest

import (
	"os"
	"path/filepath"
)

// Copy copies what the server has on disk, which is everything it has answered to, and
// returns where the copy is.
func (s *Server) Copy() string {
	s.tb.Helper()
	copied := s.tb.TempDir()
	if err := os.CopyFS(copied, os.DirFS(s.Dir)); err != nil {
		s.tb.Fatalf("copy the data of redis-server: %v", err)
	}
	return copied
}

// Return kills the server and starts it again with a copy of its data, as after a power
// cut that cost the newest writes, or with a backup.
func (s *Server) Return(copied string) {
	s.tb.Helper()
	s.Stop()
	s.forget()
	if err := os.CopyFS(s.Dir, os.DirFS(copied)); err != nil {
		s.tb.Fatalf("return to a copy: %v", err)
	}
	s.Restart()
}

// Empty kills the server and starts it again without any data.
func (s *Server) Empty() {
	s.tb.Helper()
	s.Stop()
	s.forget()
	s.Restart()
}

// forget deletes what a stopped server has on disk.
func (s *Server) forget() {
	s.tb.Helper()
	files, err := os.ReadDir(s.Dir)
	if err != nil {
		s.tb.Fatal(err)
	}
	for _, file := range files {
		if err := os.RemoveAll(filepath.Join(s.Dir, file.Name())); err != nil {
			s.tb.Fatal(err)
		}
	}
}
