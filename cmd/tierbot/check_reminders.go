package main

import (
	"context"
	"fmt"

	"github.com/tierbot/tierbot/bot"
)

// channel reports whether the managers' channel can be told what is for it. The error is
// why Slack does not say.
func (k *checkup) channel(ctx context.Context, identity bot.Identity) error {
	id := string(k.config.Channel)
	if id == "" {
		k.warning("TIERBOT_CHANNEL", "none is named, so nobody is told about partners that nobody looks after, people who cannot be reached, and the deadline day")
		return nil
	}
	name, err := bot.CheckChannel(ctx, k.config.access(), identity, id)
	if err != nil {
		return k.refused("TIERBOT_CHANNEL", err)
	}
	k.well("TIERBOT_CHANNEL", "#"+name+" can be told")
	return nil
}

// A rung below which the last reminder should be, and as many rungs as people still read.
const (
	lastRung  = 7
	mostRungs = 12
)

// rungs reports reminders that are allowed, and surely not what is meant.
func (k *checkup) rungs() {
	days, rules := k.config.Days, k.config.RulesFile.rules
	if len(days) == 0 || rules == nil {
		return
	}
	if last := days[len(days)-1]; last > lastRung {
		k.warning("TIERBOT_REMINDER_DAYS", fmt.Sprintf("the last reminder comes %d days before a deadline: end the list with smaller numbers, such as 7,3,1,0", last))
	}
	if len(days) > mostRungs {
		k.warning("TIERBOT_REMINDER_DAYS", fmt.Sprintf("%d reminders of one deadline are more than people read", len(days)))
	}
	longest := 0
	for i := range rules.Tiers {
		longest = max(longest, rules.Tiers[i].GraceMonths)
	}
	if days[0] > 31*longest {
		k.warning("TIERBOT_REMINDER_DAYS", fmt.Sprintf("%d days are longer than any grace of the programme, so that partners are told of as soon as they are known", days[0]))
	}
}
