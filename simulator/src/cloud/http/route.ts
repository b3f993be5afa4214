import type { Request, Response } from 'express'
import type { z } from 'zod'
import type { Authenticate, Caller } from '../oauth/present.ts'
import { type BodyType, filesOf, readBody, readUpload, type UploadedFile } from './body.ts'
import { pathParams, readQuery } from './query.ts'
import type { GuardedKind } from './rate-limit.ts'
import { sendJson } from './send.ts'

/** `all` takes what the routes before it did not; it is no operation of its own, and not in the OpenAPI document. */
export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete' | 'all'

/** What a caller may show: an access token, an OAuth client's id and secret, or a name and password by Basic. */
export type Credential = 'token' | 'client' | 'password'

/** A JSON answer's schema; the media type of what the handler writes itself; or nothing at all. */
export type AnswerShape = z.ZodType | string | null

/** A route as it describes itself: requests are checked by it, and the OpenAPI document is written from it. */
export interface RouteFacts<Query, Body> {
  readonly method: Method
  /** One resource may be reached by several paths, in Express's words: `/v1/devices/:device`. */
  readonly path: string | readonly string[]
  /** What it does, in one line, for people. */
  readonly summary: string
  readonly query?: z.ZodType<Query>
  readonly body?: z.ZodType<Body>
  /** How the body may be sent. Default: `json` and `form`. */
  readonly bodyTypes?: readonly BodyType[]
  /** Status of a success. Default: 200, or 204 where nothing is answered. */
  readonly status?: number
  /** Any of them will do. Default: `token`; for open routes, none. */
  readonly credentials?: readonly Credential[]
  /** Where rate limits are on, an address may ask this less often than other things. */
  readonly guard?: GuardedKind
}

/** A JSON answer states by its schema what the handler may return. */
interface Answering<Value> {
  readonly answer: z.ZodType<unknown, Value> | string | null
}

/** One request, checked. */
export interface Call<Query = undefined, Body = undefined> {
  readonly req: Request
  readonly res: Response
  /** The path's, decoded. */
  readonly params: Readonly<Record<string, string>>
  readonly query: Query
  readonly body: Body
  /** What was uploaded with a file name. */
  readonly files: readonly UploadedFile[]
}

/** A request of somebody whom the cloud knows. */
export interface OwnCall<Query = undefined, Body = undefined> extends Call<Query, Body> {
  readonly caller: Caller
}

/** Says that the handler has written the answer itself. */
export const SENT: unique symbol = Symbol('sent')

/** What all routes have in common, whatever they take and give. */
export interface Route {
  readonly method: Method
  readonly paths: readonly string[]
  readonly summary: string
  readonly query: z.ZodType | undefined
  readonly body: z.ZodType | undefined
  readonly bodyTypes: readonly BodyType[]
  readonly status: number
  readonly answer: AnswerShape
  readonly credentials: readonly Credential[]
  readonly guard: GuardedKind | undefined
  serve(authenticate: Authenticate, req: Request, res: Response): Promise<void>
}

/** A route for holders of an access token, who are told apart before anything else is looked at. */
export function route<Value = unknown, Query = undefined, Body = undefined>(
  facts: RouteFacts<Query, Body> & Answering<Value>,
  handle: (call: OwnCall<Query, Body>) => Promise<NoInfer<Value> | typeof SENT>,
): Route {
  return {
    ...toRoute(facts, ['token']),
    async serve(authenticate, req, res) {
      const caller = await authenticate(req)
      answer(facts, req, res, await handle({ ...(await readCall(facts, req, res)), caller }))
    },
  }
}

/** A route that finds out by itself who calls, or does not ask. */
export function openRoute<Value = unknown, Query = undefined, Body = undefined>(
  facts: RouteFacts<Query, Body> & Answering<Value>,
  handle: (call: Call<Query, Body>) => Promise<NoInfer<Value> | typeof SENT>,
): Route {
  return {
    ...toRoute(facts, []),
    async serve(_authenticate, req, res) {
      answer(facts, req, res, await handle(await readCall(facts, req, res)))
    },
  }
}

type AnyFacts = RouteFacts<unknown, unknown> & { readonly answer: AnswerShape }

function toRoute(facts: AnyFacts, credentials: readonly Credential[]): Omit<Route, 'serve'> {
  return {
    method: facts.method,
    paths: typeof facts.path === 'string' ? [facts.path] : facts.path,
    summary: facts.summary,
    query: facts.query,
    body: facts.body,
    bodyTypes: facts.bodyTypes ?? ['json', 'form'],
    status: statusOf(facts),
    answer: facts.answer,
    credentials: facts.credentials ?? credentials,
    guard: facts.guard,
  }
}

function statusOf({ status, answer }: Pick<AnyFacts, 'status' | 'answer'>): number {
  return status ?? (answer === null ? 204 : 200)
}

async function readCall<Query, Body>(
  facts: RouteFacts<Query, Body>,
  req: Request,
  res: Response,
): Promise<Call<Query, Body>> {
  if (facts.bodyTypes?.includes('upload')) await readUpload(req, res)
  return {
    req,
    res,
    params: pathParams(req),
    // Without a schema, the handler's type says `undefined` too.
    query: (facts.query && readQuery(req, facts.query)) as Query,
    body: (facts.body && readBody(req, facts.body)) as Body,
    files: filesOf(req),
  }
}

function answer(facts: AnyFacts, req: Request, res: Response, value: unknown): void {
  if (value === SENT) return
  if (facts.answer === null) res.status(statusOf(facts)).end()
  else if (typeof facts.answer !== 'string') sendJson(req, res, statusOf(facts), value)
}
