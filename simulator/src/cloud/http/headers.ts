import { randomUUID } from 'node:crypto'
import type { ServerResponse } from 'node:http'

/** Headers that every recorded answer of Particle's cloud has. */
export function setCommonHeaders(res: ServerResponse): void {
  res.setHeader('Server', 'nginx')
  res.setHeader('Access-Control-Allow-Origin', '*')
  res.setHeader('X-Request-Id', randomUUID())
}

/** Answers a CORS preflight, for any path. Source: particle-iot/spark-server. */
export function answerPreflight(res: ServerResponse): void {
  res
    .writeHead(204, {
      'Access-Control-Allow-Methods': 'GET, POST, PUT, PATCH, DELETE, OPTIONS',
      'Access-Control-Allow-Headers':
        'X-Requested-With, Content-Type, Accept, Authorization, X-Particle-Tool, X-Particle-Project',
      'Access-Control-Max-Age': '300',
    })
    .end()
}
