// A small app written with Slack's own client. It knows nothing of the sandbox
// but its address, and answers a slash command, a button, a modal, a shortcut and a file.

import bolt from "@slack/bolt";

const app = new bolt.App({
  token: process.env.SLACK_BOT_TOKEN,
  appToken: process.env.SLACK_APP_TOKEN,
  socketMode: true,
  clientOptions: { slackApiUrl: process.env.SLACK_API_URL },
  logLevel: "error",
});

const plain = (text) => ({ type: "plain_text", text });

const modal = {
  type: "modal",
  callback_id: "record",
  title: plain("Record"),
  submit: plain("Save"),
  blocks: [{
    type: "input",
    block_id: "name",
    label: plain("Name"),
    element: { type: "plain_text_input", action_id: "text" },
  }],
};

app.command("/greet", async ({ command, ack, client }) => {
  const { user } = await client.users.info({ user: command.user_id });
  await ack({
    text: `Hello ${user.name}`,
    blocks: [
      { type: "section", text: { type: "mrkdwn", text: `Hello *${command.text}* from <@${command.user_id}>` } },
      { type: "actions", elements: [
        { type: "button", action_id: "again", value: "7", text: plain("Again") },
        { type: "button", action_id: "record", text: plain("Record") },
      ] },
    ],
  });
});

app.command("/form", async ({ command, ack, client }) => {
  await ack();
  await client.views.open({ trigger_id: command.trigger_id, view: modal });
});

app.action("again", async ({ ack, respond, action }) => {
  await ack();
  await respond({ replace_original: true, text: `Pressed ${action.value}` });
});

app.action("record", async ({ ack, body, client }) => {
  await ack();
  await client.views.open({ trigger_id: body.trigger_id, view: modal });
});

app.view("record", async ({ ack, view, body, client }) => {
  const name = view.state.values.name.text.value;
  if (name === "nobody") {
    await ack({ response_action: "errors", errors: { name: "Nobody is called that." } });
    return;
  }
  await ack();
  await client.chat.postMessage({ channel: body.user.id, text: `Recorded ${name}` });
});

const importing = {
  type: "modal",
  callback_id: "import",
  title: plain("Import"),
  submit: plain("Read"),
  blocks: [
    { type: "input", block_id: "partner", label: plain("Partner"),
      element: { type: "external_select", action_id: "name", min_query_length: 1 } },
    { type: "input", block_id: "file", label: plain("File"), element: { type: "file_input", action_id: "file" } },
  ],
};

app.shortcut("note", async ({ shortcut, ack, client }) => {
  await ack();
  const { permalink } = await client.chat.getPermalink({
    channel: shortcut.channel.id, message_ts: shortcut.message.ts,
  });
  await client.views.open({ trigger_id: shortcut.trigger_id, view: { ...importing, private_metadata: permalink } });
});

app.options("name", async ({ options, ack }) => {
  await ack({ options: [{ text: plain(`${options.value} SA`), value: options.value }] });
});

app.view("import", async ({ ack, view, body, client }) => {
  await ack();
  const { partner, file } = view.state.values;
  await client.chat.postMessage({
    channel: body.user.id,
    text: `${partner.name.selected_option.text.text}: ${await download(file.file.files[0])}`,
  });
});

async function download(file) {
  const answer = await fetch(file.url_private_download, {
    headers: { Authorization: `Bearer ${process.env.SLACK_BOT_TOKEN}` },
  });
  return answer.text();
}

app.message(async ({ message, client, next }) => {
  if (message.subtype !== "file_share" || message.bot_id) return next();
  const content = await download(message.files[0]);
  await client.files.uploadV2({
    channel_id: message.channel, filename: "back.csv", content: content.toUpperCase(), initial_comment: "Read",
  });
});

app.message("ping", async ({ say }) => {
  await say("pong");
});

await app.start();
