// Package sandbox answers free queries of others in disposable worker processes.
//
// A query is a program: it may loop for ever, ask for all the memory there is, or
// crash the engine that runs it. So its text never runs in the process of whoever
// asks. A Pool keeps workers, each with one open dataset and no more rights than
// reading it needs; what a query does to its worker ends with that worker. What a
// query means is left to package graph, and how an answer is shown to those who ask.
//
// A worker is this program once more, started as Options say, which calls Work. It
// is handed the compiled dataset as an open file, and before the first query it
// gives up what it can:
//
//   - On Linux: limits of its address space, of what it writes to in memory, of
//     processor time, of open files and of files written (none); no_new_privs;
//     Landlock, as far as the kernel has it, without any path or port; and a seccomp
//     filter (amd64, arm64) that lets through what the Go runtime needs, and neither
//     opens files or sockets nor starts processes nor makes memory executable. It
//     dies with its parent.
//   - On macOS: limits of processor time, of open files and of files written (none).
//   - Everywhere: the deadline, which ends it from outside; a watch over its memory;
//     an environment with nothing of its parent's; and that it ends when its parent goes, because its
//     standard input does.
//
// Stats names the protections that hold. Where Linux lacks one, the rest holds; on
// other systems a query that broke out of the JavaScript engine could read files.
package sandbox
