package sandbox

import "net/http"

func (w *Workspace) routePage(*http.ServeMux) {}
