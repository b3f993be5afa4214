/** The same on Express as its documentation shows it: every event written to every response, `res.json` for answers. */
import { createServer } from 'node:http'
import express, { type Response } from 'express'
import { DEVICE_ID, formatEvent, type Subject, TOKEN } from './subject.ts'

let device: object = {}
const subscribers = new Set<Response>()

const app = express()
app.use((req, res, next) => {
  if (req.get('Authorization') === `Bearer ${TOKEN}`) next()
  else res.status(401).end()
})
app.use(express.json())
app.get('/v1/devices/events', (_req, res) => {
  res.set({ 'Content-Type': 'text/event-stream; charset=utf-8', 'Cache-Control': 'no-cache' })
  res.write(':ok\n\n')
  subscribers.add(res)
  res.once('close', () => subscribers.delete(res))
})
app.post('/v1/devices/events', async (req, res) => {
  await subject.publish(req.body)
  res.json({ ok: true })
})
app.get('/v1/devices/:device', (_req, res) => {
  res.json(device)
})

export const subject: Subject = {
  server: createServer(app),
  token: TOKEN,
  deviceId: DEVICE_ID,
  async publish(draft) {
    for (const res of subscribers) res.write(formatEvent(draft))
  },
  setAnswer({ body }) {
    device = JSON.parse(body)
  },
}
