package sandbox

import (
	"fmt"
	"net/http"
	"sync"
	"time"
)

// Workspace is one Slack workspace with one app installed. It is an
// http.Handler and safe for concurrent use. Make it with New, and Close it.
type Workspace struct {
	opts Options
	mux  *http.ServeMux
	born string // tells this workspace from another at the same address

	life    *life
	journal *journal
	faults  *faults
	limiter *limiter
	sockets *sockets

	// mu guards everything below.
	mu       sync.Mutex
	base     string // scheme and host by which the app reaches the workspace
	serial   int64  // numbers everything that needs a fresh id
	lastTS   int64  // the newest message's time in microseconds
	people   directory
	tokens   tokens
	rooms    map[string]*room
	views    map[string]*view
	screens  map[string]*screen // what each user has open
	uploads  map[string]*upload
	files    map[string]*file
	pending  map[string]*delivery // envelopes that wait for an ack
	settled  *recent[*delivery]
	triggers *recent[*trigger]
	hooks    *recent[*hook]
	linked   *recent[*hook] // the hooks that still know their exchange
	tickets  map[string]time.Time
	offers   *recent[[]Block] // what the app named in each menu
	reads    marks
	watchers map[*watcher]struct{}
	changes  int64 // how much watchers could have been told of
	copies   int   // how often each envelope is sent
	lag      time.Duration
}

// New opens a workspace. Nobody is in it but the bot, and there is no channel;
// see AddUser and AddChannel.
func New(o Options) *Workspace {
	o = o.withDefaults()
	w := &Workspace{
		opts:     o,
		born:     token(),
		life:     newLife(),
		sockets:  newSockets(),
		journal:  newJournal(o.Journal),
		faults:   newFaults(o.Seed),
		limiter:  newLimiter(o.RateLimits),
		people:   newDirectory(),
		tokens:   tokens{valid: o.App.BotToken},
		rooms:    make(map[string]*room),
		views:    make(map[string]*view),
		screens:  make(map[string]*screen),
		uploads:  make(map[string]*upload),
		files:    make(map[string]*file),
		pending:  make(map[string]*delivery),
		settled:  newRecent[*delivery](4096),
		triggers: newRecent[*trigger](8192),
		hooks:    newRecent[*hook](16384),
		linked:   newRecent[*hook](4096),
		tickets:  make(map[string]time.Time),
		offers:   newRecent[[]Block](1024),
		reads:    make(marks),
		watchers: make(map[*watcher]struct{}),
		copies:   1,
	}
	w.people.users[o.App.BotUser] = &User{
		ID: o.App.BotUser, Name: o.App.Name, RealName: o.App.Name,
		Bot: true, Team: o.Team.ID, Zone: "America/Los_Angeles",
	}
	w.mux = w.routes()
	return w
}

// ServeHTTP serves the Web API under /api/, Socket Mode under /link/, response
// URLs under /hooks/, files under /files/ and the page everywhere else.
func (w *Workspace) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	w.mux.ServeHTTP(rw, r)
}

func (w *Workspace) routes() *http.ServeMux {
	mux := http.NewServeMux()
	mux.HandleFunc("/api/{method}", w.serveAPI)
	mux.HandleFunc("GET /link/", w.serveLink)
	mux.HandleFunc("POST /hooks/{kind}/{id}", w.serveHook)
	mux.HandleFunc("POST /files/upload/{id}", w.serveUpload)
	mux.HandleFunc("GET /files/{id}/{name}", w.serveDownload)
	mux.HandleFunc("GET /files/{id}/download/{name}", w.serveDownload)
	w.routePage(mux)
	return mux
}

// Close cuts every socket, stops every timer and waits for the goroutines of
// the workspace to end. Exchanges that were still waiting fail with ErrClosed.
func (w *Workspace) Close() {
	w.life.end()
	w.sockets.drop(nil)
	w.life.wait()
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, d := range w.pending {
		d.timer.Stop()
		d.exchange.fail(ErrClosed)
	}
	clear(w.pending)
}

// nextID returns a fresh id with the given first letter, such as V for views.
// The caller holds w.mu.
func (w *Workspace) nextID(prefix string) string {
	w.serial++
	return fmt.Sprintf("%s0%07X", prefix, w.serial)
}

// timestamp returns the ts of a message posted now. They are unique and never
// go back, even while the workspace's clock stands still. The caller holds w.mu.
func (w *Workspace) timestamp() string {
	w.lastTS = max(w.opts.Now().UnixMicro(), w.lastTS+1)
	return fmt.Sprintf("%d.%06d", w.lastTS/1e6, w.lastTS%1e6)
}
