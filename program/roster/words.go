package roster

import "github.com/tierbot/tierbot/program"

// french is every reason in French.
var french = map[Reason]string{
	ErrTooLarge:  "le fichier dépasse 5\u00a0Mo",
	ErrTooLong:   "le fichier a plus de 20\u00a0000 lignes",
	ErrTooWide:   "le fichier a plus de 200 colonnes",
	ErrTooFull:   "les listes du fichier ont plus de 400\u00a0000 éléments",
	ErrInflated:  "une fois décompressé, le classeur dépasse ce qu'un fichier de partenaires peut contenir",
	ErrNotText:   "ni un texte CSV en UTF-8 ou Windows-1252, ni un classeur XLSX",
	ErrOldExcel:  "un fichier Excel ancien ou protégé par mot de passe\u00a0: enregistrez-le en .xlsx ou en CSV",
	ErrWorkbook:  "un classeur XLSX endommagé",
	ErrNoRows:    "le fichier est vide\u00a0: la première ligne nomme les colonnes",
	ErrNoColumns: "la première ligne ne nomme aucune colonne d'un fichier de partenaires",

	UnknownColumn:  "colonne inconnue",
	RepeatedColumn: "cette colonne figure deux fois",
	BadQuotes:      "guillemets qui ne vont pas par paires",
	TooManyCells:   "plus de cellules que la première ligne n'a de colonnes",
	TooFewCells:    "moins de cellules que la première ligne n'a de colonnes",
	TooLong:        "trop long",
	TooMany:        "plus de 500 éléments",
	Unreadable:     "caractères illisibles",
	Deceiving:      "caractères de contrôle, de direction ou invisibles",
	ErrorValue:     "une valeur d'erreur du tableur",
	NeedsKey:       "le fichier doit avoir une colonne id ou name",
	NeedsName:      "il faut un nom, avec une lettre ou un chiffre",
	NeedsTier:      "il faut un niveau",
	NeedsID:        "il faut un id",
	Repeated:       "cet id figure aussi sur une autre ligne",
	OtherID:        "un partenaire de ce nom a un autre id\u00a0: indiquez l'id pour dire lequel",
	UnknownTier:    "aucun niveau du programme",
	SeveralTiers:   "peut désigner plusieurs niveaux",
	UnknownKind:    "aucun type de ce certificat",
	UnknownSkill:   "aucune compétence du programme",
	BadDay:         "pas un jour du calendrier",
	FutureDay:      "ce jour est dans le futur",
	BadPeriod:      "se termine avant de commencer",
	BadCount:       "pas un nombre de personnes",
	BadOwner:       "ni un identifiant Slack ni une adresse e-mail",
	WrongSeparator: "séparez les éléments d'une liste par |, ou mettez un nom avec ; entre guillemets droits",
	NotAmount:      "pas un montant à deux décimales au plus",
	Ambiguous:      "milliers ou décimales\u00a0? écrivez-le sans séparateur",
	TooLarge:       "trop grand",
	TooBad:         "trop de problèmes\u00a0: le reste n'a pas été examiné",
}

// words is how a plan and its problems are told in one language.
type words struct {
	line        string // where, of a number
	colon       string
	open, close string // quotes
	want        string // what would do instead
	latest      string // the same, of a day
	from        string // between a figure and the day from which it counts
	nothing     string // an empty cell

	header                    []string // of a written plan
	comma                     rune     // what a spreadsheet program expects between its cells
	created, updated, refused string
}

// wordsOf are the words of a language; anything but French reads English.
func wordsOf(lang program.Lang) *words {
	if lang == program.French {
		return &words{
			line: "ligne %d", colon: "\u00a0: ", open: "«\u00a0", close: "\u00a0»",
			want: "attendu\u00a0: %s", latest: "au plus tard le %s", from: " à partir du ", nothing: "rien",
			header: []string{"résultat", "ligne", "partenaire", "quoi"}, comma: ';',
			created: "créé", updated: "modifié", refused: "refusé",
		}
	}
	return &words{
		line: "line %d", colon: ": ", open: `"`, close: `"`,
		want: "want %s", latest: "want %s at the latest", from: " from ", nothing: "nothing",
		header: []string{"result", "line", "partner", "what"}, comma: ',',
		created: "created", updated: "updated", refused: "refused",
	}
}
