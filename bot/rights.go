package bot

import (
	"github.com/slack-go/slack"

	"github.com/tierbot/tierbot/commands"
)

// A membership is what somebody is to the workspace that installed the bot.
type membership string

// The memberships. Only members are answered.
const (
	member      membership = "member"
	guest       membership = "guest"
	external    membership = "external" // of another organisation, or not known to Slack
	automaton   membership = "bot"
	deactivated membership = "deactivated"
)

// slackbot answers on behalf of Slack and is nobody.
const slackbot = "USLACKBOT"

// membership judges what users.info says about an id. Slack has no one property for
// "is one of us", so each that says otherwise counts.
func (home Identity) membership(id string, u *slack.User) membership {
	switch {
	case id == slackbot, u.IsBot, u.IsWorkflowBot, u.IsConnectorBot:
		return automaton
	case u.Deleted:
		return deactivated
	case u.ID != id, u.IsStranger, !home.includes(u.TeamID, u.Enterprise.EnterpriseID):
		return external
	case u.IsRestricted, u.IsUltraRestricted:
		return guest
	}
	return member
}

// includes reports whether a team is the bot's own, or of the same Enterprise Grid
// organisation.
func (home Identity) includes(team, enterprise string) bool {
	return team == home.Team || home.Enterprise != "" && enterprise == home.Enterprise
}

// access is what somebody may run: nothing, unless they are a full member. The team is
// the one Slack put on the question, empty when it put none: a member of this
// workspace who asks from another is a contradiction, and may run nothing.
func (home Identity) access(p person, team string) commands.Access {
	if p.membership != member || team != "" && !home.includes(team, p.enterprise) {
		return 0
	}
	return commands.Reader
}
