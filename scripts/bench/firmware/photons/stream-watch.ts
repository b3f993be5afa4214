/** What of an event of the firmware says which it is; its data is JSON within JSON. A chunk's length may stand before it. */
const EVENT =
  /^event: sensor\ndata: \{"data":"\{\\"seq\\":(\d+),.*\\"values\\":\[(.*?)\].*"published_at":"([^"]+)","coreid":"([^"]+)"/m

/** Holds every event against what the Photon that sent it has sent before. */
export class StreamWatch {
  events = 0
  /** Samples that no event has brought, or that the main loop came too late to take. */
  missing = 0
  /** From the cloud's time of an event, which is in whole milliseconds, to the subscriber. */
  readonly lateMs: number[] = []
  /** By device id: the number that its next sample has, if none is missing. */
  readonly #nextSeq = new Map<string, number>()

  /** How many have sent something. */
  get photons(): number {
    return this.#nextSeq.size
  }

  see(frame: string): void {
    const [, seq, values = '', publishedAt = '', id = ''] = EVENT.exec(frame) ?? []
    if (seq === undefined) return
    const samples = values.split(',')
    this.missing += Number(seq) - (this.#nextSeq.get(id) ?? Number(seq))
    this.#nextSeq.set(id, Number(seq) + samples.length)
    this.events++
    this.missing += samples.filter(sample => sample === 'null').length
    this.lateMs.push(Math.max(0, Date.now() - Date.parse(publishedAt)))
  }

  /** From now on; what the Photons have sent before is still known. */
  reset(): void {
    this.events = 0
    this.missing = 0
    this.lateMs.length = 0
  }
}
