// PostgreSQL runs a cluster of its own, reached through a socket beside its data,
// while this process does.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { resolve } from 'node:path'
import pg from 'pg'
import { run, words } from './peer.mjs'
import { counts, questions } from './sql.mjs'

const isRoot = process.getuid() === 0
const debian = '/usr/lib/postgresql'
const newest = existsSync(debian) ? `${debian}/${readdirSync(debian).sort((a, b) => b - a)[0]}/bin/` : ''

// It refuses to run as root, and then cannot read what is below root's home: its
// data lies with the system's temporary files, by a name that DIR gives.
const dataOf = (dir) => `${tmpdir()}/annals-bench-${createHash('sha256').update(resolve(dir)).digest('hex').slice(0, 12)}`

function program(name, ...args) {
  const command = [newest + name, ...args]
  return execFileSync(...(isRoot ? ['runuser', ['-u', 'postgres', '--', ...command]] : [command[0], command.slice(1)]), { stdio: ['ignore', 'ignore', 'pipe'], cwd: tmpdir() })
}

const start = (data) => program('pg_ctl', '-D', data, '-w', '-l', `${data}/log`, '-o', `-c listen_addresses='' -c unix_socket_directories=${data}
  -c shared_buffers=1GB -c work_mem=256MB -c maintenance_work_mem=512MB -c max_wal_size=8GB -c jit=off`.replaceAll('\n', ' '), 'start')
const stop = (data) => program('pg_ctl', '-D', data, '-w', '-m', 'fast', 'stop')

const user = isRoot ? 'postgres' : process.env.USER
const connection = (data) => ({ host: data, user, database: 'postgres' })

function drop(dir) {
  const data = dataOf(dir)
  if (existsSync(`${data}/postmaster.pid`)) stop(data)
  rmSync(data, { recursive: true, force: true })
}

function prepare(_, dir) {
  mkdirSync(dir, { recursive: true })
  drop(dir)
  program('initdb', '-D', dataOf(dir), '--locale=C', '--encoding=UTF8', '--auth=trust', '-U', user, '--no-sync')
  start(dataOf(dir))
}

async function load(from, dir) {
  const data = dataOf(dir)
  const sql = `CREATE UNLOGGED TABLE raw (line text);
    \\copy raw FROM '${from}' WITH (FORMAT csv, DELIMITER E'\\x01', QUOTE E'\\x02')
    CREATE UNLOGGED TABLE split AS SELECT s, p, substr(line, length(s) + length(p) + 3, length(line) - length(s) - length(p) - length(g) - 5) AS o, g FROM
      (SELECT line, split_part(line, ' ', 1) AS s, split_part(line, ' ', 2) AS p, split_part(line, ' ', -2) AS g FROM raw OFFSET 0) AS parts;
    ANALYZE split;
    CREATE TABLE terms AS SELECT row_number() OVER ()::int AS id, text FROM
      (SELECT s AS text FROM split UNION SELECT p FROM split UNION SELECT o FROM split UNION SELECT g FROM split) AS all_terms;
    ANALYZE terms;
    CREATE TABLE quads AS SELECT s.id AS s, p.id AS p, o.id AS o, g.id AS g FROM split
      JOIN terms s ON s.text = split.s JOIN terms p ON p.text = split.p JOIN terms o ON o.text = split.o JOIN terms g ON g.text = split.g;
    DROP TABLE raw, split;
    ALTER TABLE terms ADD PRIMARY KEY (id); CREATE UNIQUE INDEX ON terms (text);
    CREATE INDEX ON quads (s, p, o); CREATE INDEX ON quads (o, p, s); CREATE INDEX ON quads (g);
    VACUUM ANALYZE terms; VACUUM ANALYZE quads; CHECKPOINT;`
  execFileSync(newest + 'psql', ['-h', data, '-U', user, '-d', 'postgres', '-q', '-v', 'ON_ERROR_STOP=1', '-f', '-'], { input: sql.replaceAll('\n    ', '\n'), stdio: ['pipe', 'ignore', 'pipe'] })
  stop(data)
  const files = execFileSync('du', ['-sb', `${data}/base`]).toString()
  return { bytes: parseInt(files), peak: 0 } // its memory is that of many processes
}

async function open(dir) {
  const data = dataOf(dir)
  start(data)
  const db = new pg.Client(connection(data))
  await db.connect()
  const found = await db.query('SELECT text, id FROM terms WHERE text = ANY($1)', [Object.values(words)])
  const ids = new Map(found.rows.map((row) => [row.text, row.id]))
  const texts = questions((word) => ids.get(word), (name) => '$' + name)
  const prepared = Object.fromEntries(Object.entries(texts).map(([n, named]) => {
    const wanted = ['entity', 'from', 'to'].filter((name) => named.includes('$' + name))
    const text = wanted.reduce((text, name, i) => text.replaceAll('$' + name, '$' + (i + 1)), named)
    return [n, async (p) => {
      const { rows } = await db.query({ name: n, text, values: wanted.map((name) => p[name]), rowMode: 'array' })
      return counts.has(Number(n)) ? Number(rows[0][0]) : rows
    }]
  }))
  return { ...prepared, close: async () => { await db.end(); stop(data) } }
}

await run({ prepare, load, open, drop })
