package program

import "time"

// News is what the audit log says from some entry on: what each partner became, without
// what it was, because whoever reads on from the beginning knows that.
type News struct {
	// Epoch names the store's contents. When it is another than before, or Last less than
	// what was read already, the store has gone back, and only the beginning is sure.
	Epoch string

	Records []Record // in order, without a gap
	Last    int64    // number of the newest entry there is; 0: none
}

// A Record is one entry of the audit log in brief.
type Record struct {
	Number int64
	ID     string // the partner's
	By     string
	At     time.Time // in UTC
	Now    *Partner  // nil: the partner was removed
}
