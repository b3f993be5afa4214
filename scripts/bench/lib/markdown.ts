/**
 * A Markdown table, padded as Biome formats it; a column is aligned right when its heading ends with a
 * colon, which is left out.
 */
export function markdownTable(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  const columns = heading.map((text, index) => {
    const isRight = text.endsWith(':')
    const cells = [text.replace(/:$/, ''), ...rows.map(row => row[index] ?? '')]
    const width = Math.max(3, ...cells.map(cell => cell.length))
    const [title = '', ...rest] = cells.map(cell => (isRight ? cell.padStart(width) : cell.padEnd(width)))
    return [title, isRight ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width), ...rest]
  })
  const lines = Array.from({ length: rows.length + 2 }, (_, line) => columns.map(cells => cells[line] ?? ''))
  return lines.map(cells => `| ${cells.join(' | ')} |`).join('\n')
}

/** Puts a section in place of the one of that heading, or behind the last one. */
export function replaceSection(page: string, heading: string, body: string): string {
  const sections = page.trim().split(/^(?=## )/m)
  const section = `## ${heading}\n\n${body.trim()}\n`
  const index = sections.findIndex(text => text.startsWith(`## ${heading}\n`))
  const replaced = index < 0 ? [...sections, section] : sections.with(index, section)
  return `${replaced.map(text => text.trim()).join('\n\n')}\n`
}
