import type { Customer, Customers } from '../customers/entity.ts'
import type { User, Users } from './entity.ts'

/** Who may hold a token and own a device: a developer, or a customer of one product. */
export type Account = ({ readonly kind: 'user' } & User) | ({ readonly kind: 'customer' } & Customer)

/** What a token keeps of its account. */
export interface AccountRef {
  readonly kind: Account['kind']
  readonly id: string
}

export class Accounts {
  private readonly users: Users
  private readonly customers: Customers

  constructor(users: Users, customers: Customers) {
    this.users = users
    this.customers = customers
  }

  async get(ref: AccountRef): Promise<Account | undefined> {
    if (ref.kind === 'user') {
      const user = await this.users.get(ref.id)
      return user && { kind: 'user', ...user }
    }
    const customer = await this.customers.get(ref.id)
    return customer && { kind: 'customer', ...customer }
  }

  /** The e-mail address of an owner, whichever kind it is. */
  async usernameOf(id: string | null): Promise<string | null> {
    if (id === null) return null
    return ((await this.customers.get(id)) ?? (await this.users.get(id)))?.username ?? null
  }
}
