import { StreamParser } from 'n3'
import { createReadStream } from 'node:fs'
import { run } from './peer.mjs'

const parse = (from) => new Promise((done, fail) => {
  const quads = new StreamParser({ format: 'N-Quads' })
  quads.on('data', () => {}).on('end', done).on('error', fail)
  createReadStream(from, { highWaterMark: 1 << 20 }).pipe(quads)
})

await run({ parse })
