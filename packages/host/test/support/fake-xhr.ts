import { type ClientRequest, request as httpRequest } from 'node:http'

/** A browser's XMLHttpRequest as far as `http-browser.ts` uses it, over `node:http`. */
export class FakeXhr {
  responseType = ''
  status = 0
  readyState = 0
  response: ArrayBuffer | null = null
  onload: (() => void) | null = null
  onerror: (() => void) | null = null
  #request: ClientRequest | undefined

  open(method: string, url: string): void {
    this.#request = httpRequest(url, { method, agent: false })
  }

  setRequestHeader(name: string, value: string): void {
    this.#request?.setHeader(name, value)
  }

  send(body?: Uint8Array): void {
    const request = this.#request
    request?.on('error', () => this.onerror?.())
    request?.on('response', async response => {
      this.status = response.statusCode ?? 0
      this.readyState = 2
      const chunks: Uint8Array[] = []
      try {
        for await (const chunk of response) chunks.push(chunk)
      } catch {
        this.onerror?.()
        return
      }
      this.response = new Uint8Array(Buffer.concat(chunks)).buffer
      this.onload?.()
    })
    request?.end(body)
  }

  abort(): void {
    this.onerror = null
    this.#request?.destroy()
  }
}
