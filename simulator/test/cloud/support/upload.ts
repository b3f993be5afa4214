import type { Test } from 'supertest'

/** Sends files under their paths, as Particle's clients do: `file`, `file2`, …; then the other fields. */
export function upload(
  request: Test,
  files: Readonly<Record<string, string | Uint8Array>>,
  fields: Readonly<Record<string, string>> = {},
  partName = (index: number): string => (index === 0 ? 'file' : `file${index + 1}`),
): Test {
  for (const [index, [filename, content]] of Object.entries(files).entries()) {
    // `filepath` is the name that form-data sends whole, with its folders.
    const options = { filepath: filename, filename, contentType: 'application/octet-stream' }
    request.attach(partName(index), Buffer.from(content), options)
  }
  for (const [name, value] of Object.entries(fields)) request.field(name, value)
  return request
}
