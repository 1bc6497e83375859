package redistest

// Freeze cannot stop a server here, and ends the test.
func (s *Server) Freeze() {
	s.tb.Helper()
	s.tb.Fatal("a process cannot be frozen on Windows")
}

// Thaw has nothing to let go on.
func (s *Server) Thaw() {}
