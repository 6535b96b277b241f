import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Database from 'libsql'

/** The baseline: an HTTP handler that does one durable insert a request and nothing else. */
function main(file: string): void {
  const database = new Database(file)
  database.exec('PRAGMA journal_mode = WAL')
  database.exec('PRAGMA synchronous = FULL')
  database.exec('CREATE TABLE events (id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT')
  const insert = database.prepare('INSERT INTO events (body) VALUES (?)')
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      insert.run(Buffer.concat(chunks).toString())
      response.setHeader('Content-Type', 'application/json')
      response.end('{"kept":true}')
    })
  })
  server.listen(0, '127.0.0.1', () => {
    // Listening on a TCP port, so the address is an object and not the path of a pipe.
    console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  })
}

main(process.argv[2]!)
