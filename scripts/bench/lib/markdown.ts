/** A Markdown table; a column is aligned right when its heading ends with a colon, which is left out. */
export function markdownTable(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [
    line(heading.map(cell => cell.replace(/:$/, ''))),
    line(heading.map(cell => (cell.endsWith(':') ? '---:' : '---'))),
    ...rows.map(line),
  ].join('\n')
}

/** Puts a section in place of the one of that heading, or behind the last one. */
export function replaceSection(page: string, heading: string, body: string): string {
  const sections = page.trim().split(/^(?=## )/m)
  const section = `## ${heading}\n\n${body.trim()}\n`
  const index = sections.findIndex(text => text.startsWith(`## ${heading}\n`))
  const replaced = index < 0 ? [...sections, section] : sections.with(index, section)
  return `${replaced.map(text => text.trim()).join('\n\n')}\n`
}
