package sandbox

// Blocks in a frame: cards, alone or in a row, and alerts; and the small buttons below
// an answer.

var cardKeys = block.with(schema{
	"hero_image": optional(picture),
	"icon":       optional(picture),
	"slack_icon": optional(variants("a Slack icon", map[string]schema{
		"icon": {"type": kind, "name": required(oneOf(slackIcons...))},
	})),
	"title":    optional(mrkdwn(maxCardTitle)),
	"subtitle": optional(mrkdwn(maxCardTitle)),
	"body":     optional(mrkdwn(maxCardBody)),
	"subtext":  optional(mrkdwn(maxCardBody)),
	"actions":  optional(list(1, maxCardButtons, variants("a card", among(singles, "button")))),
})

var picture = variants("a picture", map[string]schema{"image": imageKeys})

// slackIcons are the names that the reference of the Slack icon object lists.
var slackIcons = []string{
	"archive", "book", "bookmark", "bot", "bug", "calendar", "call", "caret-left",
	"caret-right", "check", "clipboard", "code", "comment", "compass", "copy", "cube",
	"download", "edit", "email", "eye-closed", "eye-open", "file", "flag", "folder", "gear",
	"globe", "heart", "help", "image", "info", "key", "lightbulb", "link", "map", "mobile",
	"new-window", "pin", "plus", "refine", "refresh", "rocket", "save", "screen", "share",
	"sparkle", "star", "star-filled", "tag", "thumbs-down", "thumbs-up", "trash", "upload",
	"user", "warning",
}

var carouselKeys = block.with(schema{
	"elements": required(list(1, maxCards, func(v *validation, value any) {
		variants("a carousel", map[string]schema{"card": cardKeys})(v, value)
		if card, ok := value.(map[string]any); ok {
			wholeCard(v, card)
		}
	})),
})

// wholeCard checks that a card shows something, and one icon at most.
func wholeCard(v *validation, b Block) {
	if b["hero_image"] == nil && b["title"] == nil && b["actions"] == nil && b["body"] == nil {
		v.fail("missing required field: hero_image, title, actions or body")
	}
	if b["icon"] != nil && b["slack_icon"] != nil {
		v.fail("icon and slack_icon exclude each other")
	}
}

var alertKeys = block.with(schema{
	"text":  required(text(maxAlert)),
	"level": optional(oneOf("default", "info", "warning", "error", "success")),
})

var contextActions = block.with(schema{
	"elements": required(list(1, maxContextActions,
		variants("a context actions block", contextActionElements))),
})

var contextActionElements = map[string]schema{
	"feedback_buttons": {
		"type":            kind,
		"action_id":       optional(actionID),
		"positive_button": required(feedbackButton),
		"negative_button": required(feedbackButton),
	},
	"icon_button": {
		"type":                kind,
		"action_id":           optional(actionID),
		"icon":                required(oneOf("trash")), // the only one there is
		"text":                required(plain(maxButtonText)),
		"value":               optional(str(0, maxButtonValue)),
		"confirm":             confirm,
		"accessibility_label": optional(str(1, maxButtonText)),
		"visible_to_user_ids": optional(someIDs),
	},
}

var feedbackButton = object(schema{
	"text":                required(plain(maxButtonText)),
	"value":               required(str(1, maxButtonValue)),
	"accessibility_label": optional(str(1, maxButtonText)),
})
