import type { CloudContext } from '../../context.ts'
import type { Account } from '../../users/accounts.ts'
import { isTeamMember, type Product } from '../entity.ts'

/**
 * The product, when the account is in its team. Who was invited before there was an account of that name
 * accepts by its first request.
 */
export async function asTeamMember(
  cloud: CloudContext,
  product: Product,
  account: Account,
): Promise<Product | undefined> {
  if (isTeamMember(account, product)) return product
  if (account.kind !== 'user') return undefined
  if ((await cloud.team.get(product.id, account.username)) === undefined) return undefined
  return cloud.products.setTeam(product.id, team => [...new Set([...team, account.id])])
}

/** The products that the account looks after. */
export async function productsOf(cloud: CloudContext, account: Account): Promise<Product[]> {
  if (account.kind === 'user') {
    for (const { productId } of await cloud.team.of(account.username)) {
      const product = await cloud.products.get(productId)
      if (product !== undefined) await asTeamMember(cloud, product, account)
    }
  }
  return cloud.products.ofTeamMember(account)
}
