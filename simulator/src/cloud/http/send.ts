import type { Request, Response } from 'express'

/** Answers JSON. */
export function sendJson(_req: Request, res: Response, status: number, value: unknown): void {
  res.status(status).json(value)
}
