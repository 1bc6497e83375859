package main

import (
	"strings"

	"github.com/tierbot/tierbot/bot/sandbox"
)

// The people one can be in the sandbox. Their ids are what partners' owners name.
const (
	alex      = "U0ALEX001"
	camille   = "U0CAMILLE"
	dominique = "U0DOMINIQ"
	guest     = "U0GUEST01"
	external  = "U0EXTERNA"
)

// The channels of the sandbox.
const (
	partners = "C0PARTNER" // the account managers' own
	office   = "C0MANAGER" // the programme managers' own
	shared   = "C0SHARED1" // with people of a partner in it
)

// managers is the user group of those who keep the programme.
const managers = "S0MANAGERS"

// tierbot is the bot's own user. It is in the channels, so that it hears its name.
const tierbot = "U0TIERBOT"

// people are who lives in the sandbox: two account managers, a manager of the
// programme, a guest of the workspace, and somebody of a partner.
func people() []sandbox.User {
	return []sandbox.User{
		{
			ID: alex, Name: "alex", RealName: "Alex Martin", Title: "account manager",
			Email: "alex@vendor.example", Locale: "en-GB",
		},
		{
			ID: camille, Name: "camille", RealName: "Camille Durand", Title: "chargée de compte",
			Email: "camille@vendor.example", Locale: "fr-FR",
		},
		{
			ID: dominique, Name: "dominique", RealName: "Dominique Roche", Title: "responsable du programme",
			Email: "dominique@vendor.example", Locale: "fr-FR",
		},
		{ID: guest, Name: "guest", RealName: "Gil Guest", Locale: "en-US", Restricted: true},
		{ID: external, Name: "external", RealName: "Eve External", Locale: "fr-FR", Team: "T0PARTNER"},
	}
}

// personNamed finds somebody by their handle.
func personNamed(handle string) (sandbox.User, bool) {
	for _, person := range people() {
		if person.Name == handle {
			return person, true
		}
	}
	return sandbox.User{}, false
}

// handles are the names that -as takes.
func handles() string {
	var names []string
	for _, person := range people() {
		names = append(names, person.Name)
	}
	return strings.Join(names, ", ")
}

// populate lets everybody in.
func populate(workspace *sandbox.Workspace) {
	for _, person := range people() {
		workspace.AddUser(person)
	}
	workspace.AddUserGroup(sandbox.UserGroup{
		ID: managers, Handle: "programme-managers", Name: "Programme managers", Users: []string{dominique},
	})
	workspace.AddChannel(sandbox.Channel{
		ID: partners, Name: "partners", Members: []string{alex, camille, dominique, tierbot},
	})
	workspace.AddChannel(sandbox.Channel{
		ID: office, Name: "managers", Private: true, Members: []string{dominique, tierbot},
	})
	workspace.AddChannel(sandbox.Channel{
		ID: shared, Name: "shared-with-acme", Shared: true,
		Members: []string{alex, camille, dominique, guest, external, tierbot},
	})
}
