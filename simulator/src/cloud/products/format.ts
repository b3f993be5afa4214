import type { z } from 'zod'
import type { CloudContext } from '../context.ts'
import type { Product } from './entity.ts'
import type { productAnswer } from './schemas.ts'

export async function formatProduct(
  cloud: CloudContext,
  product: Product,
): Promise<z.input<typeof productAnswer>> {
  const { settings } = product
  const groups = await cloud.groups.list(product.id)
  return {
    id: product.id,
    platform_id: product.platformId,
    name: product.name,
    slug: product.slug,
    description: product.description,
    subscription_id: null,
    mb_limit: null,
    groups: groups.map(group => group.name),
    settings: {
      location: { opt_in: settings?.location ?? false },
      known_application: { opt_in: settings?.knownApplication ?? false },
      quarantine: settings?.quarantine ?? false,
    },
    ...(product.org === undefined
      ? { user: await cloud.accounts.usernameOf(product.ownerId) }
      : { org: product.org }),
  }
}
