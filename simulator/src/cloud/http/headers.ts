import { randomUUID } from 'node:crypto'
import type { RequestHandler } from 'express'

/** Headers that every recorded answer of Particle's cloud has. */
export const commonHeaders: RequestHandler = (_req, res, next) => {
  res.setHeader('Server', 'nginx')
  res.setHeader('Access-Control-Allow-Origin', '*')
  res.setHeader('X-Request-Id', randomUUID())
  next()
}

/** Answers CORS preflights, for every path. Source: particle-iot/spark-server. */
export const preflight: RequestHandler = (req, res, next) => {
  if (req.method !== 'OPTIONS') return next()
  res
    .status(204)
    .set({
      'Access-Control-Allow-Methods': 'GET, POST, PUT, PATCH, DELETE, OPTIONS',
      'Access-Control-Allow-Headers':
        'X-Requested-With, Content-Type, Accept, Authorization, X-Particle-Tool, X-Particle-Project',
      'Access-Control-Max-Age': '300',
    })
    .end()
}
