package sandbox

// Slack's limits. This is the only place that states them: validation reads them from
// here and the tests try each on both sides. Lengths are counted in characters (runes).
// Where two sources disagree the stricter holds, so that what passes here passes
// everywhere. The sources:
//
//	T  @slack/types 3.2.0, block-kit/*.d.ts and views.d.ts
//	P  python-slack-sdk, slack_sdk/models/blocks
//	J  java-slack-sdk, slack-api-model
//	G  slack-go 0.35.0, block_*.go
//	D  docs.slack.dev, the reference page of the block, element or method
//	I  an issue in which somebody met the limit; no document states it
const (
	maxMessageBlocks = 50  // D blocks
	maxViewBlocks    = 100 // T D blocks

	// maxMessageText is where chat.postMessage cuts the text; chat.update
	// refuses what is longer than maxUpdateText.
	maxMessageText = 40_000 // D chat.postMessage
	maxUpdateText  = 4_000  // D chat.update

	// maxBlocksText is undocumented: above about this many characters in all
	// blocks together Slack answers msg_blocks_too_long.
	maxBlocksText = 13_200 // I bolt-js 2509

	maxText        = 3000   // T: any text object without a limit of its own
	maxFields      = 10     // T
	maxFieldText   = 2000   // T
	maxHeader      = 150    // T P
	maxLevel       = 4      // G: H1 to H4
	maxContext     = 10     // T
	maxActions     = 25     // T
	maxMarkdown    = 12_000 // T: in all markdown blocks together, D markdown
	maxButtonText  = 75     // T: also every accessibility_label
	maxButtonValue = 2000   // T
	maxURL         = 3000   // T
	maxAltText     = 2000   // T
	maxImageTitle  = 2000   // T
	maxID          = 255    // T: action_id, block_id, callback_id, external_id
	maxPlaceholder = 150    // T

	maxTables     = 1      // D table, per message
	maxTableRows  = 100    // T D
	maxTableCells = 20     // T D
	maxTableText  = 10_000 // D table and data table: in all tables of a message; data tables 20,000 in newer copies

	minDataRows = 2   // D: the header and one row
	maxDataRows = 101 // D: the header and 100 rows; 201 in newer copies
	maxPageSize = 100 // T

	maxCharts      = 2  // I vercel/chat 696, per message
	maxChartTitle  = 50 // D G
	maxAxisLabel   = 50 // D G
	maxChartLabel  = 20 // D G: of a segment, a category, a point, a series
	maxSegments    = 6  // D G; 12 in newer copies
	maxSeries      = 6  // D G; 12 in newer copies
	maxChartPoints = 20 // D G: and so as many categories

	maxCardTitle   = 150 // T D: also the subtitle
	maxCardBody    = 200 // T D: also the subtext, D
	maxCardButtons = 3   // D card
	maxCards       = 10  // T

	maxAlert          = 200 // J
	maxContextActions = 5   // T D

	maxOptions      = 100 // T
	maxOptionGroups = 100 // T
	maxOverflow     = 5   // P
	maxChoices      = 10  // T: radio buttons and checkboxes
	maxOptionText   = 75  // T: also its description, and a group's label
	maxOptionValue  = 75  // T; 150 in P and in newer copies of D

	maxConfirmTitle  = 100 // T
	maxConfirmText   = 300 // T
	maxConfirmButton = 30  // T

	maxLabel       = 2000 // T: an input's label and hint
	maxInputLength = 3000 // T
	maxModalTitle  = 24   // T: also the submit and close buttons
	maxPrivate     = 3000 // T
	maxViewBytes   = 250 << 10
	maxViewStack   = 3 // D modals

	maxMetadataBytes = 8 << 10 // Slack gives no number for metadata_too_large

	// maxAckBytes is the size from which Slack drops an ack without a word.
	maxAckBytes = 20 << 10 // I slack-go 1196

	maxSockets       = 10  // D Socket Mode
	responseURLUses  = 5   // D
	maxUploadFiles   = 10  // T
	maxShareChannels = 100 // D files.completeUploadExternal
)
