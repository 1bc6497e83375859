package sandbox

import (
	"bytes"
	"encoding/json"
	"io"
	"mime"
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
)

// File is a file in a conversation.
type File struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	Title    string `json:"title"`
	Mimetype string `json:"mimetype"`
	Filetype string `json:"filetype"`
	Size     int    `json:"size"`
	User     string `json:"user"`
	URL      string `json:"url_private"`
	Download string `json:"url_private_download"`

	data []byte
}

// upload is a file that the app announced and has not completed.
type upload struct {
	name   string
	length int
	data   []byte
}

const maxFileBytes = 32 << 20

// DropFile is a person dropping a file into a conversation. The bot hears of it
// in a direct message.
func (w *Workspace) DropFile(user, channel, name string, data []byte) *Exchange {
	w.mu.Lock()
	f := w.addFile(user, name, data)
	w.mu.Unlock()
	return w.speak(user, channel, "", "", []File{*f})
}

// FileData returns the content of a file, whoever it belongs to.
func (w *Workspace) FileData(id string) ([]byte, bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	f, ok := w.files[id]
	if !ok {
		return nil, false
	}
	return f.data, true
}

// addFile stores a file. The caller holds w.mu.
func (w *Workspace) addFile(user, name string, data []byte) *File {
	ext := filepath.Ext(name)
	f := &File{
		ID: w.nextID("F"), Name: name, Title: name, Size: len(data), User: user,
		Mimetype: mime.TypeByExtension(ext), Filetype: strings.TrimPrefix(ext, "."),
		data: data,
	}
	f.URL = w.base + "/files/" + f.ID + "/" + url.PathEscape(filepath.Base(name))
	f.Download = f.URL
	w.files[f.ID] = f
	return f
}

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
	var data []byte
	var err error
	if part, _, formErr := r.FormFile("file"); formErr == nil {
		data, err = io.ReadAll(io.LimitReader(part, maxFileBytes))
	} else {
		data, err = io.ReadAll(io.LimitReader(r.Body, maxFileBytes))
	}
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

func (w *Workspace) completeUpload(c *call) (map[string]any, *apiError) {
	var wanted []struct{ ID, Title string }
	if json.Unmarshal(c.raw("files"), &wanted) != nil || len(wanted) == 0 || len(wanted) > maxUploadFiles {
		return nil, &apiError{code: "invalid_arguments"}
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	var done []File
	for _, f := range wanted {
		u, ok := w.uploads[f.ID]
		if !ok || u.data == nil {
			return nil, &apiError{code: "file_not_found"}
		}
		delete(w.uploads, f.ID)
		file := w.addFile(w.opts.App.BotUser, u.name, u.data)
		delete(w.files, file.ID)
		file.URL = strings.Replace(file.URL, file.ID, f.ID, 1)
		file.ID, file.Download = f.ID, file.URL
		if f.Title != "" {
			file.Title = f.Title
		}
		w.files[file.ID] = file
		done = append(done, *file)
	}
	if refusal := w.share(c, done); refusal != nil {
		return nil, refusal
	}
	return map[string]any{"files": done}, nil
}

// share posts uploaded files where the call says. The caller holds w.mu.
func (w *Workspace) share(c *call, files []File) *apiError {
	channels := c.text("channels")
	if channels == "" {
		channels = c.text("channel_id")
	}
	if channels == "" {
		return nil
	}
	ids := strings.Split(channels, ",")
	if len(ids) > maxShareChannels {
		return &apiError{code: "invalid_arguments"}
	}
	for _, id := range ids {
		r, refusal := w.writable(id)
		if refusal != nil {
			return refusal
		}
		w.say(r, &Message{
			User: w.opts.App.BotUser, Bot: true, Files: files, mrkdwn: true,
			Text: c.text("initial_comment"), Thread: c.text("thread_ts"),
		})
	}
	return nil
}

func (w *Workspace) fileInfo(c *call) (map[string]any, *apiError) {
	w.mu.Lock()
	defer w.mu.Unlock()
	f, ok := w.files[c.text("file")]
	if !ok {
		return nil, &apiError{code: "file_not_found"}
	}
	return map[string]any{"file": *f}, nil
}

// serveDownload serves url_private, which needs the bot's token.
func (w *Workspace) serveDownload(rw http.ResponseWriter, r *http.Request) {
	if r.Header.Get("Authorization") != "Bearer "+w.opts.App.BotToken {
		// Slack answers with its sign-in page, not with an error.
		w.violate("download", "a file was asked for without the bot's token")
		rw.Header().Set("Content-Type", "text/html")
		_, _ = io.WriteString(rw, "<!DOCTYPE html><title>Sign in</title>")
		return
	}
	if w.need("files:read") != nil {
		http.Error(rw, "missing scope", http.StatusForbidden)
		return
	}
	w.mu.Lock()
	f, ok := w.files[r.PathValue("id")]
	w.mu.Unlock()
	if !ok {
		http.NotFound(rw, r)
		return
	}
	http.ServeContent(rw, r, f.Name, w.opts.Now(), bytes.NewReader(f.data))
}
