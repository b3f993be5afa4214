/** The types that the WICED HTTP server knows, in the order of its table. Source: Lib_HTTP_Server.a. */
export const KNOWN_TYPES = [
  'application/x-tlv8',
  'application/x-apple-binary-plist',
  'application/x-ns-proxy-autoconfig',
  'application/octet-stream',
  'application/javascript',
  'application/json',
  'application/hap+json',
  'application/pairing+tlv8',
  'application/hap+verify',
  'text/html',
  'text/plain',
  'text/event-stream',
  'text/css',
  'image/png',
  'image/gif',
  'image/vnd.microsoft.icon',
] as const

export type KnownType = (typeof KNOWN_TYPES)[number]

/** A type that the server does not know, or none, is allowed anywhere; a known one must be the page's own. */
export function isAllowed(contentType: string | undefined, pageType: KnownType): boolean {
  const known = KNOWN_TYPES.find(type => contentType?.startsWith(type))
  return known === undefined || known === pageType
}
