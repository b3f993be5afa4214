import { createEmitter } from './emitter.ts'

/**
 * What can be made to go wrong, and whom it concerns: a target states the facts that must hold, an
 * empty one concerns everybody.
 */
export interface FaultTargets {
  /** The cloud does not answer this device. */
  'cloud-unreachable': { readonly deviceId?: string }
  /** The device's radio does not hear this network. */
  'wifi-gone': { readonly deviceId?: string; readonly ssid?: string }
}

export type FaultKind = keyof FaultTargets

/** A fault that was added and lasts until it is removed. */
export interface Fault<Kind extends FaultKind = FaultKind> extends Disposable {
  readonly kind: Kind
  readonly target: FaultTargets[Kind]
  /** Idempotent. */
  remove(): void
}

/** Faults in the tester's hands: whoever would suffer one asks whether it is there. */
export interface Faults {
  add<Kind extends FaultKind>(kind: Kind, target?: FaultTargets[Kind]): Fault<Kind>
  /** Whether a fault of that kind concerns somebody of whom these facts hold. */
  isActive<Kind extends FaultKind>(kind: Kind, facts: FaultTargets[Kind]): boolean
  list(): readonly Fault[]
  clear(): void
  /** Told after a fault was added or removed. @returns a function that ends it. */
  onChange(listener: (fault: Fault) => void): () => void
}

export function createFaults(): Faults {
  const active = new Set<Fault>()
  const events = createEmitter<{ change: Fault }>()

  const add = <Kind extends FaultKind>(kind: Kind, target: FaultTargets[Kind] = {}): Fault<Kind> => {
    const remove = (): void => {
      if (active.delete(fault)) events.emit('change', fault)
    }
    const fault: Fault<Kind> = { kind, target, remove, [Symbol.dispose]: remove }
    active.add(fault)
    events.emit('change', fault)
    return fault
  }
  return {
    add,
    isActive: (kind, facts) =>
      active.values().some(fault => fault.kind === kind && concerns(fault.target, facts)),
    list: () => [...active],
    clear: () => {
      for (const fault of [...active]) fault.remove()
    },
    onChange: listener => events.on('change', listener),
  }
}

function concerns(target: object, facts: object): boolean {
  const known = new Map(Object.entries(facts))
  return Object.entries(target).every(([name, value]) => value === undefined || known.get(name) === value)
}
