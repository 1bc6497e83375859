// Package roster is the partner file: the spreadsheet with one partner per row in
// which a vendor keeps its channel, and through which partners come into the bot
// and out of it again.
//
// [Read] takes CSV or XLSX as spreadsheet programs write them and takes it apart.
// [File.PlanFrom] compares the rows with the partners there are and says what an import
// would do, create, update, leave alone, or every problem of every row. [Plan.Fields]
// tells what changes of a partner, and [WritePlan] writes the whole plan as a file for a
// person to read. [Plan.Batch] is exactly that plan as one change of the store, and
// [Plan.Name] what to call it, so that it is made once.
// [WriteCSV] and [WriteXLSX] write the partners back as a file that can be read.
//
// # The format
//
// The first row names the columns, in any order and case:
//
//	id,name,aliases,tier,vsp,vtsp,competencies,revenue,owners
//
// Between tier and competencies stands one column for each certificate of the
// programme, between competencies and owners one for each metric: another
// programme has its own columns in the same places. A column the programme does not
// know is refused, and so is one that stands twice. A column that is left out
// leaves the field of existing partners as it is; an empty cell empties it.
//
//   - id names the partner for good. Left empty, it is the name as
//     [program.FoldCompany] writes it.
//   - name and tier are never empty. A tier is an id or a label of the programme.
//   - aliases and owners are lists. Owners are Slack user ids or e-mail addresses.
//   - A certificate's column lists its holders: Name, or Name@2009-05-20 with the
//     day it was earned, or a plain count such as 3 when no names are known. Where
//     the certificate has kinds, one may stand in brackets: Name (professional)@2009-05-20.
//   - competencies lists ids or labels, each with a day if it is known.
//   - A metric's column is an amount with up to two decimals. Several readings, each
//     but the first with the day it holds from, stand as 10000|12000@2009-12-01.
//
// A CSV file's columns are separated by commas, semicolons or tabs, whichever its
// first row shows, and its lines end in LF, CR LF or CR.
//
// The items of a list are separated by | or ; except that a CSV file whose columns are
// separated by ; has only the | left. A holding that ended carries the first day it
// no longer counts: Name@2009-05-20..2010-05-20, or Name@..2010-05-20. An item in
// double quotes is taken as it stands: "A|B" is one name, "3" is nobody's count.
//
// # What a cell means
//
// A cell says the whole of its field, with two exceptions that make the monthly
// spreadsheet safe to import. A holder or competency without a day means "held, day
// not known": if the partner already has it with a day, the day stays. And a plain
// amount is today's value: if the partner has readings already and the value differs,
// it becomes a new reading from the day of the import on, so that what was true on
// a past deadline stays true. A first amount has no day, because a partner's
// history does not begin with its import.
//
// Nobody has earned anything on a day that has not come, so what a file adds for a
// day after that of the import is refused.
//
// # What the file cannot carry
//
// The day a partner came to its tier, an extension of its grace, who reported it
// and its version are the store's, not the file's. An import never changes them,
// except that a changed tier was decided on the day of the import, and takes away the
// extension that was granted for the one before ([program.Partner.MoveTo]). Certificates,
// competencies and metrics that the rules do not know have no column.
//
// # What the package promises
//
// Whatever the bytes, it answers within the limits below. Of an XLSX only the parts that
// hold the first sheet's cells are unpacked, within an allowance, and hostile text is
// refused by line and column. What a spreadsheet program would run as a formula, in a
// country of whatever separator, is written with an apostrophe before it, and exactly that
// apostrophe is taken off again.
// Writing partners and reading them back gives the same partners.
package roster

// The limits of a partner file.
const (
	MaxBytes = 5 << 20     // of the file, as it lies on disk
	maxRows  = 20_000      // partners
	maxCell  = 64 << 10    // bytes of one cell
	maxWidth = 200         // columns
	maxItems = 500         // of one list
	maxLists = 400_000     // items of all lists, each of which a plan may hold as evidence
	maxBad   = 2 * maxRows // problems that are told
	maxCount = 10_000      // people without names, of one partner and certificate
)
