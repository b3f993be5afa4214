import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

/** The client as a web application's bundler makes it: from its source, by the package condition `browser`. */
export async function bundleSetupPage(): Promise<string> {
  const entry = fileURLToPath(new URL('setup-page.ts', import.meta.url))
  const result = await build({
    configFile: false,
    logLevel: 'error',
    resolve: { conditions: ['browser', '@particle-setup/source'] },
    build: { write: false, minify: false, lib: { entry, formats: ['es'] } },
  })
  const [output] = [result].flat()
  const chunk = output && 'output' in output ? output.output[0] : undefined
  if (chunk?.type !== 'chunk') throw new Error('Vite made no script of the page')
  return chunk.code
}

export interface WebSite extends AsyncDisposable {
  port: number
}

/** Serves a page with this script at every path but the script's own. */
export async function startWebSite(script: string): Promise<WebSite> {
  const server = createServer((request, response) => {
    const isScript = request.url === '/setup.js'
    response.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html')
    response.end(isScript ? script : '<!doctype html><script type="module" src="/setup.js"></script>')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
