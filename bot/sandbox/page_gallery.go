package sandbox

import "net/http"

// pageGalleryPage is the page of all that the app can show, where there is such a list.
func (w *Workspace) pageGalleryPage(rw http.ResponseWriter, r *http.Request) {
	if w.opts.Gallery == nil {
		http.NotFound(rw, r)
		return
	}
	http.ServeFileFS(rw, r, static, "static/gallery.html")
}

// pageGallery answers with every specimen, examined.
func (w *Workspace) pageGallery(rw http.ResponseWriter, r *http.Request) {
	if w.opts.Gallery == nil {
		http.NotFound(rw, r)
		return
	}
	specimens, err := w.opts.Gallery()
	if err != nil {
		http.Error(rw, "the specimens cannot be made: "+err.Error(), http.StatusInternalServerError)
		return
	}
	list := make([]shown, 0, len(specimens))
	for _, s := range specimens {
		list = append(list, w.examine(s))
	}
	writeJSON(rw, http.StatusOK, map[string]any{"app": w.opts.App.Name, "specimens": list})
}
