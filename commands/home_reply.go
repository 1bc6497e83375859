package commands

// reply is Home. A manager reads of the programme first, unless something of their own must
// start within days.
func (h *home) reply() Reply {
	reply := Reply{Private: true, Foot: []Text{{{Text: h.say.asOf(h.today, h.rules.FirstDay)}}}}
	own := append(h.ownParts(), h.wantedParts()...)
	switch manager := h.decides() && h.landing.Partners > 0; {
	case manager && len(h.in(startNow)) == 0:
		reply.Title, reply.Parts = h.landingTitle(), append(h.managerParts(), own...)
	case manager:
		reply.Title, reply.Parts = h.ownTitle(), append(own, h.managerParts()...)
	case len(h.own) > 0:
		reply.Title, reply.Parts = h.ownTitle(), own
	default:
		reply.Title, reply.Parts = h.say.homeWelcome(), h.firstVisit()
	}
	if len(h.acts) > 0 {
		reply.Parts = append(reply.Parts, strong(h.say.homeRecorded()), h.acts)
	}
	if len(h.own) > 0 {
		reply.Parts = append(reply.Parts, h.settingsRow())
	}
	reply.Actions = h.actions()
	return reply
}

// firstVisit says to whoever looks after nobody what the bot is for and what they can ask.
func (h *home) firstVisit() []Part {
	parts := []Part{plain(h.say.homeWhatFor()), plain(h.say.homeWhatToType())}
	switch {
	case h.landing.Partners > 0:
		parts = append(parts, plain(h.say.homeProgramme(int64(h.landing.Partners), int64(h.falling()), h.landing.End, h.today)))
	case h.decides():
		parts = append(parts, plain(h.say.homeImport()))
	default:
		parts = append(parts, plain(h.say.homeEmpty()))
	}
	return parts
}

// falling is how many partners fall at the end if nothing changes. Those that have lapsed
// already are not among them: their fall is somebody's decision.
func (h *home) falling() (n int) {
	for i := range h.landing.Tiers {
		t := &h.landing.Tiers[i]
		for _, s := range t.Saves {
			n += s.Partners
		}
		n += t.Late - h.landing.gaps[i].waiting
	}
	return n
}

// landingTitle is what there is to do for a manager who looks after nobody themselves.
func (h *home) landingTitle() string {
	switch n := h.falling(); {
	case h.landing.waiting > 0:
		return h.say.eachTitle(int64(h.landing.waiting), int64(h.landing.held))
	case n > 0:
		return h.say.homeFall(int64(n), h.landing.End.AddDays(1), h.today)
	}
	return h.say.noneWaits()
}

// managerParts are the programme against its targets, and what waits for a manager.
func (h *home) managerParts() []Part {
	parts := []Part{strong(h.say.homeProgrammeHeading()), h.landingLines(&h.landing)}
	if bars := h.targetBars(&h.landing); len(bars) > 0 {
		parts = append(parts, Paragraph{bars})
	}
	var rows Rows
	if n := h.landing.waiting; n > 0 {
		rows = append(rows, Row{Text: Text{{Text: h.say.waitForDecision(int64(n))}}, Action: h.decideAction()})
	}
	if h.unowned > 0 {
		list := Action{Label: h.say.homeWhichLabel(), Command: "/tier list nobody"}
		rows = append(rows, Row{Text: Text{{Text: h.say.nobodyOwns(int64(h.unowned))}}, Action: list})
	}
	if h.handed > 0 {
		week := Action{Label: h.say.homeWhoLabel(), Command: "/tier week"}
		rows = append(rows, Row{Text: Text{{Text: h.say.homeUnreached(int64(h.handed))}}, Action: week})
	}
	if len(rows) > 0 {
		parts = append(parts, rows)
	}
	return parts
}

// settingsRow is how the asker is reminded, in a line.
func (h *home) settingsRow() Rows {
	habits := h.habits()
	text := Text{{Text: h.say.remindersTitle() + h.say.colon(), Strong: true}, {Text: h.say.homeSettings(&habits)}}
	if away := h.ahead(habits.Away); len(away) > 0 {
		text = append(text, Span{Text: h.say.homeAway(away[0], h.today)})
	}
	text = append(text, Span{Text: " " + h.next()})
	return Rows{{Text: text, Action: h.settingsAction()}}
}

// homeActions is how many buttons stand at the end.
const homeActions = 5

// actions are the ways on, the likeliest first.
func (h *home) actions() []Action {
	var actions []Action
	if h.rest > 0 {
		actions = append(actions, Action{Label: h.say.showAll(), Command: "/grace"})
	}
	if h.landing.Partners > 0 || len(h.own) > 0 {
		actions = append(actions, h.programmeAction())
		risk := ""
		if len(h.own) > 0 && !h.decides() {
			risk = " " + me
		}
		actions = append(actions, h.riskAction(risk))
		if h.decides() && !h.landing.over() {
			actions = append(actions, Action{Label: h.say.rehearseLabel(), Command: "/tier rehearse"})
		}
		actions = append(actions, h.listAction())
	}
	if len(actions) == 0 && h.decides() {
		actions = append(actions, Action{Label: h.say.homeImportLabel(), Command: "/tier import help"})
	}
	return append(actions, h.helpAction())[:min(len(actions)+1, homeActions)]
}
