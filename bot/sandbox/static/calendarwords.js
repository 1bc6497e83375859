// What the calendar says, in English and in French; words.js has the rest.

/** calendarWords is that part of the catalogue. */
export const calendarWords = {
  calendar: ["Calendar", "Calendrier"],
  stepDay: ["Day", "Jour"],
  stepWeek: ["Week", "Semaine"],
  stepRung: ["Next rung", "Palier suivant"],
  stepDeadline: ["Deadline", "Échéance"],
  stepTip: [
    "Live on to {0}, day by day: everybody is told on the way what they are to be told",
    "Vivre jusqu’au {0}, jour après jour : chacun apprend en route ce qu’il doit apprendre",
  ],
  rungTip: [
    "Live on to {0}, the next working morning on which a deadline comes near enough for reminders",
    "Vivre jusqu’au {0}, le prochain matin ouvré où une échéance est assez proche pour des rappels",
  ],
  deadlineTip: [
    "Live on to {0}, the last day of a grace period",
    "Vivre jusqu’au {0}, le dernier jour d’un délai",
  ],
  noStep: ["There is none any more", "Il n’y en a plus"],
  play: ["Play", "Défiler"],
  playTip: ["Let a day go by every second", "Laisser passer un jour par seconde"],
  pause: ["Pause", "Pause"],
  pauseTip: ["Stay on the day that is reached", "Rester au jour atteint"],
  chosenDay: ["Day to jump to", "Jour où aller"],
  jump: ["Jump", "Aller"],
  jumpTip: [
    "Go there at once. The bot sleeps meanwhile, and tells when it awakes what is still of use. An earlier day starts everything over.",
    "Y aller d’un coup. Le bot dort pendant ce temps, et dit à son réveil ce qui sert encore. Un jour passé recommence tout.",
  ],
  startOver: ["Start over", "Recommencer"],
  startOverTip: ["Begin anew on the first day", "Reprendre tout au premier jour"],
  startOverAsk: ["Start over?", "Tout recommencer ?"],
  goBackAsk: ["Go back to {0}?", "Revenir au {0} ?"],
  allIsLost: [
    "Time does not run back: everything starts over, with the partners it began with. All that was said and recorded is lost.",
    "Le temps ne remonte pas : tout recommence, avec les partenaires du début. Tout ce qui a été dit et enregistré est perdu.",
  ],
  stay: ["Cancel", "Annuler"],
};
