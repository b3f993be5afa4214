import type { Random } from '../../world/random.ts'
import type { Backplane, Bucket } from '../backplane/index.ts'
import { hashPassword, type PasswordHash, passwordMatches } from '../users/password.ts'

/** Somebody who uses a product: a shadow user inside it, who may have no password at all. */
export interface Customer {
  /** 24 lower-case hex digits. */
  readonly id: string
  readonly productId: number
  /** Lower case. Need not be an address that mail can reach. */
  readonly username: string
  readonly password: PasswordHash | null
}

export class Customers {
  private readonly byId: Bucket<Customer>
  private readonly idByName: Bucket<string>
  private readonly random: Random

  constructor(backplane: Backplane, random: Random) {
    this.byId = backplane.bucket('customers')
    this.idByName = backplane.bucket('customer-ids')
    this.random = random.fork('customers')
  }

  get(id: string): Promise<Customer | undefined> {
    return this.byId.get(id)
  }

  /** By e-mail address, in any case, or by id. */
  async find(productId: number, nameOrId: string): Promise<Customer | undefined> {
    const id = (await this.idByName.get(nameKey(productId, nameOrId))) ?? nameOrId
    const customer = await this.byId.get(id)
    return customer?.productId === productId ? customer : undefined
  }

  /** In the order in which they came. */
  list(productId: number): Promise<Customer[]> {
    return this.byId.find(customer => customer.productId === productId)
  }

  /** @returns `undefined` when the product has a customer of that name. */
  async create(productId: number, email: string, password: string | null): Promise<Customer | undefined> {
    const customer: Customer = {
      id: this.random.hex(24),
      productId,
      username: email.toLowerCase(),
      password: password === null ? null : await hashPassword(password),
    }
    if (!(await this.idByName.create(nameKey(productId, email), customer.id))) return undefined
    await this.byId.put(customer.id, customer)
    return customer
  }

  async setPassword(id: string, password: string): Promise<void> {
    const hash = await hashPassword(password)
    await this.byId.update(id, customer => customer && { ...customer, password: hash })
  }

  async delete(customer: Customer): Promise<void> {
    await this.byId.delete(customer.id)
    await this.idByName.delete(nameKey(customer.productId, customer.username))
  }

  /** The customer of that name and password; `undefined` when either is wrong or there is no password. */
  async authenticate(productId: number, email: string, password: string): Promise<Customer | undefined> {
    const customer = await this.find(productId, email)
    return (await passwordMatches(password, customer?.password)) ? customer : undefined
  }
}

function nameKey(productId: number, email: string): string {
  return `${productId}/${email.toLowerCase()}`
}
