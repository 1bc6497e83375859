package sandbox

// kind is the type key that every object of Block Kit carries; variants has
// looked at its value already.
var kind = required(str(1, maxID))

func plain(max int) check {
	return variants("text", map[string]schema{"plain_text": {
		"type":  kind,
		"text":  required(words(1, max)),
		"emoji": optional(boolean),
	}})
}

func mrkdwn(max int) check {
	return variants("text", map[string]schema{"mrkdwn": {
		"type":     kind,
		"text":     required(words(1, max)),
		"verbatim": optional(boolean),
	}})
}

func text(max int) check {
	return variants("text", map[string]schema{
		"plain_text": {
			"type":  kind,
			"text":  required(words(1, max)),
			"emoji": optional(boolean),
		},
		"mrkdwn": {
			"type":     kind,
			"text":     required(words(1, max)),
			"verbatim": optional(boolean),
		},
	})
}

// block holds the keys of every block.
var block = schema{"type": kind, "block_id": optional(blockID)}

// blockTypes are the blocks that the workspace shows. Blocks that Slack knows
// and that are not here are refused, so that a bot cannot rely on something
// that nobody looked at.
var blockTypes = map[string]schema{
	"section": block.with(schema{
		"text":      optional(text(maxText)),
		"fields":    optional(list(1, maxFields, text(maxFieldText))),
		"accessory": optional(variants("a section", accessories)),
		"expand":    optional(boolean),
	}),
	"header": block.with(schema{
		"text":  required(plain(maxHeader)),
		"level": optional(integer(1, maxLevel)),
	}),
	"context": block.with(schema{
		"elements": required(list(1, maxContext, variants("a context block", contextElements))),
	}),
	"actions": block.with(schema{
		"elements": required(list(1, maxActions, variants("an actions block", actionElements))),
	}),
	"divider": block,
	"image": block.with(imageKeys).with(schema{
		"title": optional(plain(maxImageTitle)),
	}),
	"input": block.with(schema{
		"label":           required(plain(maxLabel)),
		"hint":            optional(plain(maxLabel)),
		"element":         required(variants("an input block", inputElements)),
		"optional":        optional(boolean),
		"dispatch_action": optional(boolean),
	}),
	"markdown": block.with(schema{"text": required(markdown)}),
	"rich_text": block.with(schema{
		"elements": required(list(1, maxBlocksText, variants("rich text", richTextParts))),
	}),
	"alert":              alertKeys,
	"card":               cardKeys,
	"carousel":           carouselKeys,
	"context_actions":    contextActions,
	"data_table":         dataTable,
	"data_visualization": dataVisualization,
	"table": block.with(schema{
		"rows": required(list(1, maxTableRows,
			list(1, maxTableCells, variants("a table", tableCells)))),
		"column_settings": optional(list(1, maxTableCells, object(schema{
			"align":      optional(oneOf("left", "center", "right")),
			"is_wrapped": optional(boolean),
		}))),
	}),
}

var imageKeys = schema{
	"type":      kind,
	"image_url": required(link),
	"alt_text":  required(str(1, maxAltText)),
}

var contextElements = map[string]schema{
	"image": imageKeys,
	"mrkdwn": {
		"type":     kind,
		"text":     required(words(1, maxText)),
		"verbatim": optional(boolean),
	},
	"plain_text": {
		"type":  kind,
		"text":  required(words(1, maxText)),
		"emoji": optional(boolean),
	},
}

var style = optional(object(schema{
	"bold": optional(boolean), "italic": optional(boolean),
	"strike": optional(boolean), "code": optional(boolean),
	"underline": optional(boolean), "highlight": optional(boolean),
	"client_highlight": optional(boolean), "unlink": optional(boolean),
}))

var richTextElements = map[string]schema{
	"text": {"type": kind, "text": required(words(1, maxBlocksText)), "style": style},
	"link": {
		"type": kind, "url": required(link), "style": style,
		"text": optional(words(0, maxText)), "unsafe": optional(boolean),
	},
	"emoji": {
		"type": kind, "name": required(str(1, maxID)), "style": style,
		"unicode": optional(str(1, maxID)), "skin_tone": optional(integer(1, 6)),
	},
	"user":      {"type": kind, "user_id": required(str(1, maxID)), "style": style},
	"usergroup": {"type": kind, "usergroup_id": required(str(1, maxID)), "style": style},
	"channel":   {"type": kind, "channel_id": required(str(1, maxID)), "style": style},
	"broadcast": {"type": kind, "range": required(oneOf("here", "channel", "everyone")), "style": style},
	"date": {
		"type": kind, "timestamp": required(integer(0, 1<<40)), "style": style,
		"format": required(str(1, maxText)), "url": optional(link),
		"fallback": optional(words(1, maxText)),
	},
	"color": {"type": kind, "value": required(str(1, maxID))},
}

var (
	richTextSection = schema{
		"type":     kind,
		"elements": required(list(0, maxBlocksText, variants("rich text", richTextElements))),
	}
	richTextFramed = richTextSection.with(schema{"border": optional(integer(0, 1))})
)

var richTextParts = map[string]schema{
	"rich_text_section":      richTextSection,
	"rich_text_quote":        richTextFramed,
	"rich_text_preformatted": richTextFramed.with(schema{"language": optional(str(1, maxID))}),
	"rich_text_list": {
		"type":  kind,
		"style": required(oneOf("bullet", "ordered")),
		"elements": required(list(1, maxBlocksText, variants("a list",
			map[string]schema{"rich_text_section": richTextSection}))),
		"indent": optional(integer(0, 8)),
		"offset": optional(integer(0, 1<<20)),
		"border": optional(integer(0, 1)),
	},
}

// tableCells has no raw_number: the reference lists it by now, and Slack has refused it.
var tableCells = map[string]schema{
	"raw_text": rawText,
	"rich_text": block.with(schema{
		"elements": required(list(1, maxBlocksText, variants("rich text", richTextParts))),
	}),
}
