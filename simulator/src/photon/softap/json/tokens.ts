/** A token as jsmn finds it. */
export interface Token {
  readonly kind: 'object' | 'array' | 'string' | 'primitive'
  /** What stands between the quotes, or the bare word; nothing for an object or array. */
  readonly text: string
  /** Tokens counted as its own: an object counts its keys, a key its value. */
  children: number
}

/** A string with the escapes that jsmn knows, left as they are; control characters are allowed. */
const STRING = /"([^"\\]*(?:\\(?:["/\\bfrnt]|u[0-9a-fA-F]{4})[^"\\]*)*)"/y

/** In non-strict mode every run of other characters is a primitive, quotes and brackets included. */
const PRIMITIVE = /[^\t\r\n ,\]}:]+/y
const PRINTABLE = /^[ -~]*$/

/**
 * Splits text as jsmn does in non-strict mode, up to the first thing it cannot read. The firmware
 * ignores the parser's error and works with the tokens found so far, so that is what is returned.
 *
 * Source: Device OS v2.3.1 services/src/jsmn.c.
 */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = []
  /** Objects and arrays whose closing bracket has not come yet, innermost last. */
  const open: Token[] = []
  let holder: Token | undefined

  const add = (kind: Token['kind'], inner: string): Token => {
    const token = { kind, text: inner, children: 0 }
    tokens.push(token)
    if (holder !== undefined) holder.children++
    return token
  }
  const match = (pattern: RegExp, at: number): RegExpExecArray | null => {
    pattern.lastIndex = at
    return pattern.exec(text)
  }

  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at)
    switch (character) {
      case '{':
      case '[':
        holder = add(character === '{' ? 'object' : 'array', '')
        open.push(holder)
        break
      case '}':
      case ']':
        if (open.pop()?.kind !== (character === '}' ? 'object' : 'array')) return tokens
        holder = open.at(-1)
        break
      case '\t':
      case '\r':
      case '\n':
      case ' ':
        break
      case ':':
        holder = tokens.at(-1)
        break
      case ',':
        if (holder?.kind !== 'object' && holder?.kind !== 'array') holder = open.at(-1) ?? holder
        break
      case '"': {
        const found = match(STRING, at)
        if (found === null) return tokens
        add('string', found[1] ?? '')
        at += found[0].length - 1
        break
      }
      default: {
        const word = match(PRIMITIVE, at)?.[0] ?? ''
        if (!PRINTABLE.test(word)) return tokens
        add('primitive', word)
        at += word.length - 1
      }
    }
  }
  return tokens
}
