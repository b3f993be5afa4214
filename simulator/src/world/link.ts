/** One end of a pair; what one end sends, the other receives. */
export interface LinkEnd<Sent, Received> {
  /** Hands a message to the other end, never inside the caller's own turn. Ignored after the link closed. */
  send(message: Sent): void
  /** Sets the one receiver; messages that came before are handed to it first. */
  onMessage(receiver: (message: Received) => void): void
  /** Called once, whichever end closed, also when the link had closed before. */
  onClose(listener: () => void): void
  /** Ends the link for both ends: the other end first receives what was sent, this end nothing more. */
  close(): void
}

/** Two joined ends in one process. Delivery is in order, in microtasks: it takes no simulated time. */
export function createLink<A, B>(): [LinkEnd<A, B>, LinkEnd<B, A>] {
  let closed = false
  const left = new Inbox<B>()
  const right = new Inbox<A>()

  const end = <Sent, Received>(own: Inbox<Received>, other: Inbox<Sent>): LinkEnd<Sent, Received> => ({
    send(message) {
      if (!closed) other.put(message)
    },
    onMessage: receiver => own.receiveWith(receiver),
    onClose: listener => own.whenClosed(listener),
    close() {
      if (closed) return
      closed = true
      own.drop()
      own.close()
      other.close()
    },
  })
  return [end(left, right), end(right, left)]
}

/** What waits at one end. */
class Inbox<Message> {
  private messages: Message[] = []
  private receiver: ((message: Message) => void) | undefined
  private listeners: (() => void)[] = []
  private ended = false
  private scheduled = false

  put(message: Message): void {
    this.messages.push(message)
    this.schedule()
  }

  receiveWith(receiver: (message: Message) => void): void {
    this.receiver = receiver
    this.schedule()
  }

  whenClosed(listener: () => void): void {
    this.listeners.push(listener)
    this.schedule()
  }

  drop(): void {
    this.messages = []
    this.receiver = undefined
  }

  close(): void {
    this.ended = true
    this.schedule()
  }

  private schedule(): void {
    if (this.scheduled) return
    this.scheduled = true
    queueMicrotask(() => {
      this.scheduled = false
      this.flush()
    })
  }

  private flush(): void {
    while (this.receiver !== undefined && this.messages.length > 0) {
      const message = this.messages.shift() as Message
      this.receiver(message)
    }
    if (!this.ended) return
    const listeners = this.listeners
    this.listeners = []
    for (const listener of listeners) listener()
  }
}
