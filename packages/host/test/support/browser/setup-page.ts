import * as client from '@particle-setup/host/client'

/** What the page's script leaves for a test to call. */
export interface SetupPage {
  client: typeof client
}

Object.assign(globalThis, { client } satisfies SetupPage)
