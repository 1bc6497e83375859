// Package transcript is what people type to Tierbot and what they read, as it can be
// played: a script for each command, in the folder scripts, the store it is played on, and
// the one who plays it.
//
// The tests of package commands hold each answer to what its script says, and write the
// scripts anew when asked to. The sandbox shows the same answers as Slack draws them. So
// what is shown is what is tested, and nothing that people can read is only in one of the
// two.
//
// # A script
//
// A script is the manual of one command, with a heading behind # wherever something new
// begins. Its other lines set the stage, or do something, and then the answer stands below
// the line, behind a tab:
//
//	as U0OWNER en on 2009-12-01   who asks from here on, in which language, on which day
//	as manager U0BOSS en on 2009-12-01   the same of a manager of the programme
//	unsure                        nobody knows just now who the managers are
//	again                         what comes is the same gesture as the line before
//	file news.csv                 a file below the script, attached under its name
//	file news.csv, too large      one that is; or is "broken", or "of 300 KB"; or, for instance, "not handed over"
//	outside U0GUEST               whom the words name, and who is no full member
//	meanwhile /certify acme vsp 3 what another manager does just before the next change is written
//	reported acme by U0OWNER on 2009-11-12
//	extended acme until 2010-03-01 by U0BOSS because the merger is not through
//	known U0OWNER as owner@example.com   whose address it is, as whoever asks may know
//	unreached U0GONE              who could not be told of their partners
//	46 partners of professional for U0OWNER   more partners, which have nothing yet
//	storage down, storage up
//	store older since 2009-11-30  it has gone back that day; or it is empty
//	at 07:00                      the time of that day, in UTC, where it is not noon
//	in Asia/Tokyo                 the time zone of whoever asks
//
//	> /tier acme                  a command
//	>> /tier acme                 the same with what each button asks
//	shared> /tier id:"acme"       the same as a whole channel reads it
//	press Undo                    the button of that name below the last answer, or below
//	                              what the channel was told, and reads in its place since
//
//	form> /certify acme           a command that is answered with a form
//	quote> acme passed VTSP       a message from whose menu somebody records what it says
//	fill holders: A. Roy | B. Roy what somebody fills into the form, each | a new line
//	submit                        they hand it in
//
//	home                          what whoever asks sees in the bot's Home
//	digest                        what whoever asks is told on that day, and marked as told
//	digest of nobody              what the managers' channel is told of partners without an owner
//	digest of U0GONE              what it is told for somebody who cannot be
//	digest of U0GONE, says channel_not_found   the same, in other words of Slack's
//	rehearsal of 2009-10-14       what it is told before a deadline
//	decision of 2009-10-14        what it is asked after it
//	falls of 2009-10-14           what it is told after it where nobody is asked
//	week                          how its week begins
//	departed of U0GONE            what it is told when somebody's account is deactivated
//
// A grid stands there in columns, and a chart as the numbers it is drawn from; what people
// read where Slack shows neither is the same.
//
// A line that tells somebody something unasked may end in ", with buttons".
//
// Behind the script stand partners.csv, in the shape of the partner file, and rules.toml
// where the programme is another than the embedded one.
package transcript
