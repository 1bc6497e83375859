// What blocks, their elements and modals say, in English and in French; words.js has the rest.

/** blockWords is that part of the catalogue. */
export const blockWords = {
  // What one chooses.
  moreActions: ["More actions", "Autres actions"],
  choose: ["Choose…", "Choisir…"],
  chooseDate: ["Choose a date", "Choisir une date"],
  chooseTime: ["Choose a time", "Choisir une heure"],
  typeToSearch: ["Type to search…", "Tapez pour chercher…"],
  typeMore: ["Type a little more…", "Tapez encore un peu…"],
  noMatches: ["No matches", "Aucun résultat"],
  noMore: [(n) => `No more than ${n} can be chosen.`, (n) => `On ne peut pas en choisir plus de ${n}.`],
  remove: ["Remove {0}", "Retirer {0}"],
  yearBack: ["A year earlier", "Un an plus tôt"],
  monthBack: ["A month earlier", "Un mois plus tôt"],
  monthOn: ["A month later", "Un mois plus tard"],
  yearOn: ["A year later", "Un an plus tard"],
  rating: ["Your opinion", "Votre avis"],
  leftToType: [
    (n) => (n === 1 ? "1 character left" : `${n} characters left`),
    (n) => (n > 1 || n < -1 ? `${n} caractères restants` : `${n} caractère restant`),
  ],

  // Modals and the Home tab.
  back: ["Back", "Retour"],
  optional: ["(optional)", "(facultatif)"],
  noHome: [
    "{0} has no Home yet. What it has to say, it says under Messages.",
    "{0} n’a pas encore d’accueil. Ce qu’il a à dire, il le dit dans les messages.",
  ],

  // What Slack's client says beside a field that it does not submit.
  required_field: ["Please complete this field.", "Veuillez remplir ce champ."],
  invalid_url: [
    "Please enter an address that begins with https://.",
    "Veuillez saisir une adresse qui commence par https://.",
  ],
  invalid_email: ["Please enter an e-mail address.", "Veuillez saisir une adresse électronique."],
  invalid_number: [
    "Please enter a number that this field takes.",
    "Veuillez saisir un nombre que ce champ accepte.",
  ],
  too_short: ["This is too short.", "C’est trop court."],
  too_long: ["This is too long.", "C’est trop long."],
  too_many_files: ["These are too many files.", "Il y a trop de fichiers."],
  file_too_large: ["A file here must be at most 10 MB.", "Un fichier doit faire 10 Mo au plus ici."],
  unwanted_filetype: [
    "This field does not take files of this type.",
    "Ce champ n’accepte pas les fichiers de ce type.",
  ],

  // Pictures, tables, cards and charts.
  picture: ["Image: {0}", "Image : {0}"],
  unknownBlock: ["(a block of type {0})", "(un bloc de type {0})"],
  filterRows: ["Filter", "Filtrer"],
  filterRowsOf: ["Filter: {0}", "Filtrer : {0}"],
  noRows: ["No row matches.", "Aucune ligne ne correspond."],
  rowsShown: ["{0}–{1} of {2}", "{0} à {1} sur {2}"],
  pageBack: ["Previous page", "Page précédente"],
  pageOn: ["Next page", "Page suivante"],
  table: ["Table", "Tableau"],
  cards: ["Cards", "Cartes"],
  cardBack: ["Previous card", "Carte précédente"],
  cardOn: ["Next card", "Carte suivante"],
  share: ["Share", "Part"],
  alertInfo: ["Note", "À noter"],
  alertWarning: ["Warning", "Attention"],
  alertError: ["Error", "Erreur"],
  alertSuccess: ["Done", "Fait"],

  // Files.
  chooseFile: ["Choose a file…", "Choisir un fichier…"],
  chooseFiles: ["Choose files…", "Choisir des fichiers…"],
  dropFile: ["or drop it here", "ou déposez-le ici"],
  fileGone: ["This file was deleted.", "Ce fichier a été supprimé."],
  download: ["Download", "Télécharger"],
  downloadFile: ["Download {0}", "Télécharger {0}"],
};
