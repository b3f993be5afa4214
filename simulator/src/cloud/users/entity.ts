import type { Random } from '../../world/random.ts'
import type { Backplane, Bucket } from '../backplane/index.ts'
import { hashPassword, type PasswordHash, passwordMatches } from './password.ts'

/** What a user says of itself. */
export interface AccountInfo {
  readonly first_name?: string | undefined
  readonly last_name?: string | undefined
  readonly company_name?: string | undefined
  readonly business_account?: boolean | undefined
}

/** What makes a user a program: it has one token, and that is good for its scopes alone. */
export interface ApiUser {
  readonly friendlyName: string
  /** Such as `devices:list`. */
  readonly scopes: readonly string[]
}

/** A developer: owns products, OAuth clients and devices. */
export interface User {
  /** 24 lower-case hex digits. */
  readonly id: string
  /** An e-mail address in lower case. */
  readonly username: string
  /** `null` for one that nobody logs in as. */
  readonly password: PasswordHash | null
  readonly accountInfo?: AccountInfo
  /** Absent for people. */
  readonly api?: ApiUser
}

export class Users {
  private readonly byId: Bucket<User>
  private readonly idByName: Bucket<string>
  private readonly random: Random

  constructor(backplane: Backplane, random: Random) {
    this.byId = backplane.bucket('users')
    this.idByName = backplane.bucket('user-ids')
    this.random = random.fork('users')
  }

  get(id: string): Promise<User | undefined> {
    return this.byId.get(id)
  }

  async find(username: string): Promise<User | undefined> {
    const id = await this.idByName.get(username.toLowerCase())
    return id === undefined ? undefined : this.byId.get(id)
  }

  /** @returns `undefined` when the name is taken. */
  async create(username: string, password: string, accountInfo: AccountInfo = {}): Promise<User | undefined> {
    const user: User = {
      id: this.random.hex(24),
      username: username.toLowerCase(),
      password: await hashPassword(password),
      accountInfo,
    }
    if (!(await this.idByName.create(user.username, user.id))) return undefined
    await this.byId.put(user.id, user)
    return user
  }

  /** A user that nobody logs in as. @returns `undefined` when the name is taken. */
  async createApiUser(username: string, api: ApiUser): Promise<User | undefined> {
    const user: User = { id: this.random.hex(24), username: username.toLowerCase(), password: null, api }
    if (!(await this.idByName.create(user.username, user.id))) return undefined
    await this.byId.put(user.id, user)
    return user
  }

  async setApiUser(id: string, api: ApiUser): Promise<void> {
    await this.update(id, { api })
  }

  /** @returns false when somebody else has the name, or the user has got another one in the meantime. */
  async rename(user: User, username: string): Promise<boolean> {
    const name = username.toLowerCase()
    if (name === user.username) return true
    if (!(await this.idByName.create(name, user.id))) return false
    const after = await this.byId.update(user.id, known =>
      known?.username === user.username ? { ...known, username: name } : known,
    )
    const renamed = after?.username === name
    await this.idByName.delete(renamed ? user.username : name)
    return renamed
  }

  async setPassword(id: string, password: string): Promise<void> {
    await this.update(id, { password: await hashPassword(password) })
  }

  /** Leaves what it does not say as it is. */
  async setAccountInfo(id: string, info: AccountInfo): Promise<void> {
    await this.byId.update(id, user => user && { ...user, accountInfo: { ...user.accountInfo, ...info } })
  }

  async delete(user: User): Promise<void> {
    await this.byId.delete(user.id)
    await this.idByName.delete(user.username)
  }

  /** The user of that name and password; `undefined` when either is wrong. */
  async authenticate(username: string, password: string): Promise<User | undefined> {
    const user = await this.find(username)
    return (await passwordMatches(password, user?.password)) ? user : undefined
  }

  private async update(id: string, change: Partial<User>): Promise<void> {
    await this.byId.update(id, user => user && { ...user, ...change })
  }
}
