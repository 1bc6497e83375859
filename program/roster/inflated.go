package roster

import (
	"bytes"
	"io"
)

// The longest pieces of XML that a workbook's cells need, in bytes. What reads XML keeps
// a tag with all its attributes in memory, and a text.
const (
	maxTag  = 16 << 10
	maxText = 1 << 20
)

// An allowance is what may still come out of a workbook. A tag that is its own end takes
// two.
type allowance struct{ bytes, tags int }

// inflated is a part of a workbook as it comes out of the archive. It fails with
// [ErrInflated] where there is too much of it, whatever the archive has declared.
type inflated struct {
	from  io.Reader
	left  *allowance
	inTag bool
	piece int // bytes since the last < or >
}

func (r *inflated) Read(p []byte) (int, error) {
	n, err := r.from.Read(p)
	r.left.bytes -= n
	r.left.tags -= bytes.Count(p[:n], []byte("<")) + bytes.Count(p[:n], []byte("/>"))
	if r.left.bytes < 0 || r.left.tags < 0 || !r.fits(p[:n]) {
		return 0, ErrInflated
	}
	return n, err
}

// fits measures the pieces.
func (r *inflated) fits(p []byte) bool {
	for {
		mark := bytes.IndexAny(p, "<>")
		length := r.piece + mark
		if mark < 0 {
			length = r.piece + len(p)
		}
		if length > maxText || r.inTag && length > maxTag {
			return false
		}
		if mark < 0 {
			r.piece = length
			return true
		}
		r.inTag, r.piece = p[mark] == '<', 0
		p = p[mark+1:]
	}
}
