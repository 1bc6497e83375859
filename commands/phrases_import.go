package commands

import (
	"errors"
	"strings"

	"github.com/tierbot/tierbot/program/roster"
)

func (p *phrases) importTitle() string {
	return p.either("Import partners", "Importer des partenaires")
}
func (p *phrases) importSubmit() string { return p.either("Show the plan", "Voir le plan") }
func (p *phrases) fileField() string    { return p.either("CSV or XLSX file", "Fichier CSV ou XLSX") }
func (p *phrases) applyLabel() string   { return p.either("Apply", "Appliquer") }
func (p *phrases) applyAgain() string {
	return p.either("Resume if it stopped", "Reprendre en cas d'arrêt")
}
func (p *phrases) cancelLabel() string { return p.either("Cancel", "Abandonner") }

// whichFile asks for the file where there is no field for it, and pickFile beside one.
func (p *phrases) whichFile() string {
	return p.either("Which file? Drop a CSV or XLSX file into our conversation. Nothing changes before you have seen the plan.",
		"Quel fichier\u00a0? Déposez un fichier CSV ou XLSX dans notre conversation. Rien ne change avant que vous ayez vu le plan.")
}

func (p *phrases) pickFile() string {
	return p.either("Which file? Drop a CSV or XLSX file into our conversation, or pick it here. Nothing changes before you have seen the plan.",
		"Quel fichier\u00a0? Déposez un fichier CSV ou XLSX dans notre conversation, ou choisissez-le ici. Rien ne change avant que vous ayez vu le plan.")
}

func (p *phrases) importCancelled() string {
	return p.either("The import is cancelled; nothing was changed.", "L'import est abandonné\u00a0; rien n'a été modifié.")
}

func (p *phrases) noFiles() string {
	return p.either("Files cannot be read here. Drop the file into our conversation.",
		"Les fichiers ne peuvent pas être lus ici. Déposez le fichier dans notre conversation.")
}

func (p *phrases) fileTooLarge(megabytes int64) string {
	return p.format("The file is too large: at most %s MB and 20,000 rows. Split it, and drop the parts one after another.",
		"Le fichier est trop gros\u00a0: au plus %s Mo et 20\u00a0000 lignes. Découpez-le, et déposez les parties l'une après l'autre.", p.number(megabytes))
}

func (p *phrases) fileGone() string {
	return p.either("The file is no longer there. Drop it again.", "Le fichier n'est plus là. Déposez-le de nouveau.")
}

func (p *phrases) fileUnread() string {
	return p.either("Slack did not hand the file over just now; nothing was changed. Please try again in a minute.",
		"Slack n'a pas remis le fichier\u00a0; rien n'a été modifié. Réessayez dans une minute.")
}

// noRoster is for a file that is no partner file at all.
func (p *phrases) noRoster(name string, err error) string {
	var reason roster.Reason
	if !errors.As(err, &reason) {
		return p.format("%s cannot be read as a CSV or XLSX file.", "%s ne se lit pas comme un fichier CSV ou XLSX.", p.quoted(name))
	}
	return p.format("%s cannot be imported: %s.", "%s ne peut pas être importé\u00a0: %s.", p.quoted(name), reason.In(p.lang))
}

func (p *phrases) reading(file string) string {
	return p.format("Reading %s…", "Lecture de %s…", file)
}

func (p *phrases) planOf(file string) string { return p.either("Plan for ", "Plan pour ") + file }

// planCounts is what an import would do, in numbers.
func (p *phrases) planCounts(plan *roster.Plan) string {
	if plan.Changes() == 0 {
		return p.either("All of it is on record already: there is nothing to apply.",
			"Tout est déjà enregistré\u00a0: il n'y a rien à appliquer.")
	}
	return p.either("Once applied: ", "Une fois appliqué\u00a0: ") + p.planned(plan)
}

// planned is how many partners a plan creates, updates and leaves as they are.
func (p *phrases) planned(plan *roster.Plan) string {
	var counts []string
	for _, c := range []struct {
		n      int
		en, fr forms
	}{
		{len(plan.Created), forms{"%s partner created", "%s partners created"}, forms{"%s partenaire créé", "%s partenaires créés"}},
		{len(plan.Updated), forms{"%s partner updated", "%s partners updated"}, forms{"%s partenaire mis à jour", "%s partenaires mis à jour"}},
		{plan.Unchanged, forms{"%s unchanged", "%s unchanged"}, forms{"%s inchangé", "%s inchangés"}},
	} {
		if c.n > 0 {
			counts = append(counts, p.count(int64(c.n), c.en, c.fr))
		}
	}
	return p.all(counts) + "."
}

// newPartners names the first of those whom a plan creates.
func (p *phrases) newPartners(names []string) string {
	french := "Nouveaux\u00a0: "
	if len(names) == 1 {
		french = "Nouveau\u00a0: "
	}
	return p.either("New: ", french) + strings.Join(names, ", ")
}

// erased warns of what a file takes away, which empty cells do.
func (p *phrases) erased(touched []roster.Touch) string {
	var columns []string
	total := 0
	for _, t := range touched {
		if t.Erased > 0 {
			columns = append(columns, t.Column+" ("+p.number(int64(t.Erased))+")")
			total += t.Erased
		}
	}
	if total == 0 {
		return ""
	}
	return p.count(int64(total),
		forms{"Empty cells erase %s value: ", "Empty cells erase %s values: "},
		forms{"Des cellules vides effacent %s valeur\u00a0: ", "Des cellules vides effacent %s valeurs\u00a0: "}) + p.all(columns) + "."
}

// columnsTouched is how many partners change in each column.
func (p *phrases) columnsTouched(touched []roster.Touch) string {
	var columns []string
	for _, t := range touched {
		if t.Partners > 0 {
			columns = append(columns, t.Column+" ("+p.number(int64(t.Partners))+")")
		}
	}
	if len(columns) == 0 {
		return p.either("No column of a partner that was there changes.", "Aucune colonne d'un partenaire existant ne change.")
	}
	return p.either("Changed columns: ", "Colonnes modifiées\u00a0: ") + p.all(columns) + "."
}

func (p *phrases) rowsRefused(n int64) string {
	return p.count(n,
		forms{"%s row is refused, so nothing of the file is imported:", "%s rows are refused, so nothing of the file is imported:"},
		forms{"%s ligne est refusée, rien du fichier n'est donc importé\u00a0:", "%s lignes sont refusées, rien du fichier n'est donc importé\u00a0:"})
}

func (p *phrases) restInFile(n int64) string {
	return p.count(n,
		forms{"and %s more: see the attached file", "and %s more: see the attached file"},
		forms{"et %s de plus\u00a0: voir le fichier joint", "et %s de plus\u00a0: voir le fichier joint"})
}

func (p *phrases) mendAndDrop(rows int64) string {
	return p.count(rows,
		forms{"Correct this row and drop the file again.%.0s", "Correct these rows and drop the file again.%.0s"},
		forms{"Corrigez cette ligne et déposez de nouveau le fichier.%.0s", "Corrigez ces lignes et déposez de nouveau le fichier.%.0s"})
}

func (p *phrases) planChanged() string {
	return p.either("Partners were changed meanwhile, so nothing was applied. The plan as it is now:",
		"Des partenaires ont été modifiés entre-temps\u00a0: rien n'a été appliqué. Le plan tel qu'il est maintenant\u00a0:")
}

func (p *phrases) importing(done, total int64) string {
	return p.either("Applying: ", "Application en cours\u00a0: ") + p.soFar(done, total)
}

func (p *phrases) imported(plan *roster.Plan) string {
	return p.either("Applied: ", "Appliqué\u00a0: ") + p.planned(plan)
}

func (p *phrases) importedBefore() string {
	return p.either("This plan was applied already:", "Ce plan a déjà été appliqué\u00a0:")
}

func (p *phrases) whichFormat() string {
	return p.either("In which format? Say csv or xlsx.", "Dans quel format\u00a0? Dites csv ou xlsx.")
}

func (p *phrases) nothingToExport() string {
	return p.either("There are no partners yet. Drop a CSV or XLSX file into our conversation, or write /tier add.",
		"Il n'y a pas encore de partenaires. Déposez un fichier CSV ou XLSX dans notre conversation, ou écrivez /tier ajouter.")
}

func (p *phrases) exported(n int64) string {
	return p.count(n,
		forms{"%s partner is in the attached file.", "%s partners are in the attached file."},
		forms{"%s partenaire est dans le fichier joint.", "%s partenaires sont dans le fichier joint."})
}
