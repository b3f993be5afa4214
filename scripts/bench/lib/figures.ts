import type { Summary } from './statistics.ts'

/** Figures as a report writes them: the median and, in brackets, both ends. */
export function range({ median, min, max }: Summary, digits = 2): string {
  return `${median.toFixed(digits)} [${min.toFixed(digits)} – ${max.toFixed(digits)}]`
}

/** Where fractions say nothing. */
export function wholes({ median, min, max }: Summary): string {
  return `${whole(median)} [${whole(min)} – ${whole(max)}]`
}

export function whole(value: number): string {
  return Math.round(value).toLocaleString('en')
}

export function scaled({ median, min, max }: Summary, by: number): Summary {
  return { median: median * by, min: min * by, max: max * by }
}
