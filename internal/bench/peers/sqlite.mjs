import Database from 'better-sqlite3'
import { mkdirSync, openSync, writeSync, closeSync } from 'node:fs'
import { batches, run } from './peer.mjs'
import { counts, questions } from './sql.mjs'

async function load(from, dir) {
  mkdirSync(dir, { recursive: true })
  const db = new Database(`${dir}/graph.sqlite`)
  // What fails is built again: only the end has to be durable.
  db.pragma('journal_mode = OFF')
  db.pragma('synchronous = OFF')
  db.pragma('cache_size = -262144')
  db.exec('CREATE TABLE terms (id INTEGER PRIMARY KEY, text TEXT NOT NULL); CREATE TABLE raw (s INT, p INT, o INT, g INT)')
  const term = db.prepare('INSERT INTO terms VALUES (?, ?)'), quad = db.prepare('INSERT INTO raw VALUES (?, ?, ?, ?)')
  const ids = new Map()
  const idOf = (text) => {
    let id = ids.get(text)
    if (id === undefined) { id = ids.size + 1; ids.set(text, id); term.run(id, text) }
    return id
  }
  db.exec('BEGIN')
  for await (const batch of batches(from)) for (const [s, p, o, g] of batch) quad.run(idOf(s), idOf(p), idOf(o), idOf(g))
  db.exec(`CREATE TABLE quads (s INT, p INT, o INT, g INT, PRIMARY KEY (s, p, o, g)) WITHOUT ROWID;
    INSERT INTO quads SELECT s, p, o, g FROM raw ORDER BY s, p, o, g; DROP TABLE raw;
    CREATE INDEX by_object ON quads (o, p, s); CREATE INDEX by_label ON quads (g);
    CREATE UNIQUE INDEX by_text ON terms (text); COMMIT`)
  db.exec('ANALYZE')
  db.pragma('synchronous = FULL')
  db.exec('BEGIN; CREATE TABLE done (x); COMMIT')
  db.close()
}

function opened(dir) {
  const db = new Database(`${dir}/graph.sqlite`, { readonly: true })
  db.pragma('mmap_size = 4294967296')
  db.pragma('cache_size = -262144')
  return db
}

function open(dir) {
  const db = opened(dir)
  const id = db.prepare('SELECT id FROM terms WHERE text = ?').pluck()
  // CROSS JOIN keeps SQLite from scanning all quads for the few that are looked for.
  const texts = questions((text) => id.get(text), (name) => '@' + name, 'CROSS JOIN')
  return Object.fromEntries(Object.entries(texts).map(([n, text]) => {
    const statement = db.prepare(text)
    if (counts.has(Number(n))) { statement.pluck(); return [n, (p) => statement.get(p)] }
    statement.raw()
    return [n, (p) => statement.all(p)]
  }))
}

function dump(dir, to) {
  const db = opened(dir), out = openSync(to, 'w')
  let chunk = [], size = 0
  const all = db.prepare(`SELECT s.text || ' ' || p.text || ' ' || o.text || ' ' || g.text || ' .' FROM quads q
    JOIN terms s ON s.id = q.s JOIN terms p ON p.id = q.p JOIN terms o ON o.id = q.o JOIN terms g ON g.id = q.g`).pluck()
  for (const line of all.iterate()) {
    chunk.push(line)
    if ((size += line.length) > 1 << 20) { writeSync(out, chunk.join('\n') + '\n'); chunk = []; size = 0 }
  }
  if (chunk.length) writeSync(out, chunk.join('\n') + '\n')
  closeSync(out)
}

await run({ load, open, dump })
