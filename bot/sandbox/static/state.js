// What the page knows.

/** inAddress is who and where the page's address says. */
export const inAddress = () => {
  const here = new URLSearchParams(location.hash.slice(1));
  return { user: here.get("user") ?? "", channel: here.get("channel") ?? "" };
};

export const now = {
  world: "", // which workspace it is; another one has nothing of this one's
  ...inAddress(),
  thread: "", // the ts of the first message of the thread that is open
  tab: "messages",
  clock: 0, // the workspace's time, in seconds
  today: "", // its day, 2009-12-31; empty where no calendar moves it
  locale: "en-GB",
  zone: undefined,
  team: "",
  app: "",
  bot: "",
  home: "",
  people: [],
  faces: {},
  welcome: [],
  shortcuts: [],
  conversations: [],
  modal: null,
};

/** $ is the element with an id. */
export const $ = (id) => document.getElementById(id);

/** place is the conversation that the page shows. */
export const place = () => now.conversations.find((c) => c.id === now.channel);

/** called is a conversation's name as people say it. */
export const called = (c) => (c.kind === "app" ? c.name : `#${c.name}`);
