import type { RequestHandler } from 'express'
import type { Random } from '../../world/random.ts'

/** Headers that every recorded answer of Particle's cloud has. */
export function commonHeaders(random: Random): RequestHandler {
  return (_req, res, next) => {
    res.setHeader('Server', 'nginx')
    res.setHeader('Access-Control-Allow-Origin', '*')
    res.setHeader('X-Request-Id', uuid(random))
    next()
  }
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

/** A version 4 UUID of the simulation's own randomness. */
function uuid(random: Random): string {
  const hex = random.hex(32)
  const variant = '89ab'[Number.parseInt(hex.charAt(16), 16) & 3]
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`
}
