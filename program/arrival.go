package program

import "time"

// An Arrival is a post that has arrived, as it is logged.
type Arrival struct {
	Recipient string
	Name      string // of the post
	Stamp     string // Slack's ts
	At        time.Time
	Partners  []string // ids of those it tells of
}

// An Unreached is somebody who could not be told something, until that is dealt with.
type Unreached struct {
	Recipient string
	Name      string // of the post that was given up
	Reason    string // such as user_disabled
	At        time.Time
}
