/** How the mangled name of something in a namespace or a class begins. */
const NESTED = /^_ZN[rVK]*/
const ANONYMOUS = '_GLOBAL__N_1'

/**
 * A function as its author would name it, with its class and without parameters. Names that only a whole demangler
 * understands, of templates and lambdas, are as short as the compiler's debugging information has them.
 */
export function functionName(linkageName: string, name: string): string {
  if (name === 'operator()' && /\$_|Ul/.test(linkageName)) return 'a lambda'
  return [...scopeOf(linkageName), name.replace(/<.*>$/, '')].join('::')
}

/** The names around a function's own; none unless all of them are plain. */
function scopeOf(linkageName: string): string[] {
  if (!NESTED.test(linkageName)) return []
  const names: string[] = []
  let rest = linkageName.replace(NESTED, '')
  for (let length = /^\d+/.exec(rest)?.[0]; length !== undefined; length = /^\d+/.exec(rest)?.[0]) {
    const from = length.length
    names.push(rest.slice(from, from + Number(length)))
    rest = rest.slice(from + Number(length))
  }
  // A constructor or destructor has no name of its own there.
  const isSpecial = /^[CD]\d/.test(rest)
  if (!isSpecial && !rest.startsWith('E')) return []
  return (isSpecial ? names : names.slice(0, -1)).filter(one => one !== ANONYMOUS)
}
