import type { z } from 'zod'
import type { Product } from './entity.ts'
import type { productAnswer } from './schemas.ts'

export function formatProduct(product: Product, owner: string | null): z.input<typeof productAnswer> {
  return {
    id: product.id,
    platform_id: product.platformId,
    name: product.name,
    slug: product.slug,
    description: product.description,
    subscription_id: null,
    mb_limit: null,
    groups: [],
    settings: {
      location: { opt_in: false },
      known_application: { opt_in: false },
      quarantine: false,
    },
    user: owner,
  }
}
