// The questions in SQL, over terms(id, text) and quads(s, p, o, g) of ids.
import { limit, links, words } from './peer.mjs'

// questions gives the texts; id is what each word has, and param stands for one of
// entity, from, to. join is how quads are joined to what was found before.
export function questions(id, param, join = 'JOIN') {
  const word = Object.fromEntries(Object.entries(words).map(([name, text]) => [name, id(text)]))
  const entity = `(SELECT id FROM terms WHERE text = ${param('entity')})`
  const link = `IN (${links.map((name) => word[name]).join(', ')})`
  const step = (from) => `SELECT q.o AS n FROM ${from} f ${join} quads q ON q.s = f.n WHERE q.p ${link}
    UNION SELECT q.s AS n FROM ${from} f ${join} quads q ON q.o = f.n WHERE q.p ${link}`
  return {
    1: `SELECT p.text, o.text, g.text FROM quads q JOIN terms p ON p.id = q.p JOIN terms o ON o.id = q.o
      JOIN terms g ON g.id = q.g WHERE q.s = ${entity}`,
    2: `SELECT x.text, y.text, z.text FROM quads a
      JOIN quads b ON b.s = a.o AND b.p = ${word.signer} JOIN terms x ON x.id = b.o
      JOIN quads c ON c.s = a.o AND c.p = ${word.behalf} JOIN terms y ON y.id = c.o
      JOIN quads d ON d.s = a.o AND d.p = ${word.date} JOIN terms z ON z.id = d.o
      WHERE a.s = ${entity} AND a.p = ${word.signature}`,
    3: `SELECT t.text FROM (SELECT DISTINCT d.o FROM quads a
      JOIN quads b ON b.s = a.s AND b.p = ${word.instrument}
      JOIN quads c ON c.o = b.o AND c.p = ${word.instrument}
      JOIN quads d ON d.s = c.s AND d.p = ${word.signer}
      WHERE a.o = ${entity} AND a.p = ${word.signer} AND d.o <> a.o) found JOIN terms t ON t.id = found.o`,
    4: `SELECT t.text FROM (SELECT DISTINCT b.s FROM quads a
      JOIN quads b ON b.o = a.s AND b.p = ${word.participation}
      JOIN quads c ON c.s = b.s AND c.p = ${word.begin}
      JOIN terms d ON d.id = c.o AND d.text >= ${param('from')} AND d.text < ${param('to')}
      WHERE a.o = ${entity} AND a.p = ${word.actor}) found JOIN terms t ON t.id = found.s`,
    5: `SELECT t.text FROM (SELECT DISTINCT c.s FROM terms d JOIN quads c ON c.o = d.id AND c.p = ${word.begin}
      WHERE d.text >= ${param('from')} AND d.text < ${param('to')} LIMIT ${limit}) found JOIN terms t ON t.id = found.s`,
    6: `SELECT count(*) FROM quads WHERE g = ${entity}`,
    7: `WITH f0 AS (SELECT ${entity} AS n), f1 AS (${step('f0')}), f2 AS (${step('f1')}), f3 AS (${step('f2')})
      SELECT count(*) FROM f3`,
  }
}

// counts are the questions of which the answer is a number.
export const counts = new Set([6, 7])
