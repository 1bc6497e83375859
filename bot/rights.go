package bot

import "github.com/slack-go/slack"

// A standing is what somebody is to the workspace that installed the bot.
type standing string

// The standings. Only members are answered.
const (
	member      standing = "member"
	guest       standing = "guest"
	external    standing = "external" // of another organisation, or not known to Slack
	automaton   standing = "bot"
	deactivated standing = "deactivated"
)

// slackbot answers on behalf of Slack and is nobody.
const slackbot = "USLACKBOT"

// standing judges what users.info says about an id. Slack has no one property for
// "is one of us", so each that says otherwise counts.
func (home Identity) standing(id string, u *slack.User) standing {
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

// admits reports whether somebody may be answered. The team is the one Slack put on
// the question, empty when it put none: a member of this workspace who asks from
// another is a contradiction, and not answered.
func (home Identity) admits(p person, team string) bool {
	return p.standing == member && (team == "" || home.includes(team, p.enterprise))
}
