package bot

import (
	"github.com/tierbot/tierbot/commands"
	"github.com/tierbot/tierbot/program"
)

// phrases are what the bot itself says: why somebody gets no answer, and the
// dialogue before sharing. What commands say stands in their own catalogue.
type phrases struct {
	stranger  string
	unchecked string
	busy      string
	silent    string
	broken    string // followed by the reference
	stale     string

	shareTitle, shareText, shareYes, shareNo string

	refusedExternal, refusedGuests, refusedCrowd,
	refusedHidden, refusedDirect, refusedUnsure, refusedPost string
}

var english = phrases{
	stranger:  "I answer full members of this workspace only.",
	unchecked: "I could not check with Slack who you are, so I cannot answer yet. Please try again in a moment.",
	busy:      "I have too many questions at this moment. Please try again in a few seconds.",
	silent:    "Storage is unavailable just now. The answer follows here if it comes.",
	broken:    "Something went wrong on my side. Please try again; if it happens again, give your administrator this reference: ",
	stale:     "This button is no longer in use. Please ask again: /tier and the partner's name.",

	shareTitle: "Share in channel?",
	shareText:  "Everybody in this channel will read it, without revenue and without who reported what.",
	shareYes:   "Share",
	shareNo:    "Cancel",

	refusedExternal: "Nothing was shared: this channel is shared with another organisation. Share it in an internal channel instead.",
	refusedGuests:   "Nothing was shared: there are guests in this channel. Share it in a channel without guests instead.",
	refusedCrowd:    "Nothing was shared: this channel has more than 100 members, too many to check that all of them may read it. Share it in a smaller channel instead.",
	refusedHidden:   "Nothing was shared: I cannot see who is in this channel. Invite me with /invite, then press the button again.",
	refusedDirect:   "There is nobody here to share it with. Ask me in the channel that should read it.",
	refusedUnsure:   "Nothing was shared: I could not check just now who is in this channel. Please press the button again in a minute.",
	refusedPost:     "It could not be posted in this channel. Invite me with /invite, then press the button again.",
}

var french = phrases{
	stranger:  "Je ne réponds qu'aux membres à part entière de cet espace de travail.",
	unchecked: "Je n'ai pas pu vérifier auprès de Slack qui vous êtes et ne peux donc pas encore répondre. Réessayez dans un instant.",
	busy:      "J'ai trop de demandes en ce moment. Réessayez dans quelques secondes.",
	silent:    "Le stockage est indisponible pour l'instant. La réponse suivra ici si elle arrive.",
	broken:    "Une erreur s'est produite de mon côté. Réessayez\u00a0; si elle se répète, donnez cette référence à votre administrateur\u00a0: ",
	stale:     "Ce bouton ne sert plus. Reposez la question\u00a0: /tier suivi du nom du partenaire.",

	shareTitle: "Partager dans le canal\u00a0?",
	shareText:  "Tous les membres du canal le liront, sans le chiffre d'affaires ni l'auteur des déclarations.",
	shareYes:   "Partager",
	shareNo:    "Annuler",

	refusedExternal: "Rien n'a été partagé\u00a0: ce canal est partagé avec une autre organisation. Partagez plutôt dans un canal interne.",
	refusedGuests:   "Rien n'a été partagé\u00a0: il y a des invités dans ce canal. Partagez plutôt dans un canal sans invités.",
	refusedCrowd:    "Rien n'a été partagé\u00a0: ce canal compte plus de 100 membres, trop pour vérifier que tous peuvent le lire. Partagez plutôt dans un canal plus petit.",
	refusedHidden:   "Rien n'a été partagé\u00a0: je ne vois pas qui est dans ce canal. Invitez-moi avec /invite, puis appuyez de nouveau sur le bouton.",
	refusedDirect:   "Il n'y a personne ici avec qui partager. Posez-moi la question dans le canal qui doit la lire.",
	refusedUnsure:   "Rien n'a été partagé\u00a0: je n'ai pas pu vérifier qui est dans ce canal. Appuyez de nouveau sur le bouton dans une minute.",
	refusedPost:     "Publication impossible dans ce canal. Invitez-moi avec /invite, puis appuyez de nouveau sur le bouton.",
}

func phrasesIn(lang program.Lang) *phrases {
	if lang == program.French {
		return &french
	}
	return &english
}

// say is a reply of one paragraph.
func say(sentence string) commands.Reply {
	return commands.Reply{Parts: []commands.Part{commands.Paragraph{Text: commands.Text{{Text: sentence}}}}}
}
