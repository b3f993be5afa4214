const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
}

/**
 * Resolves the escapes in a certificate. The firmware knows no `\u` and gives up on the whole text
 * where it meets one.
 *
 * Source: Device OS v2.3.1 softap.cpp `json_unescape`.
 */
export function unescapeText(text: string): string {
  let readable = true
  const plain = text.replace(/\\(.)/gs, (_, escaped: string) => {
    if (escaped === 'u') readable = false
    return ESCAPES[escaped] ?? escaped
  })
  return readable ? plain : ''
}
