package program

// Found is what looking up a partner's name brings back: the shared words of the
// store, which finds, and the commands, which answer.
type Found struct {
	How      Match
	Partners []Partner // best first; empty only for [NoMatch]
	More     bool      // there are further ones beyond Partners
}

// Match is how a name was found.
type Match int

// The ways a name is found, from none to the surest.
const (
	NoMatch     Match = iota
	NearMatch         // with a spelling mistake or two
	PrefixMatch       // the words begin the name or an alias
	ExactMatch        // the folded name, an alias or the id itself
)

// Scope narrows a list of partners; the zero Scope is all of them.
type Scope struct {
	Tier   string   // id; empty: every tier
	Owners []string // names one person goes by as an owner; empty: everybody's
}

// Page is one page of a list of partners.
type Page struct {
	Partners []Partner
	Next     string // where the next page begins; empty: this is the last
}
