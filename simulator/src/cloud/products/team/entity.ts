import type { Backplane, Bucket } from '../../backplane/index.ts'

/** As Particle names one: `Administrator`, `Developer`, or what somebody else has thought of. */
export type TeamRole = string | { readonly id?: string | undefined; readonly name?: string | undefined }

/** What a product keeps of somebody whom it has asked into its team. */
export interface Seat {
  readonly productId: number
  /** Lower case. */
  readonly username: string
  readonly role: TeamRole
}

/** What everybody in a team is who was given nothing else. Source: docs.particle.io, "Listing API users". */
export const ADMINISTRATOR = { id: '000000000000000000000002', name: 'Administrator' } as const

/** Kept by product and name, also of names that no user has yet. Who is in a team is said by the product. */
export class TeamSeats {
  private readonly seats: Bucket<Seat>

  constructor(backplane: Backplane) {
    this.seats = backplane.bucket('team-seats')
  }

  get(productId: number, username: string): Promise<Seat | undefined> {
    return this.seats.get(keyOf(productId, username))
  }

  list(productId: number): Promise<Seat[]> {
    return this.seats.find(seat => seat.productId === productId)
  }

  /** Wherever that name was asked. */
  of(username: string): Promise<Seat[]> {
    return this.seats.find(seat => seat.username === username)
  }

  async put(seat: Seat): Promise<void> {
    await this.seats.put(keyOf(seat.productId, seat.username), seat)
  }

  async delete(productId: number, username: string): Promise<boolean> {
    return (await this.seats.delete(keyOf(productId, username))) !== undefined
  }
}

function keyOf(productId: number, username: string): string {
  return `${productId}/${username.toLowerCase()}`
}
