import { DuckDBInstance } from '@duckdb/node-api'
import { mkdirSync } from 'node:fs'
import { run, words } from './peer.mjs'
import { counts, questions } from './sql.mjs'

const literal = (text) => `'${text.replaceAll("'", "''")}'`

async function load(from, dir) {
  mkdirSync(dir, { recursive: true })
  const instance = await DuckDBInstance.create(`${dir}/graph.duckdb`)
  const db = await instance.connect()
  // All in SQL: its own reader of lines, on all cores.
  await db.run(`CREATE TEMP TABLE raw AS SELECT s, p, substr(line, length(s) + length(p) + 3, length(line) - length(s) - length(p) - length(g) - 5) AS o, g
    FROM (SELECT line, split_part(line, ' ', 1) AS s, split_part(line, ' ', 2) AS p, split_part(line, ' ', -2) AS g
      FROM read_csv(${literal(from)}, columns = {'line': 'VARCHAR'}, delim = '\\x01', quote = '', escape = '', header = false, auto_detect = false))`)
  await db.run(`CREATE TABLE terms AS SELECT row_number() OVER (ORDER BY text) AS id, text FROM
    (SELECT s AS text FROM raw UNION SELECT p FROM raw UNION SELECT o FROM raw UNION SELECT g FROM raw)`)
  await db.run(`CREATE TABLE quads AS SELECT s.id::INT AS s, p.id::INT AS p, o.id::INT AS o, g.id::INT AS g FROM raw
    JOIN terms s ON s.text = raw.s JOIN terms p ON p.text = raw.p JOIN terms o ON o.text = raw.o JOIN terms g ON g.text = raw.g
    ORDER BY ALL`)
  await db.run('CREATE UNIQUE INDEX by_text ON terms (text); CREATE INDEX by_subject ON quads (s); CREATE INDEX by_object ON quads (o)')
  await db.run('CHECKPOINT')
  db.closeSync()
  instance.closeSync()
}

async function opened(dir) {
  return (await DuckDBInstance.create(`${dir}/graph.duckdb`, { access_mode: 'READ_ONLY' })).connect()
}

async function open(dir) {
  const db = await opened(dir)
  const found = await db.runAndReadAll(`SELECT text, id FROM terms WHERE text IN (${Object.values(words).map(literal).join(', ')})`)
  const ids = new Map(found.getRows())
  const prepared = {}
  for (const [n, text] of Object.entries(questions((word) => ids.get(word), (name) => '$' + name))) {
    const statement = await db.prepare(text)
    const wanted = ['entity', 'from', 'to'].filter((name) => text.includes('$' + name))
    prepared[n] = async (p) => {
      statement.bind(Object.fromEntries(wanted.map((name) => [name, p[name]])))
      const rows = (await statement.runAndReadAll()).getRows()
      return counts.has(Number(n)) ? Number(rows[0][0]) : rows
    }
  }
  return prepared
}

async function dump(dir, to) {
  const db = await opened(dir)
  await db.run(`COPY (SELECT s.text || ' ' || p.text || ' ' || o.text || ' ' || g.text || ' .' FROM quads q
    JOIN terms s ON s.id = q.s JOIN terms p ON p.id = q.p JOIN terms o ON o.id = q.o JOIN terms g ON g.id = q.g)
    TO ${literal(to)} (FORMAT csv, HEADER false, QUOTE '', ESCAPE '', DELIMITER '\\x01')`)
}

await run({ load, open, dump })
