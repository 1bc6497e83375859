package sandbox

// Slack's limits. This is the only place that states them: validation reads
// them from here and the tests try each on both sides. Lengths are counted in
// characters (runes). They come from Block Kit's reference and from the
// official Node and Python SDKs; where these disagree the smaller one holds,
// so that what passes here passes everywhere.
const (
	maxMessageBlocks = 50
	maxViewBlocks    = 100

	// maxMessageText is where chat.postMessage cuts the text; chat.update
	// refuses what is longer than maxUpdateText.
	maxMessageText = 40_000
	maxUpdateText  = 4_000

	// maxBlocksText is undocumented: above about this many characters in all
	// blocks together Slack answers msg_blocks_too_long.
	maxBlocksText = 13_200

	maxText        = 3000 // any text object without a limit of its own
	maxFields      = 10
	maxFieldText   = 2000
	maxHeader      = 150
	maxContext     = 10
	maxActions     = 25
	maxMarkdown    = 12_000
	maxTableRows   = 100
	maxTableCells  = 20
	maxTableText   = 10_000
	maxButtonText  = 75
	maxButtonValue = 2000
	maxURL         = 3000
	maxAltText     = 2000
	maxImageTitle  = 2000
	maxID          = 255 // action_id, block_id, callback_id, external_id
	maxPlaceholder = 150

	maxOptions      = 100
	maxOptionGroups = 100
	maxOverflow     = 5
	maxChoices      = 10 // radio buttons and checkboxes
	maxOptionText   = 75
	maxOptionValue  = 75 // 150 in the newer documentation
	maxOptionURL    = 3000

	maxConfirmTitle  = 100
	maxConfirmText   = 300
	maxConfirmButton = 30

	maxLabel       = 2000 // an input's label and hint
	maxInputLength = 3000
	maxModalTitle  = 24 // also the submit and close buttons
	maxPrivate     = 3000
	maxViewBytes   = 250 << 10
	maxViewStack   = 3

	maxMetadataBytes = 8 << 10 // Slack gives no number for metadata_too_large

	// maxAckBytes is the size from which Slack drops an ack without a word.
	maxAckBytes = 20 << 10

	maxSockets       = 10
	responseURLUses  = 5
	maxUploadFiles   = 10
	maxShareChannels = 100
)
