// Package socketmode is the bot's line to Slack: it holds the Socket Mode
// connections, hands out what arrives on them and writes the acknowledgements.
// It does not know what a command is; payloads are opaque bytes.
//
// # Why not slack-go's own socketmode package
//
// Slack shows a person an error when a command is not acknowledged within three
// seconds, and never sends it again, so the moments in which a connection is being
// replaced decide whether the bot is reliable. slack-go closes the old connection
// before it asks for the new one, writes acknowledgements through one queue shared
// by all connections (and blocks in it while disconnected), does not say why Slack
// disconnected, reconnects without any pause when Slack keeps disconnecting, and
// gives no handle to acknowledge an envelope whose type it does not know. None of
// this can be repaired from outside. The protocol itself is small - one JSON frame
// in, one JSON frame out - so this package speaks it directly over
// github.com/gorilla/websocket, the library slack-go uses too. Of slack-go it knows
// the errors that a call of apps.connections.open ends with.
//
// # What it promises
//
// Two connections. A [Client] keeps two sockets open (Options.Connections), started
// a second apart. Slack sends each envelope to either.
//
// No gap on a disconnect notice. A socket that Slack has announced to close is still
// read and acknowledged on until Slack closes it, or for 15 seconds at most. While
// another socket has had no notice, that one bridges the gap and the replacement
// is opened after the close, so that there are two sockets in normal rotation. When
// every socket has had its notice, the last of them is replaced at once, before it
// closes: one socket more than Options.Connections. Only a server that announces again
// and again without closing sees more, twice Options.Connections at most; the oldest
// is then closed by the client, which a server may answer by losing what it had just
// queued there.
//
// Ordered closing. When the client itself closes a socket it waits for a moment in
// which every envelope of that socket is acknowledged, sends a close frame and keeps
// reading until Slack's own close frame: what was on its way is handled, and
// acknowledged on the other socket, because the WebSocket protocol allows no data
// after a close frame.
//
// Acknowledgements where they belong. [Envelope.Ack] writes on the socket that
// delivered the envelope; if that is gone, on another one, also on one that opens
// within the time Slack still waits. It says whether the frame was written. A frame
// of 20 KB or more, which Slack drops silently, is refused with [ErrAckTooLarge].
//
// The reader never waits. Every envelope is handled in a goroutine of its own, at
// most Options.Workers of them; beyond that Options.Busy is asked to say no. A panic
// in a handler is logged and costs that one envelope.
//
// No silent death. A socket that has been silent for 30 seconds, pings included, is
// dropped. After 10 silent seconds the client pings, so a server that never does is
// not taken for a dead one.
//
// Few calls of apps.connections.open. The first reconnect after a connection that
// proved itself - it carried an envelope, or lived for ten seconds - is immediate;
// after that the pause doubles, with jitter, to 10 seconds for connections that end
// early, to a minute for calls that fail, and to five minutes when Slack refuses
// the app (link_disabled, too_many_websockets). Retry-After holds for all sockets.
//
// Configuration errors, a [*ConfigError] of Options.Open, end [Client.Run] as long as
// Slack has never said hello. Later they are retried within minutes, and shown in
// [Status.Problem]: Slack has answered invalid_auth during outages, and a running
// bot should outlive one.
//
// A drained shutdown. When Run's context ends, the sockets are closed one by one as
// above, running handlers keep a context that is not cancelled and have
// Options.Drain to finish.
//
// No secret in any log line or error: no token, no ticket address, no payload. What
// foreign errors say is not repeated; they are described from their type.
//
// # What it leaves to others
//
// The call of apps.connections.open, and telling a refusal that passes from one that
// a person has to mend: Options.Open.
//
// Duplicates: Slack redelivers events, and may deliver an envelope twice. Deadlines:
// a handler must acknowledge within three seconds of Envelope.Received. What is
// lost when a TCP connection is cut under a written acknowledgement stays lost;
// the handler has run, and can answer by other ways.
package socketmode
