// What the page says, in English and in French. People read it in the language of their
// Slack; the inspector and the gallery are for developers and are English only.

import { blockWords } from "./blockwords.js";
import { calendarWords } from "./calendarwords.js";

/**
 * The catalogue: [English, French]. {0} and {1} stand for what t() is given. Where a number
 * decides on the words, a function takes the place of a text. French has the singular for 0.
 */
const catalogue = {
  // The bar on top and the left side.
  youAre: ["You are", "Vous êtes"],
  language: ["Language", "Langue"],
  menu: ["People and conversations", "Personnes et conversations"],
  conversations: ["Conversations", "Conversations"],
  channels: ["Channels", "Canaux"],
  apps: ["Apps", "Applications"],
  inspect: ["Inspect", "Inspecter"],
  gallery: ["Gallery", "Galerie"],
  guest: ["guest", "personne invitée"],
  external: ["another organisation", "autre organisation"],
  private: ["private", "privé"],
  shared: ["shared with another organisation", "partagé avec une autre organisation"],
  unread: [(n) => `${n} unread`, (n) => `${n} non lu${n > 1 ? "s" : ""}`],
  goTo: ["Go to…", "Aller à…"],
  be: ["Be {0}", "Être {0}"],
  offline: ["Connection lost. Trying again…", "Connexion perdue. Nouvel essai…"],

  // The conversation.
  messages: ["Messages", "Messages"],
  home: ["Home", "Accueil"],
  beginningOfApp: [
    "This is where you and {0} talk. Only the two of you read it.",
    "C’est ici que vous parlez avec {0}. Personne d’autre ne lit.",
  ],
  beginningOfChannel: [
    "This is the very beginning of {0}. Type a command, or mention @{1}.",
    "C’est le tout début de {0}. Tapez une commande, ou mentionnez @{1}.",
  ],
  tryThis: ["Something to try:", "À essayer :"],
  today: ["Today", "Aujourd’hui"],
  yesterday: ["Yesterday", "Hier"],
  todayAt: ["today at {0}", "aujourd’hui à {0}"],
  yesterdayAt: ["yesterday at {0}", "hier à {0}"],
  dayAt: ["{0} at {1}", "{0} à {1}"],
  new: ["New", "Nouveau"],
  newest: ["Jump to newest", "Aller au plus récent"],
  onlyYou: ["Only visible to you", "Visible par vous seulement"],
  edited: ["(edited)", "(modifié)"],
  app: ["APP", "APPLI"],
  reply: ["Reply in thread", "Répondre dans le fil"],
  copyLink: ["Copy link", "Copier le lien"],
  notCopied: ["Not copied: {0}", "Non copié : {0}"],
  moreAbout: ["More actions for the message of {0}", "Autres actions pour le message de {0}"],
  shortcuts: ["Shortcuts", "Raccourcis"],
  notThere: [
    "You are not in the conversation that this link leads to.",
    "Vous n’êtes pas dans la conversation à laquelle mène ce lien.",
  ],

  // Threads.
  thread: ["Thread", "Fil"],
  close: ["Close", "Fermer"],
  replies: [(n) => (n === 1 ? "1 reply" : `${n} replies`), (n) => (n === 1 ? "1 réponse" : `${n} réponses`)],
  lastReply: ["last {0}", "dernière {0}"],
  newReplies: [(n) => `${n} new`, (n) => (n === 1 ? "1 nouvelle" : `${n} nouvelles`)],

  // The message box.
  messageOrCommand: ["Message or command", "Message ou commande"],
  messageTo: ["Message {0}", "Message à {0}"],
  replyHere: ["Reply…", "Répondre…"],
  send: ["Send", "Envoyer"],
  attach: ["Attach files", "Joindre des fichiers"],
  commands: ["Commands", "Commandes"],
  commandsOffered: [
    (n) => `${n} ${n === 1 ? "command" : "commands"}: the arrows choose, Tab completes`,
    (n) => `${n} ${n > 1 ? "commandes" : "commande"} : les flèches choisissent, Tab complète`,
  ],
  keys: [
    "Enter sends · Shift+Enter starts a line · ↑ brings back what you sent · Ctrl+K goes elsewhere",
    "Entrée envoie · Maj+Entrée commence une ligne · ↑ ramène ce que vous avez envoyé · Ctrl+K va ailleurs",
  ],
  unreachable: [
    "The sandbox cannot be reached. Nothing was sent.",
    "Le bac à sable est injoignable. Rien n’a été envoyé.",
  ],
  failed: ["{0} failed with the error “{1}”", "{0} a échoué avec l’erreur « {1} »"],
  not_a_command: [
    "{0} is not a valid command. In Slack, all messages that start with the “/” character are interpreted as commands. If you are trying to send a message and not run a command, try preceding the “/” with an empty space.",
    "{0} n’est pas une commande valide. Dans Slack, tout message qui commence par « / » est pris pour une commande. Pour envoyer un message, mettez une espace devant le « / ».",
  ],
  not_in_threads: [
    "{0} is not supported in threads. Sorry!",
    "{0} ne fonctionne pas dans les fils. Désolé !",
  ],

  ...blockWords,
  ...calendarWords,
};

let language = "";

/** lang is the language that the page speaks: en or fr. */
export const lang = () => language || "en";

/** tongue is it with a country, whose way of writing numbers and days it is. */
export const tongue = () => (language === "fr" ? "fr-FR" : "en-GB");

/** speak makes the page speak the language of a locale such as fr-FR. */
export function speak(locale = "") {
  const before = language;
  language = /^fr\b/.test(locale) ? "fr" : "en";
  if (language === before) return;
  document.documentElement.lang = language;
  translate(document);
  document.dispatchEvent(new Event("speak"));
}

/** inLanguage draws something in another language than the page's, as the gallery does. */
export function inLanguage(other, draw) {
  const own = language;
  language = other;
  try {
    return draw();
  } finally {
    language = own;
  }
}

/** knows says whether the catalogue has words for something. */
export const knows = (key) => Object.hasOwn(catalogue, key);

/** t says something in the reader's language. */
export function t(key, ...args) {
  if (!knows(key)) throw new Error(`words.js does not know "${key}"`);
  const said = catalogue[key][language === "fr" ? 1 : 0];
  const text =
    typeof said === "function" ? said(...args) : said.replace(/\{(\d)\}/g, (_, i) => args[i] ?? "");
  return language === "fr" ? spaced(text) : text;
}

/** spaced keeps the space that French has beside some signs on their line. */
const spaced = (text) => text.replace(/ (?=[:;!?»])|(?<=«) /g, "\u00a0");

/** translate fills in what index.html says: data-t for text, data-t-label for labels. */
export function translate(root) {
  for (const node of root.querySelectorAll("[data-t]")) node.textContent = t(node.dataset.t);
  for (const node of root.querySelectorAll("[data-t-label]")) {
    node.setAttribute("aria-label", t(node.dataset.tLabel));
    if (node.tagName === "BUTTON") node.title = t(node.dataset.tLabel);
  }
}
