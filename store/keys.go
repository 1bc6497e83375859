package store

// keys are the names of a workspace's keys. They are built here and nowhere else.
type keys struct {
	prefix   string
	partners string
	names    string
	owners   string
	audit    string
	ops      string
	refused  string

	due        string
	revisions  string
	leases     string
	people     string
	sent       string
	handed     string
	generation string
}

// keysOf builds the keys of a workspace. The braces make its prefix the hash tag.
func keysOf(team string) keys {
	prefix := "{tierbot:" + team + "}:"
	return keys{
		prefix:   prefix,
		partners: prefix + "partners",
		names:    prefix + "names",
		owners:   prefix + "owners",
		audit:    prefix + "audit",
		ops:      prefix + "ops",
		refused:  prefix + "refused",

		due:        prefix + "due",
		revisions:  prefix + "revisions",
		leases:     prefix + "leases",
		people:     prefix + "people",
		sent:       prefix + "sent",
		handed:     prefix + "handed",
		generation: prefix + "generation",
	}
}

// staged is where one call's large batch waits until it is committed.
func (k *keys) staged(call string) string { return k.prefix + "staged:" + call }

// seen is who deals with something, such as an event.
func (k *keys) seen(name string) string { return k.prefix + "seen:" + name }

// marks are what somebody was told of partners, and what they asked for.
func (k *keys) marks(recipient string) string { return k.prefix + "marks:" + recipient }

// posts are the messages to somebody.
func (k *keys) posts(recipient string) string { return k.prefix + "posts:" + recipient }
