import mustache from 'mustache'

/** The escapes of `{{double}}` braces. Source: docs.particle.io, webhook reference, variable substitution. */
const HTML: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Fills templates with the variables of one event or answer: `{{x}}` escaped for HTML, `{{{x}}}` as it is. */
export class Templates {
  private readonly view: unknown
  /** One of its own: mustache's keeps every template that it has ever seen. */
  private readonly writer = new mustache.Writer()

  constructor(variables: object) {
    this.view = inert(variables)
  }

  /** @throws Error for a template that mustache cannot read. */
  text(template: string): string {
    return this.writer.render(template, this.view, undefined, { escape: escapeHtml })
  }

  /** The same value with every text and key of it filled in. */
  deep(value: unknown): unknown {
    if (typeof value === 'string') return this.text(value)
    if (Array.isArray(value)) return value.map(each => this.deep(each))
    return isRecord(value) ? this.fields(value) : value
  }

  fields(record: Readonly<Record<string, unknown>>): Record<string, unknown> {
    const filled = Object.entries(record).map(([key, value]) => [this.text(key), this.deep(value)] as const)
    return Object.fromEntries(filled)
  }

  /** As a form, a query or headers take it. */
  texts(record: Readonly<Record<string, unknown>>): Record<string, string> {
    const entries = Object.entries(this.fields(record))
    return Object.fromEntries(entries.map(([key, value]) => [key, textOf(value)]))
  }
}

/** What the JSON object or array holds; nothing for other texts. */
export function jsonVariables(text: string): object {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    return {}
  }
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function escapeHtml(value: unknown): string {
  return String(value).replace(/[&<>"']/g, character => HTML[character] ?? character)
}

/** Mustache calls whatever function a name leads to, so names may lead to none but these, which do no harm. */
const INERT_OBJECT = inertPrototype(() => '[object Object]')
const INERT_ARRAY = inertPrototype(function (this: unknown) {
  return Array.prototype.join.call(this, ',')
})

function inertPrototype(asText: (this: unknown) => string): object {
  return Object.freeze(Object.assign(Object.create(null), { toString: asText }))
}

function inert(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return Object.setPrototypeOf(value.map(inert), INERT_ARRAY)
  const copy: Record<string, unknown> = Object.create(INERT_OBJECT)
  for (const [key, each] of Object.entries(value)) {
    Object.defineProperty(copy, key, { value: inert(each), enumerable: true })
  }
  return copy
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
