package roster

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strings"
)

// The limits of a workbook. A file of [maxRows] full rows stays well below them.
const (
	maxEntries  = 500
	maxInflated = 32 << 20     // bytes of XML, of all parts that are read
	maxTexts    = 2 * MaxBytes // bytes of all cells; one that many share counts for each of them
	maxTags     = 2_500_000    // of all parts that are read
	maxThings   = maxRows * 32 // shared strings, and cells
	maxFormats  = 64 << 10     // which is what Excel can have
	maxLine     = maxRows * 5  // a row further down is nobody's partner
)

// A workbook is an XLSX file of which the few parts that hold the first sheet's cells
// are read, one after another and none of them twice. Libraries that read whole
// workbooks need gigabytes for some that are smaller than a photograph.
type workbook struct {
	parts   map[string]*zip.File // by path in lower case
	left    allowance
	since   epoch
	strings []string // that cells share
	formats []format // of numbers, by a cell's style
}

// takeXLSX takes the first sheet of a workbook apart.
func takeXLSX(data []byte) (*table, error) {
	book, err := openWorkbook(data)
	if err != nil {
		return nil, err
	}
	sheet, err := book.firstSheet()
	if err != nil {
		return nil, err
	}
	if err := book.readStyles(); err != nil {
		return nil, err
	}
	if err := book.readStrings(); err != nil {
		return nil, err
	}
	t := &table{lists: "|;", padded: true}
	return t, book.readSheet(sheet, t)
}

func openWorkbook(data []byte) (*workbook, error) {
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, ErrWorkbook
	}
	if len(archive.File) > maxEntries {
		return nil, ErrInflated
	}
	book := &workbook{parts: make(map[string]*zip.File), left: allowance{bytes: maxInflated, tags: maxTags}}
	declared := uint64(0)
	for _, part := range archive.File {
		if declared += min(part.UncompressedSize64, maxInflated+1); declared > maxInflated {
			return nil, ErrInflated
		}
		book.parts[partName(part.Name)] = part
	}
	return book, nil
}

// partName is the path of a part as others name it: some programs begin it with a
// slash, or write it in another case.
func partName(name string) string {
	return strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(name, `\`, "/"), "/"))
}

// element is what happens where an element begins and where it ends.
type element struct {
	begin func(name string, attributes []xml.Attr) error
	text  func([]byte)
	end   func(name string) error
}

// errDone ends the reading of a part of which no more is wanted.
var errDone = errors.New("no more is wanted")

// read reads a part's XML. Names come without their prefix, and elements are taken as
// they stand: what is nested how deep costs nothing. Without the part nothing happens.
func (b *workbook) read(name string, e element) error {
	part := b.parts[partName(name)]
	if part == nil {
		return nil
	}
	content, err := part.Open()
	if err != nil {
		return ErrWorkbook
	}
	defer content.Close()
	decoder := xml.NewDecoder(&inflated{from: content, left: &b.left})
	for {
		token, err := decoder.RawToken()
		switch {
		case err == io.EOF:
			return nil
		case errors.Is(err, ErrInflated):
			return ErrInflated
		case err != nil:
			return ErrWorkbook
		}
		if err = e.take(token); errors.Is(err, errDone) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

func (e *element) take(token xml.Token) error {
	switch token := token.(type) {
	case xml.StartElement:
		return e.begin(token.Name.Local, token.Attr)
	case xml.CharData:
		if e.text != nil {
			e.text(token)
		}
	case xml.EndElement:
		if e.end != nil {
			return e.end(token.Name.Local)
		}
	}
	return nil
}

// firstSheet is the path of the part that holds the first sheet.
func (b *workbook) firstSheet() (string, error) {
	book := "xl/workbook.xml"
	err := b.read("_rels/.rels", element{begin: func(name string, attributes []xml.Attr) error {
		if name == "Relationship" && strings.HasSuffix(attribute(attributes, "Type"), "/officeDocument") {
			book = attribute(attributes, "Target")
			return errDone
		}
		return nil
	}})
	if err != nil {
		return "", err
	}
	id, err := b.firstSheetID(book)
	if err != nil {
		return "", err
	}
	folder, file := path.Split(partName(book))
	sheet := ""
	err = b.read(folder+"_rels/"+file+".rels", element{begin: func(name string, attributes []xml.Attr) error {
		if name == "Relationship" && attribute(attributes, "Id") == id {
			sheet = attribute(attributes, "Target")
			return errDone
		}
		return nil
	}})
	switch {
	case err != nil:
		return "", err
	case sheet == "":
		return "", ErrWorkbook
	case !strings.HasPrefix(sheet, "/"):
		sheet = path.Join(folder, sheet)
	}
	if b.parts[partName(sheet)] == nil {
		return "", ErrWorkbook
	}
	return sheet, nil
}

// firstSheetID is what the workbook calls its first sheet, and brings the day from which
// it counts.
func (b *workbook) firstSheetID(book string) (string, error) {
	if b.parts[partName(book)] == nil {
		return "", ErrWorkbook
	}
	id := ""
	err := b.read(book, element{begin: func(name string, attributes []xml.Attr) error {
		switch name {
		case "workbookPr":
			since := attribute(attributes, "date1904")
			b.since = since == "1" || since == "true"
		case "sheet":
			id = attribute(attributes, "id")
			return errDone
		}
		return nil
	}})
	if err == nil && id == "" {
		err = ErrNoRows
	}
	return id, err
}

// attribute is the value of an attribute, whatever its prefix; empty when there is none.
func attribute(attributes []xml.Attr, name string) string {
	for i := range attributes {
		if attributes[i].Name.Local == name {
			return attributes[i].Value
		}
	}
	return ""
}
