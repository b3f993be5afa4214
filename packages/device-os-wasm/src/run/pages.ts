/** A request on the setup network that is not the setup protocol's own. */
export interface PageRequest {
  /** Percent-decoded, with its query. */
  readonly url: string
  readonly body: Uint8Array
}

export interface PageResponse {
  /** As the handler gave it; `undefined` when it never did. */
  readonly status: number | undefined
  /** As the handler gave it; empty for none. */
  readonly mime: string
  /** Header lines, each with its CRLF. */
  readonly headers: string
  /** What was written, write by write; at most {@link MAX_PAGE_BYTES} of it. */
  readonly writes: readonly Uint8Array[]
}

/** What is kept of a page that does not end: the host must not run out of memory for it. */
const MAX_PAGE_BYTES = 1024 * 1024

interface Page {
  readonly request: PageRequest
  readonly answer: PromiseWithResolvers<PageResponse>
  readonly writes: Uint8Array[]
  head: Omit<PageResponse, 'writes'>
  readBytes: number
  writtenBytes: number
}

/** Pages that the outside wants, which the firmware serves one by one. */
export class Pages {
  /** The firmware has a page handler. */
  handled = false
  readonly #waiting: Page[] = []
  #current: Page | undefined

  ask(request: PageRequest): Promise<PageResponse> {
    const answer = Promise.withResolvers<PageResponse>()
    this.#waiting.push({
      request,
      answer,
      writes: [],
      head: { status: undefined, mime: '', headers: '' },
      readBytes: 0,
      writtenBytes: 0,
    })
    return answer.promise
  }

  /** The next request, on which everything below is about from now on. */
  take(): PageRequest | undefined {
    this.#current = this.#waiting.shift()
    return this.#current?.request
  }

  /** The next bytes of the body, at most so many. */
  read(count: number): Uint8Array {
    const page = this.#current
    if (page === undefined) return new Uint8Array()
    const bytes = page.request.body.subarray(page.readBytes, page.readBytes + count)
    page.readBytes += bytes.length
    return bytes
  }

  respond(head: Omit<PageResponse, 'writes'>): void {
    const page = this.#current
    if (page !== undefined && page.head.status === undefined) page.head = head
  }

  write(bytes: Uint8Array): void {
    const page = this.#current
    if (page === undefined || page.writtenBytes >= MAX_PAGE_BYTES) return
    const kept = bytes.subarray(0, MAX_PAGE_BYTES - page.writtenBytes)
    page.writtenBytes += kept.length
    page.writes.push(kept)
  }

  done(): void {
    const page = this.#current
    this.#current = undefined
    page?.answer.resolve({ ...page.head, writes: page.writes })
  }

  /** Ends everything that waits. */
  rejectAll(error: Error): void {
    this.#current?.answer.reject(error)
    for (const page of this.#waiting.splice(0)) page.answer.reject(error)
    this.#current = undefined
  }
}
