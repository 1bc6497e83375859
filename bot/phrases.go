package bot

import (
	"fmt"

	"github.com/tierbot/tierbot/commands"
	"github.com/tierbot/tierbot/program"
)

// phrases are what the bot itself says in a language: why somebody gets no answer,
// and the dialogue before sharing. Each sentence is a method that says both languages
// side by side, so that one missing does not compile. What commands say stands in
// their own catalogue.
type phrases struct{ lang program.Lang }

// either is the one of two wordings that is in the language.
func (p phrases) either(en, fr string) string {
	if p.lang == program.French {
		return fr
	}
	return en
}

func (p phrases) stranger() string {
	return p.either("I answer full members of this workspace only.",
		"Je ne réponds qu'aux membres à part entière de cet espace de travail.")
}

func (p phrases) unchecked() string {
	return p.either("I could not check with Slack who you are, so I cannot answer yet. Please try again in a moment.",
		"Je n'ai pas pu vérifier auprès de Slack qui vous êtes et ne peux donc pas encore répondre. Réessayez dans un instant.")
}

func (p phrases) busy() string {
	return p.either("I have too many questions at this moment. Please try again in a few seconds.",
		"J'ai trop de demandes en ce moment. Réessayez dans quelques secondes.")
}

func (p phrases) silent() string {
	return p.either("Storage is unavailable just now. The answer follows here if it comes.",
		"Le stockage est indisponible pour l'instant. La réponse suivra ici si elle arrive.")
}

func (p phrases) reading() string {
	return p.either("I am reading the file. The answer follows here.", "Je lis le fichier. La réponse suit ici.")
}

// broken takes the reference under which the log tells more.
func (p phrases) broken(reference string) string {
	return p.either("Something went wrong on my side. Please try again; if it happens again, give your administrator this reference: ",
		"Une erreur s'est produite de mon côté. Réessayez\u00a0; si elle se répète, donnez cette référence à votre administrateur\u00a0: ") + reference
}

func (p phrases) stale() string {
	return p.either("This button is no longer in use. Please ask again: /tier and the partner's name.",
		"Ce bouton ne sert plus. Reposez la question\u00a0: /tier suivi du nom du partenaire.")
}

func (p phrases) staleForm() string {
	return p.either("This form is no longer in use. Please close it and open it again.",
		"Ce formulaire ne sert plus. Fermez-le et rouvrez-le.")
}

func (p phrases) seeDirect() string {
	return p.either("The answer is in our direct conversation.", "La réponse est dans notre conversation directe.")
}

func (p phrases) noSpreadsheet() string {
	return p.either("I can read CSV and XLSX files only.", "Je ne sais lire que les fichiers CSV et XLSX.")
}

func (p phrases) tooManyFiles() string {
	return fmt.Sprintf(p.either("I read the first %d files only. Please send me the others after them.",
		"Je ne lis que les %d premiers fichiers. Envoyez-moi les autres ensuite."), filesMost)
}

func (p phrases) noFile() string {
	return p.either("The file could not be sent. Please ask again in a minute.",
		"Le fichier n'a pas pu être envoyé. Redemandez-le dans une minute.")
}

func (p phrases) fileInDirect() string {
	return p.either("The file is in our direct conversation.", "Le fichier est dans notre conversation directe.")
}

func (p phrases) oneMoment() string {
	return p.either("One moment: the answer follows here.", "Un instant\u00a0: la réponse suit ici.")
}

func (p phrases) tryAgain() string    { return p.either("Try again", "Réessayer") }
func (p phrases) answerTitle() string { return p.either("Answer", "Réponse") }
func (p phrases) back() string        { return p.either("Back", "Retour") }
func (p phrases) close() string       { return p.either("Close", "Fermer") }

func (p phrases) cancel() string { return p.either("Cancel", "Abandonner") }

func (p phrases) sureTitle() string { return p.either("Are you sure?", "Confirmer\u00a0?") }

func (p phrases) shareTitle() string {
	return p.either("Share in channel?", "Partager dans le canal\u00a0?")
}

func (p phrases) shareText() string {
	return p.either("Everybody in this channel will read it, without revenue and without who reported what.",
		"Tous les membres du canal le liront, sans le chiffre d'affaires ni l'auteur des déclarations.")
}

// sharedBy takes a name, which is shown as it is and calls nobody.
func (p phrases) sharedBy(name string) string { return p.either("Shared by ", "Partagé par ") + name }

func (p phrases) shareYes() string { return p.either("Share", "Partager") }

func (p phrases) refusedExternal() string {
	return p.either("Nothing was shared: this channel is shared with another organisation. Share it in an internal channel instead.",
		"Rien n'a été partagé\u00a0: ce canal est partagé avec une autre organisation. Partagez plutôt dans un canal interne.")
}

func (p phrases) refusedGuests() string {
	return p.either("Nothing was shared: there are guests in this channel. Share it in a channel without guests instead.",
		"Rien n'a été partagé\u00a0: il y a des invités dans ce canal. Partagez plutôt dans un canal sans invités.")
}

func (p phrases) refusedCrowd() string {
	return fmt.Sprintf(p.either("Nothing was shared: this channel has more than %d members, too many to check that all of them may read it. Share it in a smaller channel instead.",
		"Rien n'a été partagé\u00a0: ce canal compte plus de %d membres, trop pour vérifier que tous peuvent le lire. Partagez plutôt dans un canal plus petit."), maxMembers)
}

func (p phrases) refusedHidden() string {
	return p.either("Nothing was shared: I cannot see who is in this channel. Invite me with /invite, then press the button again.",
		"Rien n'a été partagé\u00a0: je ne vois pas qui est dans ce canal. Invitez-moi avec /invite, puis appuyez de nouveau sur le bouton.")
}

func (p phrases) refusedDirect() string {
	return p.either("There is nobody here to share it with. Ask me in the channel that should read it.",
		"Il n'y a personne ici avec qui partager. Posez-moi la question dans le canal qui doit la lire.")
}

func (p phrases) refusedUnsure() string {
	return p.either("Nothing was shared: I could not check just now who is in this channel. Please press the button again in a minute.",
		"Rien n'a été partagé\u00a0: je n'ai pas pu vérifier qui est dans ce canal. Appuyez de nouveau sur le bouton dans une minute.")
}

func (p phrases) refusedStore() string {
	return p.either("Nothing was shared: storage is unavailable just now. Please press the button again in a minute.",
		"Rien n'a été partagé\u00a0: le stockage est indisponible pour l'instant. Appuyez de nouveau sur le bouton dans une minute.")
}

func (p phrases) refusedPost() string {
	return p.either("It could not be posted in this channel. Invite me with /invite, then press the button again.",
		"Publication impossible dans ce canal. Invitez-moi avec /invite, puis appuyez de nouveau sur le bouton.")
}

// nextColumn is above the buttons of a table.
func (p phrases) nextColumn() string { return p.either("Action", "Action") }

// say is a reply of one paragraph.
func say(sentence string) commands.Reply {
	return commands.Reply{Parts: []commands.Part{commands.Paragraph{Text: commands.Text{{Text: sentence}}}}}
}
