import { connect } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { serve, testCloud } from '../support/cloud.ts'

test('an upload of somebody unknown is refused before it is read', async () => {
  const { cloud } = await testCloud()
  const { port } = new URL(await serve(cloud))
  const socket = connect(Number(port), '127.0.0.1')
  onTestFinished(() => {
    socket.destroy()
  })
  // Announces a body and sends nothing of it: who wanted to read it would wait.
  socket.write(
    'POST /v1/binaries HTTP/1.1\r\nHost: cloud\r\nContent-Type: multipart/form-data; boundary=b\r\n' +
      'Content-Length: 16000000\r\n\r\n',
  )
  const head = await new Promise<string>(resolve => socket.once('data', data => resolve(data.toString())))
  expect(head).toMatch(/^HTTP\/1\.1 400 /)
  expect(head).toContain('The access token was not found')
})
