// Oxigraph for WebAssembly holds the graph in memory: what is loaded is kept as
// the N-Quads, and opening is loading.
import { Store } from 'oxigraph'
import { copyFileSync, createReadStream, mkdirSync } from 'node:fs'
import { limit, links, run, words } from './peer.mjs'

async function filled(path) {
  const store = new Store()
  let rest = ''
  for await (const chunk of createReadStream(path, { encoding: 'utf8', highWaterMark: 8 << 20 })) {
    const end = chunk.lastIndexOf('\n') + 1
    store.load(rest + chunk.slice(0, end), { format: 'application/n-quads', lenient: true, no_transaction: true })
    rest = chunk.slice(end)
  }
  if (rest) store.load(rest, { format: 'application/n-quads', lenient: true, no_transaction: true })
  return store
}

async function load(from, dir) {
  mkdirSync(dir, { recursive: true })
  await filled(from)
  copyFileSync(from, `${dir}/graph.nq`)
}

const { participation, actor, signature, signer, behalf, instrument, date, begin } = words
const link = `(${links.map((name) => words[name]).join('|')}|${links.map((name) => '^' + words[name]).join('|')})`
// Each pattern in a graph of its own: what joins may be said by different sources.
const says = (...patterns) => patterns.map((pattern, i) => `GRAPH ?g${i} { ${pattern} }`).join(' ')
const during = ({ from, to }) => `FILTER(?d >= ${from} && ?d < ${to})`

const texts = {
  1: ({ entity }) => `SELECT ?p ?o ?g { GRAPH ?g { ${entity} ?p ?o } }`,
  2: ({ entity }) => `SELECT ?x ?y ?z { ${says(`${entity} ${signature} ?s`, `?s ${signer} ?x`, `?s ${behalf} ?y`, `?s ${date} ?z`)} }`,
  3: ({ entity }) => `SELECT DISTINCT ?x { ${says(`?a ${signer} ${entity}`, `?a ${instrument} ?i`, `?b ${instrument} ?i`, `?b ${signer} ?x`)} FILTER(?x != ${entity}) }`,
  4: (p) => `SELECT DISTINCT ?e { ${says(`?r ${actor} ${p.entity}`, `?e ${participation} ?r`, `?e ${begin} ?d`)} ${during(p)} }`,
  5: (p) => `SELECT DISTINCT ?e { ${says(`?e ${begin} ?d`)} ${during(p)} } LIMIT ${limit}`,
  6: ({ entity }) => `SELECT (COUNT(*) AS ?n) { GRAPH ${entity} { ?s ?p ?o } }`,
  // Of five ways to write it, by far the fastest.
  7: ({ entity }) => `SELECT (COUNT(DISTINCT ?c) AS ?n) { ${entity} ${link}/${link}/${link} ?c }`,
}

async function open(dir) {
  const store = await filled(`${dir}/graph.nq`)
  return Object.fromEntries(Object.entries(texts).map(([n, text]) => [n, (p) => {
    const rows = store.query(text(p), { use_default_graph_as_union: n === '7' }).map((row) => [...row.values()])
    return n === '6' || n === '7' ? Number(rows[0][0].value) : rows.map((row) => row.map(String))
  }]))
}

await run({ load, open })
