/** The reason of an abort after which the session ends in good order: `CloudDisconnectOptions().graceful(true)`. */
export class GracefulEnd extends Error {
  /** How long that may take. */
  readonly limitMs: number

  constructor(limitMs: number) {
    super('the cloud connection is ended gracefully')
    this.name = 'GracefulEnd'
    this.limitMs = limitMs
  }
}
