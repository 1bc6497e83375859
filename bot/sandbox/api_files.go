package sandbox

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"
)

// upload is a file that the app announced and has not completed.
type upload struct {
	name   string
	length int
	data   []byte
}

// maxFileBytes is the most that this workspace keeps of one upload; Slack takes
// a gigabyte.
const maxFileBytes = 32 << 20

func (w *Workspace) uploadURL(c *call) (map[string]any, *apiError) {
	name, length := c.text("filename"), c.number("length", 0)
	if name == "" || length <= 0 || length > maxFileBytes {
		return nil, &apiError{code: "invalid_arguments"}
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	id := w.nextID("F")
	w.uploads[id] = &upload{name: name, length: length}
	return map[string]any{"upload_url": c.host + "/files/upload/" + id, "file_id": id}, nil
}

func (w *Workspace) serveUpload(rw http.ResponseWriter, r *http.Request) {
	data, err := uploaded(r)
	w.mu.Lock()
	defer w.mu.Unlock()
	u, ok := w.uploads[r.PathValue("id")]
	if !ok || err != nil {
		http.Error(rw, "no such upload", http.StatusNotFound)
		return
	}
	if len(data) != u.length {
		w.violate("upload", "%d bytes were announced and %d came", u.length, len(data))
	}
	u.data = data
	_, _ = io.WriteString(rw, "OK - "+u.name)
}

// uploaded reads what an app sends to an upload URL: the bytes themselves, or a
// form whose first part is the file, whatever its name. The Node client calls it
// body, others file or filename.
func uploaded(r *http.Request) ([]byte, error) {
	var content io.Reader = r.Body
	if form, err := r.MultipartReader(); err == nil {
		part, err := form.NextPart()
		if err != nil {
			return nil, fmt.Errorf("read an upload: %w", err)
		}
		content = part
	}
	return io.ReadAll(io.LimitReader(content, maxFileBytes))
}

// completeUpload checks everything first, so that a refused call can be made
// again with the same uploads.
func (w *Workspace) completeUpload(c *call) (map[string]any, *apiError) {
	var wanted []struct{ ID, Title string }
	if json.Unmarshal(c.raw("files"), &wanted) != nil || len(wanted) == 0 || len(wanted) > maxUploadFiles {
		return nil, &apiError{code: "invalid_arguments"}
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, f := range wanted {
		if u, ok := w.uploads[f.ID]; !ok || u.data == nil {
			w.violate("upload", "%s was completed without having been uploaded", f.ID)
			return nil, &apiError{code: "file_not_found"}
		}
	}
	rooms, refusal := w.shareable(c)
	if refusal != nil {
		return nil, refusal
	}
	var done []File
	wire := []any{}
	for _, f := range wanted {
		u := w.uploads[f.ID]
		delete(w.uploads, f.ID)
		file := w.addFile(f.ID, w.opts.App.BotUser, u.name, len(u.data), u.data)
		file.Title = cmp.Or(f.Title, file.Title)
		done = append(done, file.File)
		wire = append(wire, file.wire(w))
	}
	for _, r := range rooms {
		w.sharedIn(r, done)
		w.say(r, &Message{
			User: w.opts.App.BotUser, Bot: true, Files: done, mrkdwn: true,
			Text: c.text("initial_comment"), Thread: c.text("thread_ts"),
		})
	}
	return map[string]any{"files": wire}, nil
}

// shareable returns the conversations that a call shares files in. The bot must
// be in each; channel_id takes no user id. The caller holds w.mu.
func (w *Workspace) shareable(c *call) ([]*room, *apiError) {
	ids := strings.FieldsFunc(cmp.Or(c.text("channels"), c.text("channel_id")), func(r rune) bool { return r == ',' })
	if len(ids) > maxShareChannels || len(ids) > 1 && c.text("thread_ts") != "" {
		return nil, &apiError{code: "invalid_arguments"}
	}
	var rooms []*room
	for _, id := range ids {
		if w.people.users[id] != nil && c.text("channels") == "" {
			return nil, &apiError{code: "channel_not_found"}
		}
		r, refusal := w.writable(id)
		switch {
		case refusal != nil:
			return nil, refusal
		case !slices.Contains(r.Members, w.opts.App.BotUser):
			return nil, &apiError{code: "not_in_channel"}
		}
		rooms = append(rooms, r)
	}
	return rooms, nil
}

func (w *Workspace) fileInfo(c *call) (map[string]any, *apiError) {
	w.mu.Lock()
	defer w.mu.Unlock()
	f, ok := w.files[c.text("file")]
	switch {
	case !ok || !w.visible(f):
		return nil, &apiError{code: "file_not_found"}
	case f.deleted:
		return nil, &apiError{code: "file_deleted"}
	}
	info := f.wire(w)
	maps.Copy(info, f.shares(w))
	return map[string]any{"file": info, "comments": []any{}}, nil
}

// signIn is what Slack shows to whoever may not download a file: its sign-in
// page with status 200, never an error.
const signIn = "<!DOCTYPE html><title>Sign in</title>"

// serveDownload serves url_private and url_private_download, which need the
// bot's token in the header.
func (w *Workspace) serveDownload(rw http.ResponseWriter, r *http.Request) {
	id := r.PathValue("id")
	fault := w.struck("download", r)
	if o, struck := fault.before(r); struck {
		w.note(o.noted(Entry{Kind: "download", Name: "file", ID: id, Fault: fault.String()}))
		o.send(rw)
		return
	}
	w.mu.Lock()
	f, ok := w.files[id]
	allowed := w.mayDownload(r, f)
	gone := ok && f.deleted
	var content io.ReadSeeker
	if ok && allowed && !gone {
		f.downloads++
		content = f.content()
	}
	w.mu.Unlock()
	w.note(Entry{Kind: "download", Name: "file", ID: id, Fault: fault.String()})
	switch {
	case !allowed:
		rw.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = io.WriteString(rw, signIn)
	case gone:
		http.NotFound(rw, r)
	case fault.Truncate:
		cut(rw, content)
	default:
		rw.Header().Set("Content-Type", f.Mimetype)
		http.ServeContent(rw, r, "", w.opts.Now(), content)
	}
}

// mayDownload checks the token, the scope and the file. The caller holds w.mu.
func (w *Workspace) mayDownload(r *http.Request, f *file) bool {
	switch {
	case w.tokens.refuse(bearer(r)) != nil:
		w.violate("download", "a file was asked for without the bot's token")
	case w.need("files:read") != nil:
		w.violate("missing_scope", "a file was asked for without files:read")
	default:
		return f != nil && w.visible(f)
	}
	return false
}

// cut promises the whole content, sends half of it and closes the connection.
func cut(rw http.ResponseWriter, content io.ReadSeeker) {
	size, _ := content.Seek(0, io.SeekEnd)
	_, _ = content.Seek(0, io.SeekStart)
	_, _ = io.CopyN(rw, content, size/2)
	_ = http.NewResponseController(rw).Flush()
	panic(http.ErrAbortHandler)
}

// content is what a download gives.
func (f *file) content() io.ReadSeeker {
	if f.data == nil {
		return io.NewSectionReader(blanks{}, 0, int64(f.Size))
	}
	return bytes.NewReader(f.data)
}

// blanks is a file without end and without memory.
type blanks struct{}

func (blanks) ReadAt(p []byte, _ int64) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	return len(p), nil
}
