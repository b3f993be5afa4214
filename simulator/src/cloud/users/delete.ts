import type { CloudContext } from '../context.ts'
import { deleteClient } from '../oauth/delete-client.ts'
import type { User } from './entity.ts'

/**
 * Takes with the user its tokens, its second factor, its unused claim codes, its hold on devices, and the OAuth
 * clients of its own, and its place in teams. Its products stay: their customers and the rest of their team go on
 * using them.
 */
export async function deleteUser(cloud: CloudContext, user: User): Promise<void> {
  await cloud.users.delete(user)
  await cloud.mfa.disable(user.id)
  await cloud.challenges.revokeAll(user.id)
  await cloud.tokens.revokeAll(user.id)
  await cloud.claims.revokeAll(user.id)
  for (const device of await cloud.devices.ownedBy(user.id)) await cloud.devices.unclaim(device.id)
  for (const client of await cloud.clients.list({ productId: null, ownerId: user.id })) {
    await deleteClient(cloud, client.id)
  }
  for (const { id } of await cloud.products.ofTeamMember({ kind: 'user', ...user })) {
    await cloud.products.setTeam(id, team => team.filter(member => member !== user.id))
  }
  // Seats go by name: whoever has the name next was not asked.
  for (const { productId, username } of await cloud.team.of(user.username)) {
    await cloud.team.delete(productId, username)
  }
}
