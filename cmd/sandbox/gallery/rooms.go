package gallery

import "strings"

// rooms are what the scripts are about, in the order in which one walks through them: what
// can be asked, what the bot says first, what managers change, and what else there is.
var rooms = []struct{ script, group string }{
	{"tier", "/tier: the card"},
	{"cases", "/tier: the programme's own cases"},
	{"missing", "/missing"},
	{"plan", "/tier plan"},
	{"home", "Home: what to do today"},
	{"homefirst", "Home: the first partner"},
	{"grace", "/grace"},
	{"list", "/tier list"},
	{"pages", "/tier list of very many"},
	{"thermometer", "/tier programme"},
	{"risk", "/tier list risk"},
	{"promote", "/tier list promote"},
	{"whatif", "/tier what-if"},
	{"help", "/tier help"},
	{"find", "How a partner is found"},
	{"wording", "Words that people use"},
	{"digest", "Digests"},
	{"empty", "The beginning"},
	{"channel", "What the managers' channel is told"},
	{"week", "/tier week"},
	{"many", "Messages of every size"},
	{"single", "Messages about one"},
	{"long", "Everything as long as it gets"},
	{"reminders", "/tier reminders"},
	{"snooze", "/tier snooze"},
	{"care", "/tier care, mute, unmute"},
	{"certify", "/certify"},
	{"forms", "Forms"},
	{"items", "/certify: what a line tells"},
	{"doubtful", "/certify: what looks like no name"},
	{"between", "/certify: words in between"},
	{"names", "/certify: names that mean something else"},
	{"kinds", "/certify: kinds of a certificate"},
	{"history", "/tier history and undo"},
	{"again", "The same gesture once more"},
	{"batches", "/tier undo: many at once"},
	{"import", "/tier import and export"},
	{"handover", "/tier handover"},
	{"decisions", "Decisions about a partner"},
	{"dated", "Decisions that are dated back"},
	{"deadline", "The deadline day"},
	{"echeance", "The deadline day: what else managers ask"},
	{"decided", "The deadline day: decided, undone, decided again"},
	{"resume", "/tier resume"},
	{"programme", "Another programme"},
	{"landing", "Another programme: /tier programme"},
	{"ways", "Another programme: /tier plan"},
	{"leaving", "Another programme: without a tier for everybody"},
}

// familiar puts people of the sandbox in the place of those in the scripts, so that a name
// is shown where one is meant.
var familiar = strings.NewReplacer(
	"U0OWNER", "U0ALEX001", "U0OTHER", "U0CAMILLE", "U0MANY", "U0CAMILLE",
	"U0BOSS", "U0DOMINIQ", "U0NEW", "U0CAMILLE", "U0GUEST", "U0GUEST01", "U0GONE", "U0GUEST01",
)
