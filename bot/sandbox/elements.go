package sandbox

import "maps"

var option = schema{
	"text":        required(text(maxOptionText)),
	"value":       required(str(1, maxOptionValue)),
	"description": optional(plain(maxOptionText)),
}

var (
	plainOption = object(option.with(schema{"text": required(plain(maxOptionText))}))
	richOption  = object(option.with(schema{"description": optional(text(maxOptionText))}))
	menuOption  = object(option.with(schema{
		"text": required(plain(maxOptionText)),
		"url":  optional(link),
	}))
	optionGroup = object(schema{
		"label":   required(plain(maxOptionText)),
		"options": required(list(1, maxOptions, plainOption)),
	})
)

var confirm = optional(object(schema{
	"title":   required(plain(maxConfirmTitle)),
	"text":    required(text(maxConfirmText)),
	"confirm": required(plain(maxConfirmButton)),
	"deny":    required(plain(maxConfirmButton)),
	"style":   optional(oneOf("primary", "danger")),
}))

// interactive holds the keys of every element that a person can use.
var interactive = schema{
	"type":          kind,
	"action_id":     optional(actionID),
	"focus_on_load": optional(boolean),
}

// asked is an interactive element that can ask "are you sure".
var asked = interactive.with(schema{"confirm": confirm})

// placed is one that shows a placeholder while it is empty.
var placed = asked.with(schema{"placeholder": optional(plain(maxPlaceholder))})

// typed is an input that a person types into.
var typed = interactive.with(schema{
	"placeholder":            optional(plain(maxPlaceholder)),
	"initial_value":          optional(str(0, maxInputLength)),
	"dispatch_action_config": optional(dispatchConfig),
})

var dispatchConfig = object(schema{
	"trigger_actions_on": optional(list(1, 2,
		oneOf("on_enter_pressed", "on_character_entered"))),
})

var (
	someID  = str(1, maxID)
	someIDs = list(1, maxOptions, str(1, maxID))
)

var buttonKeys = schema{
	"type":                kind,
	"action_id":           optional(actionID),
	"text":                required(plain(maxButtonText)),
	"value":               optional(str(0, maxButtonValue)),
	"url":                 optional(link),
	"style":               optional(oneOf("primary", "danger")),
	"confirm":             confirm,
	"accessibility_label": optional(str(1, maxButtonText)),
}

var singles = map[string]schema{
	"button":        buttonKeys,
	"overflow":      asked.with(schema{"options": required(list(1, maxOverflow, menuOption))}),
	"datepicker":    placed.with(schema{"initial_date": optional(day)}),
	"timepicker":    placed.with(schema{"initial_time": optional(digits("00:00")), "timezone": optional(someID)}),
	"checkboxes":    choices("initial_options", optional(list(1, maxChoices, richOption))),
	"radio_buttons": choices("initial_option", optional(richOption)),
	"static_select": placed.with(schema{
		"options":        optional(list(1, maxOptions, plainOption)),
		"option_groups":  optional(list(1, maxOptionGroups, optionGroup)),
		"initial_option": optional(plainOption),
	}),
	"external_select": placed.with(schema{
		"initial_option":   optional(plainOption),
		"min_query_length": optional(integer(0, 100)),
	}),
	"users_select": placed.with(schema{"initial_user": optional(someID)}),
	"conversations_select": placed.with(conversationKeys).with(schema{
		"initial_conversation": optional(someID),
		"response_url_enabled": optional(boolean),
	}),
	"channels_select": placed.with(schema{
		"initial_channel":      optional(someID),
		"response_url_enabled": optional(boolean),
	}),
}

var conversationKeys = schema{
	"default_to_current_conversation": optional(boolean),
	"filter": optional(object(schema{
		"include":                          optional(list(1, 4, oneOf("im", "mpim", "private", "public"))),
		"exclude_external_shared_channels": optional(boolean),
		"exclude_bot_users":                optional(boolean),
	})),
}

var multis = map[string]schema{
	"multi_static_select": multi.with(schema{
		"options":         optional(list(1, maxOptions, plainOption)),
		"option_groups":   optional(list(1, maxOptionGroups, optionGroup)),
		"initial_options": optional(list(1, maxOptions, plainOption)),
	}),
	"multi_external_select": multi.with(schema{
		"initial_options":  optional(list(1, maxOptions, plainOption)),
		"min_query_length": optional(integer(0, 100)),
	}),
	"multi_users_select": multi.with(schema{"initial_users": optional(someIDs)}),
	"multi_conversations_select": multi.with(conversationKeys).with(schema{
		"initial_conversations": optional(someIDs),
	}),
	"multi_channels_select": multi.with(schema{"initial_channels": optional(someIDs)}),
}

var multi = placed.with(schema{"max_selected_items": optional(integer(1, maxOptions))})

var inputs = map[string]schema{
	"plain_text_input": typed.with(schema{
		"multiline":  optional(boolean),
		"min_length": optional(integer(0, maxInputLength)),
		"max_length": optional(integer(1, maxInputLength)),
	}),
	"number_input": typed.with(schema{
		"is_decimal_allowed": required(boolean),
		"min_value":          optional(someID),
		"max_value":          optional(someID),
	}),
	"email_text_input": typed,
	"url_text_input":   typed,
	"datetimepicker": asked.with(schema{
		"initial_date_time": optional(integer(0, 1<<40)),
	}),
	"file_input": interactive.with(schema{
		"filetypes": optional(list(1, maxOptions, someID)),
		"max_files": optional(integer(1, maxUploadFiles)),
	}),
}

func choices(initial string, f field) schema {
	return asked.with(schema{
		"options": required(list(1, maxChoices, richOption)),
		initial:   f,
	})
}

// Where Slack allows which element.
var (
	accessories    = merged(singles, multis, map[string]schema{"image": imageKeys})
	actionElements = merged(singles, among(inputs, "datetimepicker"))
	inputElements  = merged(among(singles, "datepicker", "timepicker", "checkboxes",
		"radio_buttons", "static_select", "external_select", "users_select",
		"conversations_select", "channels_select"), multis, inputs)
)

func merged(sets ...map[string]schema) map[string]schema {
	all := make(map[string]schema)
	for _, s := range sets {
		maps.Copy(all, s)
	}
	return all
}
