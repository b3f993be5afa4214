import type { CloudContext } from '../context.ts'

/** Takes with the client every token that it was given. */
export async function deleteClient(cloud: CloudContext, id: string): Promise<void> {
  await cloud.clients.delete(id)
  await cloud.tokens.revokeClient(id)
}
