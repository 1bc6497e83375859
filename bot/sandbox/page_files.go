package sandbox

import (
	"io"
	"net/http"
	"net/url"
)

// pageFiles are a message's files as the page shows them.
func (w *Workspace) pageFiles(m Message) []map[string]any {
	w.mu.Lock()
	defer w.mu.Unlock()
	list := make([]map[string]any, 0, len(m.Files))
	for _, shared := range m.Files {
		if f, ok := w.files[shared.ID]; ok {
			list = append(list, map[string]any{
				"id": f.ID, "name": f.Name, "title": f.Title, "size": f.Size,
				"kind": kindOf(f.Name).pretty, "deleted": f.deleted,
			})
		}
	}
	return list
}

// pageUpload takes a file from the page's file button, drop or file_input: the
// body is the file, and the query says whose it is and what it is called.
func (w *Workspace) pageUpload(rw http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	if _, ok := w.User(q.Get("user")); !ok || q.Get("name") == "" {
		http.Error(rw, "whose file?", http.StatusBadRequest)
		return
	}
	data, err := io.ReadAll(http.MaxBytesReader(rw, r.Body, maxFileBytes))
	if err != nil {
		http.Error(rw, "the file is too large for the sandbox", http.StatusRequestEntityTooLarge)
		return
	}
	f := w.Upload(q.Get("user"), q.Get("name"), data)
	writeJSON(rw, http.StatusOK, map[string]any{"id": f.ID, "name": f.Name, "size": f.Size})
}

// pageFile gives a file to a person who sees it, always as a download: what
// somebody uploaded must not run as a page of this origin.
func (w *Workspace) pageFile(rw http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	w.mu.Lock()
	f, ok := w.files[q.Get("file")]
	if !ok || f.deleted || !w.sees(q.Get("user"), f) {
		w.mu.Unlock()
		http.NotFound(rw, r)
		return
	}
	name, content := f.Name, f.content()
	w.mu.Unlock()
	rw.Header().Set("Content-Type", "application/octet-stream")
	rw.Header().Set("Content-Disposition", "attachment; filename*=UTF-8''"+url.PathEscape(name))
	http.ServeContent(rw, r, "", w.opts.Now(), content)
}

// sees reports whether a person can see a file. The caller holds w.mu.
func (w *Workspace) sees(user string, f *file) bool {
	if f.User == user {
		return true
	}
	for _, id := range f.rooms {
		if r, ok := w.rooms[id]; ok && w.canSee(user, r) {
			return true
		}
	}
	return false
}

// pageSuggest gives a menu's options for what a person has typed.
func (w *Workspace) pageSuggest(rw http.ResponseWriter, r *http.Request) {
	req, ok := readRequest[pageRequest](rw, r)
	if !ok {
		return
	}
	ack, err := w.Suggest(req.User, req.surface(), req.Element, req.Text).Acked(r.Context())
	if err != nil {
		writeJSON(rw, http.StatusOK, pageError(err))
		return
	}
	options := []any{}
	for _, o := range ack.Options {
		options = append(options, names(nil).decorate(o))
	}
	writeJSON(rw, http.StatusOK, map[string]any{"options": options})
}
