package sandbox

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
)

// File is a file as its owner knows it.
type File struct {
	ID       string
	Name     string
	Title    string
	Mimetype string
	Filetype string // Slack's word for it, such as csv or xlsx
	Size     int    // as Slack reports it
	User     string // whose it is
}

// file is a File with its content, and where it went.
type file struct {
	File
	data      []byte   // nil for as many blanks as Size says
	created   int64    // when it was uploaded, in seconds
	rooms     []string // the conversations it was shared in
	handed    bool     // to the app, in a modal
	deleted   bool
	downloads int
}

// fileKind is what Slack makes of a file's extension.
type fileKind struct {
	mimetype, filetype, pretty string
	text                       bool
}

var fileKinds = map[string]fileKind{
	".csv":  {"text/csv", "csv", "CSV", true},
	".tsv":  {"text/tab-separated-values", "tsv", "TSV", true},
	".txt":  {"text/plain", "text", "Plain Text", true},
	".json": {"application/json", "json", "JSON", true},
	".xlsx": {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx", "Excel Spreadsheet", false},
	".xls":  {"application/vnd.ms-excel", "xls", "Excel Spreadsheet", false},
	".pdf":  {"application/pdf", "pdf", "PDF", false},
	".png":  {"image/png", "png", "PNG", false},
	".zip":  {"application/zip", "zip", "Zip", false},
}

func kindOf(name string) fileKind {
	kind, ok := fileKinds[strings.ToLower(filepath.Ext(name))]
	if !ok {
		return fileKind{mimetype: "application/octet-stream", filetype: "binary", pretty: "Binary"}
	}
	return kind
}

// Upload is a person choosing a file for a message or for a modal's file_input.
// It is theirs alone until it is shared with Share or handed in with Submit,
// where its ID stands for it.
func (w *Workspace) Upload(user, name string, data []byte) File {
	return w.Declare(user, name, len(data), data)
}

// Declare is Upload of a file whose reported size is not that of its content.
// Without content it holds as many blanks as the size says, none of which takes
// memory: a large file that an app refuses unread.
func (w *Workspace) Declare(user, name string, size int, data []byte) File {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.addFile(w.nextID("F"), user, name, size, data).File
}

// addFile stores a file. The caller holds w.mu.
func (w *Workspace) addFile(id, user, name string, size int, data []byte) *file {
	kind := kindOf(name)
	f := &file{File: File{
		ID: id, Name: name, Title: name, Mimetype: kind.mimetype,
		Filetype: kind.filetype, Size: size, User: user,
	}, data: data, created: w.opts.Now().Unix()}
	w.files[id] = f
	return f
}

// Share is a person sending files into a conversation, with a text or without.
// The bot hears of it as it hears of words; in a direct message the event's
// subtype is file_share.
func (w *Workspace) Share(user, channel, text string, files ...File) *Exchange {
	return w.speak(user, channel, "", text, files)
}

// filesByID fills in what is known of files that only their ids stand for. The
// caller holds w.mu.
func (w *Workspace) filesByID(files []File) []File {
	known := make([]File, len(files))
	for i, f := range files {
		known[i] = w.files[f.ID].File
	}
	return known
}

// DropFile is a person dropping a file into a conversation: Upload and Share.
func (w *Workspace) DropFile(user, channel, name string, data []byte) *Exchange {
	return w.Share(user, channel, "", w.Upload(user, name, data))
}

// DeleteFile is its owner deleting a file. Messages keep its tombstone.
func (w *Workspace) DeleteFile(id string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	f, ok := w.files[id]
	if !ok || f.deleted {
		return
	}
	f.deleted, f.data = true, nil
	for _, channel := range f.rooms {
		w.tell(change{kind: changeFile, channel: channel})
	}
}

// File returns a file by id, deleted ones too.
func (w *Workspace) File(id string) (File, bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	f, ok := w.files[id]
	if !ok {
		return File{}, false
	}
	return f.File, true
}

// FileData returns the content of a file, whoever it belongs to: what the bot
// uploaded, for instance.
func (w *Workspace) FileData(id string) ([]byte, bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	f, ok := w.files[id]
	if !ok || f.deleted {
		return nil, false
	}
	return f.data, true
}

// Downloads returns how often the app has downloaded a file.
func (w *Workspace) Downloads(id string) int {
	w.mu.Lock()
	defer w.mu.Unlock()
	f, ok := w.files[id]
	if !ok {
		return 0
	}
	return f.downloads
}

// owned checks that files are a person's to share. The caller holds w.mu.
func (w *Workspace) owned(user string, files []File) error {
	for _, f := range files {
		if kept, ok := w.files[f.ID]; !ok || kept.deleted || kept.User != user {
			return fmt.Errorf("%s has no file %s", user, f.ID)
		}
	}
	return nil
}

// sharedIn notes where files went. The caller holds w.mu.
func (w *Workspace) sharedIn(r *room, files []File) {
	for _, shared := range files {
		f := w.files[shared.ID]
		if !slices.Contains(f.rooms, r.ID) {
			f.rooms = append(f.rooms, r.ID)
		}
	}
}

// visible reports whether the app may see a file: its own, one handed to it in
// a modal, or one shared where the bot is a member. The caller holds w.mu.
func (w *Workspace) visible(f *file) bool {
	bot := w.opts.App.BotUser
	return f.User == bot || f.handed || slices.ContainsFunc(f.rooms, func(id string) bool {
		r, ok := w.rooms[id]
		return ok && slices.Contains(r.Members, bot)
	})
}
