// What all peers have in common: the words of the graph, its lines, and how
// the benchmark speaks with a peer.
//
//   node PEER.mjs load FROM DIR        makes a database of N-Quads
//   node PEER.mjs export DIR TO        writes it as N-Quads
//   node PEER.mjs parse FROM           reads N-Quads and keeps nothing
//   node PEER.mjs cold DIR ID PARAMS   opens it, answers one question, ends
//   node PEER.mjs serve DIR            answers questions until its input ends
//   node PEER.mjs drop DIR             takes away what lies elsewhere than in DIR
//
// The first three print {"seconds", "peak", "bytes"}: starting node is not in the
// seconds, and bytes on disk only where they lie elsewhere than in DIR. A line to serve is {"id", "params": [...], "budget", "answers"}: it
// asks with each of params until the budget of milliseconds is spent, and prints
// {"micros": [...], "answers": [...]}, or {"error"}. A term is written as in N-Quads.
import { createReadStream, readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'

const base = 'http://annals.example/term#'
const sem = 'http://semanticweb.cs.vu.nl/2009/11/sem/'
export const words = {
  participation: `<${base}participation>`, actor: `<${base}actor>`, signature: `<${base}signature>`,
  signer: `<${base}signer>`, behalf: `<${base}onBehalfOf>`, instrument: `<${base}instrument>`,
  date: `<${base}date>`, begin: `<${sem}hasBeginTimeStamp>`, place: `<${sem}hasPlace>`,
}
// What leads from one thing of the past to another.
export const links = ['participation', 'actor', 'signature', 'signer', 'behalf', 'place']
// How many rows the question for some events of a year wants.
export const limit = 100

// batches gives the four terms of each line. It relies on the graph having a
// label in every line: nothing but the object can have a space in it.
export async function* batches(path, size = 10000) {
  let rest = '', batch = []
  for await (const chunk of createReadStream(path, { encoding: 'utf8', highWaterMark: 1 << 20 })) {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop()
    for (const line of lines) {
      const s = line.indexOf(' '), p = line.indexOf(' ', s + 1), g = line.lastIndexOf(' ', line.length - 3)
      batch.push([line.slice(0, s), line.slice(s + 1, p), line.slice(p + 1, g), line.slice(g + 1, -2)])
      if (batch.length === size) { yield batch; batch = [] }
    }
  }
  if (batch.length) yield batch
}

// peak is the most memory that this process had, in bytes.
function peak() {
  try {
    return 1024 * Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1])
  } catch {
    return process.resourceUsage().maxRSS * 1024
  }
}

async function timed(work) {
  const start = process.hrtime.bigint()
  const known = await work()
  console.log(JSON.stringify({ seconds: Number(process.hrtime.bigint() - start) / 1e9, peak: peak(), ...known }))
}

// ask answers until the budget is spent, but at least once.
async function ask(questions, { id, params, budget, answers }) {
  const micros = [], given = [], question = questions[id]
  const until = process.hrtime.bigint() + BigInt(Math.round(budget * 1e6))
  for (const p of params) {
    const start = process.hrtime.bigint()
    let answer = question(p)
    if (answer instanceof Promise) answer = await answer
    const end = process.hrtime.bigint()
    micros.push(Number(end - start) / 1e3)
    if (answers) given.push(typeof answer === 'number' ? { count: answer } : { rows: answer.map((row) => row.join('\t')), count: 0 })
    if (end > until) break
  }
  return { micros, answers: given }
}

// run does what the command line says. open gives the questions, by number: a
// function of {entity, from, to} that gives rows of terms, or a number; and close,
// if there is anything to do at the end. prepare is before load and not timed.
export async function run({ prepare, load, open, dump, parse, drop }) {
  const [what, ...args] = process.argv.slice(2)
  if (what === 'load') {
    if (prepare) await prepare(...args)
    await timed(() => load(...args))
  } else if (what === 'drop') await drop(...args)
  else if (what === 'export') await timed(() => dump(...args))
  else if (what === 'parse') await timed(() => parse(...args))
  else if (what === 'cold') {
    const questions = await open(args[0])
    const answer = await questions[args[1]](JSON.parse(args[2]))
    console.log(typeof answer === 'number' ? answer : answer.length)
    await questions.close?.()
  } else if (what === 'serve') {
    const questions = await open(args[0])
    console.log(JSON.stringify({ ready: true }))
    for await (const line of createInterface({ input: process.stdin })) {
      const reply = await ask(questions, JSON.parse(line)).catch((error) => ({ error: error.message.split('\n')[0] }))
      console.log(JSON.stringify(reply))
    }
    await questions.close?.()
  } else throw new Error(`cannot ${what}`)
  process.exit(0) // some databases leave threads behind
}
