// Package deploy holds what an operator starts from: a systemd unit, a container file,
// and how a proxy in front is told about the server. It has no program; its tests
// hold the files against the tools that read them, and run the proxies.
//
// The same is told for people in "annals help serving", and what it protects in
// SECURITY.md.
package deploy
