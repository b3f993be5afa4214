import { InvalidArgumentError, Option } from 'commander'

/** Takes a whole number from `min` to `max`. */
export function integer(min: number, max: number): (text: string) => number {
  return text => {
    const value = Number(text)
    if (!/^-?\d+$/.test(text) || value < min || value > max) {
      throw new InvalidArgumentError(`Give a whole number from ${min} to ${max}.`)
    }
    return value
  }
}

/** Takes a number above 0. */
export function positive(text: string): number {
  const value = Number(text)
  if (!(value > 0) || !Number.isFinite(value)) throw new InvalidArgumentError('Give a number above 0.')
  return value
}

/** `--json`, the same everywhere: results for programs, nothing is asked. */
export function jsonOption(): Option {
  return new Option('--json', 'print JSON for programs; never ask anything').default(false)
}

/** `--timeout SECONDS`. */
export function timeoutOption(seconds: number, what: string): Option {
  return new Option('--timeout <seconds>', `give up ${what} after this long`)
    .argParser(positive)
    .default(seconds)
}
