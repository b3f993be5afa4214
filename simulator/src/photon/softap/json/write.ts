/** The firmware's JSON writer: every punctuation mark and every value is a write of its own. */

export function quoted(text: string): string[] {
  return ['"', text, '"']
}

/** Not escaped: a quote or backslash in the value breaks the JSON, as on the device. */
export function stringField(name: string, value: string): string[] {
  return [...quoted(name), ':', ...quoted(value)]
}

export function integerField(name: string, value: number): string[] {
  return [...quoted(name), ':', String(value)]
}

/** `{"r":…}` */
export function resultObject(result: number): string[] {
  return ['{', ...integerField('r', result), '}']
}
