/** A fenced block of a Markdown file. */
export interface CodeBlock {
  readonly language: string
  /** What stands behind the language; it does not show when the page is rendered. */
  readonly note: string
  readonly code: string
  /** The first line of the code, counted from 1. */
  readonly line: number
}

/** The fenced blocks of a Markdown text, in order. */
export function codeBlocks(markdown: string): CodeBlock[] {
  return [...markdown.matchAll(/^```(\S+)(?: (.*))?\n([\s\S]*?)^```$/gm)].map(match => ({
    language: match[1] ?? '',
    note: match[2] ?? '',
    code: match[3] ?? '',
    line: markdown.slice(0, match.index).split('\n').length + 1,
  }))
}
