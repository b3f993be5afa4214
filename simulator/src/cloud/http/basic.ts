export interface BasicCredentials {
  name: string
  password: string
}

/** Credentials of an `Authorization: Basic` header; `undefined` for any other header. RFC 7617. */
export function basicCredentials(header: string | undefined): BasicCredentials | undefined {
  const encoded = /^Basic +([A-Za-z0-9+/=_-]+) *$/i.exec(header ?? '')?.[1]
  if (encoded === undefined) return undefined
  const text = Buffer.from(encoded, 'base64').toString('utf8')
  const colon = text.indexOf(':')
  if (colon < 0) return undefined
  return { name: text.slice(0, colon), password: text.slice(colon + 1) }
}
