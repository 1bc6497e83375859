// Package sandbox is a Slack workspace on loopback: people, channels, one
// installed app, and the Web API and Socket Mode that the app speaks. It stands
// in for Slack in end-to-end tests and for people who want to try the bot
// without a workspace.
//
// It is strict, so that a bot that works here works there. It validates every
// block and length, parses mrkdwn for mentions, waits three seconds for an ack
// and not longer, sends events again, lets triggers and response URLs expire,
// limits request rates, spreads envelopes over several connections and takes
// connections away. What Slack would refuse or drop without a word is kept in
// Violations; a test of a well-behaved bot ends by finding that empty. Faults
// come on request: see Fail, Revoke, Disconnect, Drop, HalfOpen, DeliverCopies,
// SendRaw, Refuse and HistoryLag; the page's inspector has buttons for them, and shows
// the Journal while it is written. A person cannot do what their screen does not
// offer; see Repeat, Forge, ForgePress and ForgeSubmit for clients that lie.
//
// Save writes a workspace down, and Load goes on with it in another process.
//
// It knows nothing of the bot and uses no Slack library, so that the two cannot
// share a mistake; the official Node client is tested against it. It is no
// place for real data: whoever reaches its port may act as anybody in it.
//
// # Use
//
// A Workspace is an http.Handler. The app finds the Web API under /api/ and
// gets every other address from there.
//
//	w := sandbox.New(sandbox.Options{})
//	defer w.Close()
//	server := httptest.NewServer(w)
//	defer server.Close()
//	alice := w.AddUser(sandbox.User{Name: "alice", Locale: "fr-FR"})
//	general := w.AddChannel(sandbox.Channel{Name: "general", Members: []string{alice.ID}})
//
//	// Start the app on server.URL+"/api/" with the tokens xoxb-sandbox and
//	// xapp-sandbox, then:
//	err := w.Connected(ctx, 1)
//
//	x := w.Command(alice.ID, general.ID, "/tier acme")
//	ack, err := x.Acked(ctx)       // its latency and payload, or a *Failure
//	card, err := x.Answer(ctx)     // the first message that came of it
//	fmt.Println(card.Plain())      // as a person reads it
//	card.To == alice.ID            // only she sees it
//	card.Mentions.Any()            // does it call anybody?
//
//	x = w.Press(alice.ID, card, "Missing")     // by label or action_id
//	x = w.Choose(alice.ID, card, "menu", "value")
//	x = w.Say(alice.ID, w.DM(alice.ID), "help")
//	modal, err := x.View(ctx, 1)               // when a modal opened
//	x = w.Suggest(alice.ID, modal, "partner", "acm")
//	file := w.Upload(alice.ID, "partners.csv", data)
//	x = w.Submit(alice.ID, modal, sandbox.Values{"partner": {"acme"}, "file": {file.ID}})
//	x = w.Share(alice.ID, w.DM(alice.ID), "import this", file)
//	x = w.MessageShortcut(alice.ID, card, "record")
//	x = w.SetLocale(alice.ID, "en-GB")         // the app hears of it
//	w.Unread(alice.ID, general.ID)             // until she does w.Read
//	reminder, err := w.Await(ctx, func(m sandbox.Message) bool { return m.Channel == dm })
//	w.Violations()                             // none, with a bot that behaves
//
// What a person does returns at once with an Exchange, whose methods wait. The
// workspace takes no time of its own: it works in a testing/synctest bubble
// when it is served over net.Pipe, and at thousands of commands a second.
//
// # Blocks
//
// Known are section, header, context, divider, actions, image, input, rich_text, markdown,
// table, data_table, data_visualization, card, carousel, alert and context_actions, each
// only where Slack takes it: an alert in modals, tables and charts in messages. Limits and
// their sources stand in limits.go. Refused although Slack has them are container, layout,
// task_card, plan, video, file, call and auth_provider, the elements rich_text_input and
// workflow_button, pictures by slack_file, and numbers in a plain table, which the reference
// lists and Slack has refused: nobody has looked here at how they behave.
//
// # The page
//
// A Workspace also serves a page on which people do all this by hand: the conversations,
// threads, modals and Home tab of whoever one chooses to be. It is for loopback alone, and
// hears of what changes without asking. Its inspector shows the journal, the connections and
// what is left of the limits, and its buttons make the faults above. Options give it more: a
// Calendar that moves Now, Troubles beside the workspace, Hints and a Welcome for those who
// type, and a Gallery of all that an app can say, with what Slack would refuse marked. It is
// in static; page.go lists what it asks for.
//
// # Two clocks
//
// Options.Now is the clock on the workspace's wall. It dates messages and
// events and may be moved. Acks, retries, triggers, response URLs and rate
// limits run on real time.
//
// # Where Slack is not documented
//
// Some answers had to be chosen: a slash command's text is escaped as a
// message's is; an invalid answer in an ack shows the person
// invalid_command_response; a response URL refuses invalid blocks with status
// 400 and the error in JSON; writing to a deactivated person gives
// user_disabled; a slash command's team_id is the home workspace of whoever
// typed it; an ack is taken on whichever connection it comes; a file that the
// bot may not see is file_not_found, and its download the sign-in page; the
// content of a deleted file is gone with status 404; a file_input without
// files:read gives missing_scope; the counts in subteam_members_changed are
// numbers, as the official types have them, and not strings, as the reference
// shows them; what is pressed in a carousel comes with the carousel's block_id, and in a
// data table with the table's; the cross of stacked modals sends view_closed for each that
// asked for it, the top one first; a bare domain becomes a link when it ends in one of a few common
// top-level domains.
package sandbox
