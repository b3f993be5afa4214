import type { Backplane, Bucket } from '../backplane/index.ts'
import type { Account } from '../users/accounts.ts'

/** Devices of one kind, the team that looks after them, and the customers who use them. */
export interface Product {
  readonly id: number
  readonly slug: string
  readonly name: string
  readonly description: string
  readonly platformId: number
  readonly ownerId: string
  /** Ids of the users who may manage it, the owner's included. */
  readonly team: readonly string[]
}

export class Products {
  private readonly byId: Bucket<Product>
  private readonly idBySlug: Bucket<number>

  constructor(backplane: Backplane) {
    this.byId = backplane.bucket('products')
    this.idBySlug = backplane.bucket('product-slugs')
  }

  /** By numeric id or by slug. */
  async find(idOrSlug: string): Promise<Product | undefined> {
    const id = /^\d+$/.test(idOrSlug) ? idOrSlug : await this.idBySlug.get(idOrSlug.toLowerCase())
    return id === undefined ? undefined : this.byId.get(String(Number(id)))
  }

  get(id: number): Promise<Product | undefined> {
    return this.byId.get(String(id))
  }

  /** @returns false when the id or the slug is taken. */
  async create(product: Product): Promise<boolean> {
    if (!(await this.idBySlug.create(product.slug, product.id))) return false
    return this.byId.create(String(product.id), product)
  }

  /** Those that the account looks after. */
  ofTeamMember(account: Account): Promise<Product[]> {
    return this.byId.find(product => isTeamMember(account, product))
  }
}

export function isTeamMember(account: Account, product: Product): boolean {
  return account.kind === 'user' && product.team.includes(account.id)
}
