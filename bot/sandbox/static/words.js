// What the page says, in English and in French. People read it in the language of their
// Slack; the inspector and the gallery are for developers and are English only.

/**
 * The catalogue: [English, French]. {0} and {1} stand for what t() is given. Where a number
 * decides on the words, a function takes the place of a text.
 */
const catalogue = {
  // The bar on top and the left side.
  youAre: ["You are", "Vous êtes"],
  language: ["Language", "Langue"],
  conversations: ["Conversations", "Conversations"],
  channels: ["Channels", "Canaux"],
  apps: ["Apps", "Applications"],
  inspect: ["Inspect", "Inspecter"],
  gallery: ["Gallery", "Galerie"],

  // The conversation.
  messages: ["Messages", "Messages"],
  home: ["Home", "Accueil"],
  nothingYet: ["Nothing here yet.", "Rien ici pour l’instant."],

  // The message box.
  messageOrCommand: ["Message or command", "Message ou commande"],
  send: ["Send", "Envoyer"],
};

let language = "en";

/** lang is the language that the page speaks: en or fr. */
export const lang = () => language;

/** speak makes the page speak the language of a locale such as fr-FR. */
export function speak(locale = "") {
  language = /^fr\b/.test(locale) ? "fr" : "en";
  document.documentElement.lang = language;
  translate(document);
}

/** t says something in the reader's language. */
export function t(key, ...args) {
  const said = catalogue[key]?.[language === "fr" ? 1 : 0];
  if (said === undefined) throw new Error(`words.js does not know "${key}"`);
  if (typeof said === "function") return said(...args);
  return said.replace(/\{(\d)\}/g, (_, i) => args[i] ?? "");
}

/** translate fills in what index.html says: data-t for text, data-t-label for labels. */
function translate(root) {
  for (const node of root.querySelectorAll("[data-t]")) node.textContent = t(node.dataset.t);
  for (const node of root.querySelectorAll("[data-t-label]"))
    node.setAttribute("aria-label", t(node.dataset.tLabel));
}
