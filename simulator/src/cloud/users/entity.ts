import type { Random } from '../../world/random.ts'
import type { Backplane, Bucket } from '../backplane/index.ts'
import { hashPassword, type PasswordHash, passwordMatches } from './password.ts'

/** A developer: owns products, OAuth clients and devices. */
export interface User {
  /** 24 lower-case hex digits. */
  readonly id: string
  /** An e-mail address in lower case. */
  readonly username: string
  readonly password: PasswordHash
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
  async create(username: string, password: string): Promise<User | undefined> {
    const user: User = {
      id: this.random.hex(24),
      username: username.toLowerCase(),
      password: await hashPassword(password),
    }
    if (!(await this.idByName.create(user.username, user.id))) return undefined
    await this.byId.put(user.id, user)
    return user
  }

  /** The user of that name and password; `undefined` when either is wrong. */
  async authenticate(username: string, password: string): Promise<User | undefined> {
    const user = await this.find(username)
    return user !== undefined && (await passwordMatches(password, user.password)) ? user : undefined
  }
}
