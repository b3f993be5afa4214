/**
 * What lies under the cloud: messages to all, questions to one, and what is known. Everything the
 * cloud's routes share passes through here, so that several nodes on one backplane are one cloud.
 */
export interface Backplane {
  /** Tells every subscriber of the topic, on every node, in the order of publishing; never in the caller's turn. */
  publish<Message>(topic: Topic<Message>, message: Message): Promise<void>
  subscribe<Message>(topic: Topic<Message>, listener: (message: Message) => void): Subscription
  /**
   * Asks the one who answers for the service.
   *
   * @throws NoResponderError when nobody does.
   */
  request<Request, Reply>(service: Service<Request, Reply>, request: Request): Promise<Reply>
  /** Answers for the service from now on; the newest responder is the one that is asked. */
  respond<Request, Reply>(
    service: Service<Request, Reply>,
    responder: (request: Request) => Promise<Reply>,
  ): Subscription
  /** The key-value bucket of that name; the same name is the same bucket. */
  bucket<Value>(name: string, options?: BucketOptions): Bucket<Value>
  close(): Promise<void>
}

/** Names a stream of messages of one type. */
export interface Topic<Message> {
  readonly name: string
  /** Never set: carries the type. */
  readonly message?: Message
}

/** Names somebody who answers questions of one type. */
export interface Service<Request, Reply> {
  readonly name: string
  /** Never set: carry the types. */
  readonly request?: Request
  readonly reply?: Reply
}

export interface Subscription {
  unsubscribe(): void
}

export interface BucketOptions {
  /** Forget it all when the cloud stops, also where other buckets are kept. Default: false. */
  transient?: boolean
}

/** Values are plain JSON and are never changed in place. Each operation is atomic. */
export interface Bucket<Value> {
  get(key: string): Promise<Value | undefined>
  put(key: string, value: Value): Promise<void>
  /** Puts a value under a key that has none. @returns false when it has one. */
  create(key: string, value: Value): Promise<boolean>
  /** @returns the value that was there. */
  delete(key: string): Promise<Value | undefined>
  /**
   * Puts what `change` makes of the value; `undefined` leaves it as it is. `change` may run more than once.
   *
   * @returns the value as it is now.
   */
  update(key: string, change: (value: Value | undefined) => Value | undefined): Promise<Value | undefined>
  /** Those values that pass, in the order in which their keys were first put. */
  find(test: (value: Value) => boolean): Promise<Value[]>
}

/** Nobody answers for the service: for a device, it has no session. */
export class NoResponderError extends Error {
  readonly code = 'no-responder'
  readonly service: string

  constructor(service: string) {
    super(`nobody answers for ${service}`)
    this.name = 'NoResponderError'
    this.service = service
  }
}
