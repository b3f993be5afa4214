import type { Host, ImportTable } from '../host.ts'

/** What `poll_page` answers when no page is wanted. */
const NONE = -1

export function pageImports({ memory, pages }: Host): ImportTable {
  return {
    set_page_handler(isSet: number) {
      pages.handled = isSet !== 0
    },
    poll_page(url: number, size: number) {
      const request = pages.take()
      if (request === undefined) return NONE
      memory.putText(url, size, request.url)
      return request.body.length
    },
    page_read(pointer: number, count: number) {
      const bytes = pages.read(count)
      memory.put(pointer, bytes)
      return bytes.length
    },
    page_respond(status: number, mime: number, mimeLength: number, headers: number, headersLength: number) {
      pages.respond({
        status,
        mime: memory.text(mime, mimeLength),
        headers: memory.text(headers, headersLength),
      })
    },
    page_write: (pointer: number, length: number) => pages.write(memory.copy(pointer, length)),
    page_done: () => pages.done(),
  }
}
