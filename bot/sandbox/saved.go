package sandbox

// format is the number of the saved form. Whoever adds, renames or reinterprets a field
// raises it, because a program that does not know a field loses it when it saves again.
const format = 1

// saved is a workspace as [Workspace.Save] writes it. It has its own types, so that what
// is written stays readable while the workspace's own change.
type saved struct {
	Format int    `json:"format"`
	Team   string `json:"team"`
	App    string `json:"app"` // its bot user
	Serial int64  `json:"serial"`
	LastTS int64  `json:"lastTS"`

	Users  []savedUser  `json:"users"`
	Groups []savedGroup `json:"groups"`
	Files  []savedFile  `json:"files"`
	Rooms  []savedRoom  `json:"rooms"`
	Homes  []savedHome  `json:"homes"`

	// Reads are up to where people have read, by user and place.
	Reads map[string]map[string]string `json:"reads,omitempty"`
}

// savedUser is a [User]. Their fields are the same, which the conversion holds them to.
type savedUser struct {
	ID              string `json:"id"`
	Name            string `json:"name"`
	RealName        string `json:"realName"`
	Title           string `json:"title,omitempty"`
	Email           string `json:"email,omitempty"`
	Locale          string `json:"locale"`
	Zone            string `json:"zone"`
	Team            string `json:"team"`
	Admin           bool   `json:"admin,omitempty"`
	Deleted         bool   `json:"deleted,omitempty"`
	Bot             bool   `json:"bot,omitempty"`
	Restricted      bool   `json:"restricted,omitempty"`
	UltraRestricted bool   `json:"ultraRestricted,omitempty"`
}

type savedGroup struct {
	ID       string   `json:"id"`
	Handle   string   `json:"handle"`
	Name     string   `json:"name"`
	Users    []string `json:"users"`
	Disabled bool     `json:"disabled,omitempty"`
	Created  int64    `json:"created"` // seconds, as Updated
	Updated  int64    `json:"updated"`
}

// savedShare is a [File], as it stands in a message.
type savedShare struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	Title    string `json:"title"`
	Mimetype string `json:"mimetype"`
	Filetype string `json:"filetype"`
	Size     int    `json:"size"`
	User     string `json:"user"`
}

type savedFile struct {
	savedShare
	Data      []byte   `json:"data"` // null for as many blanks as Size says
	Created   int64    `json:"created"`
	Rooms     []string `json:"rooms,omitempty"`
	Handed    bool     `json:"handed,omitempty"`
	Deleted   bool     `json:"deleted,omitempty"`
	Downloads int      `json:"downloads,omitempty"`
}

// savedChannel is a [Channel].
type savedChannel struct {
	ID       string   `json:"id"`
	Name     string   `json:"name"`
	Private  bool     `json:"private,omitempty"`
	Shared   bool     `json:"shared,omitempty"`
	Archived bool     `json:"archived,omitempty"`
	IM       string   `json:"im,omitempty"`
	Members  []string `json:"members"`
}

type savedRoom struct {
	savedChannel
	Messages []savedMessage `json:"messages"`
}

type savedMessage struct {
	TS       string            `json:"ts"`
	Thread   string            `json:"thread,omitempty"`
	User     string            `json:"user"`
	Bot      bool              `json:"bot,omitempty"`
	To       string            `json:"to,omitempty"`
	Text     string            `json:"text"`
	Parsed   bool              `json:"mrkdwn"`
	Blocks   []Block           `json:"blocks,omitempty"`
	Edited   bool              `json:"edited,omitempty"`
	Files    []savedShare      `json:"files,omitempty"`
	Metadata *Metadata         `json:"metadata,omitempty"`
	Names    map[string]string `json:"names,omitempty"` // what mentions were called then
}

type savedHome struct {
	User  string         `json:"user"`
	View  string         `json:"view"` // its id
	Hash  string         `json:"hash"`
	Data  map[string]any `json:"data"`
	State state          `json:"state"` // of its inputs
}
