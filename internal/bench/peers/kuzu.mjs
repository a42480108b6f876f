import kuzu from 'kuzu'
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs'
import { batches, limit, links, run, words } from './peer.mjs'

const cell = (text) => `"${text.replaceAll('"', '""')}"`

// A term is a node by its text; a quad is an edge that has its word and label as
// numbers, in tables of their own.
async function load(from, dir) {
  mkdirSync(dir, { recursive: true })
  const files = Object.fromEntries(['terms', 'quads', 'words'].map((name) => [name, `${dir}/${name}.csv`]))
  const out = Object.fromEntries(Object.entries(files).map(([name, path]) => [name, openSync(path, 'w')]))
  const nodes = new Set(), numbers = new Map()
  const number = (text) => {
    if (!numbers.has(text)) { numbers.set(text, numbers.size); writeSync(out.words, `${numbers.get(text)},${cell(text)}\n`) }
    return numbers.get(text)
  }
  for await (const batch of batches(from)) {
    const terms = [], quads = []
    for (const [s, p, o, g] of batch) {
      for (const text of [s, o]) if (!nodes.has(text)) { nodes.add(text); terms.push(cell(text) + '\n') }
      quads.push(`${cell(s)},${cell(o)},${number(p)},${number(g)}\n`)
    }
    writeSync(out.terms, terms.join(''))
    writeSync(out.quads, quads.join(''))
  }
  for (const file of Object.values(out)) closeSync(file)
  const db = new kuzu.Connection(new kuzu.Database(`${dir}/graph.kuzu`))
  await db.query('CREATE NODE TABLE Term (text STRING, PRIMARY KEY (text)); CREATE NODE TABLE Word (id INT64, text STRING, PRIMARY KEY (id)); CREATE REL TABLE Quad (FROM Term TO Term, p INT64, g INT64)')
  for (const [table, name] of [['Term', 'terms'], ['Word', 'words'], ['Quad', 'quads']]) await db.query(`COPY ${table} FROM '${files[name]}' (HEADER=false, PARALLEL=true)`)
  await db.query('CHECKPOINT')
  for (const path of Object.values(files)) rmSync(path)
}

async function open(dir) {
  const db = new kuzu.Connection(new kuzu.Database(`${dir}/graph.kuzu`, 0, true, true))
  const all = await (await db.query('MATCH (w:Word) RETURN w.id, w.text')).getAll()
  const numbers = new Map(all.map((row) => [row['w.text'], row['w.id']])), texts = new Map(all.map((row) => [row['w.id'], row['w.text']]))
  const word = Object.fromEntries(Object.entries(words).map(([name, text]) => [name, numbers.get(text)]))
  const link = `IN [${links.map((name) => word[name]).join(', ')}]`
  const edge = (name) => `[:Quad {p: ${word[name]}}]`
  const programs = {
    1: 'MATCH (e:Term {text: $entity})-[q:Quad]->(o:Term) RETURN q.p, o.text, q.g',
    2: `MATCH (e:Term {text: $entity})-${edge('signature')}->(s:Term), (s)-${edge('signer')}->(x:Term), (s)-${edge('behalf')}->(y:Term), (s)-${edge('date')}->(z:Term) RETURN x.text, y.text, z.text`,
    3: `MATCH (e:Term {text: $entity})<-${edge('signer')}-(a:Term)-${edge('instrument')}->(i:Term)<-${edge('instrument')}-(b:Term)-${edge('signer')}->(x:Term) WHERE x.text <> $entity RETURN DISTINCT x.text`,
    4: `MATCH (e:Term {text: $entity})<-${edge('actor')}-(r:Term)<-${edge('participation')}-(v:Term)-${edge('begin')}->(d:Term) WHERE d.text >= $from AND d.text < $to RETURN DISTINCT v.text`,
    5: `MATCH (v:Term)-${edge('begin')}->(d:Term) WHERE d.text >= $from AND d.text < $to RETURN DISTINCT v.text LIMIT ${limit}`,
    6: 'MATCH (:Term)-[q:Quad]->(:Term) WHERE q.g = $label RETURN count(*)',
    // Of four ways to write it, by far the fastest.
    7: `MATCH (e:Term {text: $entity})-[q:Quad*3..3 (r, n | WHERE r.p ${link})]-(c:Term) RETURN count(DISTINCT id(c))`,
  }
  const prepared = {}
  for (const [n, text] of Object.entries(programs)) {
    const statement = await db.prepare(text)
    if (!statement.isSuccess()) throw new Error(statement.getErrorMessage())
    const wanted = ['entity', 'from', 'to'].filter((name) => text.includes('$' + name))
    prepared[n] = async (p) => {
      const values = n === '6' ? { label: numbers.get(p.entity) } : Object.fromEntries(wanted.map((name) => [name, p[name]]))
      const result = await db.execute(statement, values)
      const rows = (await result.getAll()).map((row) => Object.values(row))
      result.close()
      if (n === '6' || n === '7') return Number(rows[0][0])
      return n === '1' ? rows.map(([p, o, g]) => [texts.get(p), o, texts.get(g)]) : rows
    }
  }
  return prepared
}

await run({ load, open })
