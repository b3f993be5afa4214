import type { Backplane, Bucket } from '../backplane/index.ts'
import type { Account } from '../users/accounts.ts'
import { slugOf } from './slug.ts'

/** Devices of one kind, the team that looks after them, and the customers who use them. */
export interface Product {
  readonly id: number
  readonly slug: string
  readonly name: string
  readonly description: string
  readonly platformId: number
  readonly ownerId: string
  /** The organization it belongs to; absent where it is its owner's own. */
  readonly org?: string
  /** Ids of the users who may manage it, the owner's included. */
  readonly team: readonly string[]
  /** Default: everything off. */
  readonly settings?: ProductSettings
}

export interface ProductSettings {
  readonly location: boolean
  readonly knownApplication: boolean
  /** A device whose firmware states this product, and that nobody has added to it, waits to be let in. */
  readonly quarantine: boolean
}

/** What makes a product, without what the cloud gives it. */
export type ProductDraft = Omit<Product, 'id' | 'slug'>

/** Ids of products count on from here; smaller ones are platforms, and products of old. */
const FIRST_ID = 10_001

export class Products {
  private readonly byId: Bucket<Product>
  private readonly idBySlug: Bucket<number>
  private readonly counters: Bucket<number>

  constructor(backplane: Backplane) {
    this.byId = backplane.bucket('products')
    this.idBySlug = backplane.bucket('product-slugs')
    this.counters = backplane.bucket('product-counters')
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

  /** Gives a new product the next free id, and a slug of its name that no other has. */
  async add(draft: ProductDraft): Promise<Product> {
    const id = await this.nextId()
    const base = slugOf(draft.name)
    let slug = base
    for (let n = 2; !(await this.idBySlug.create(slug, id)); n++) slug = `${base}-${n}`
    const product = { ...draft, id, slug }
    await this.byId.put(String(id), product)
    return product
  }

  /** @returns the product as it is now. */
  setTeam(id: number, change: (team: readonly string[]) => readonly string[]): Promise<Product | undefined> {
    return this.byId.update(String(id), product => product && { ...product, team: change(product.team) })
  }

  /** Those that the account looks after. */
  ofTeamMember(account: Account): Promise<Product[]> {
    return this.byId.find(product => isTeamMember(account, product))
  }

  private async nextId(): Promise<number> {
    for (;;) {
      const id = await this.counters.update('id', last => (last === undefined ? FIRST_ID : last + 1))
      // Those of the seed were not counted.
      if (id !== undefined && (await this.byId.get(String(id))) === undefined) return id
    }
  }
}

export function isTeamMember(account: Account, product: Product): boolean {
  return account.kind === 'user' && product.team.includes(account.id)
}
