import { expect, test } from 'vitest'
import { functionName } from '../../src/compile/debug/function-name.ts'

test.each([
  ['_Z5blinki', 'blink', 'blink'],
  ['', 'main', 'main'],
  ['_ZN7Counter3addEi', 'add', 'Counter::add'],
  ['_ZNK7Counter4readEv', 'read', 'Counter::read'],
  ['_ZN6garden7CounterC2Ei', 'Counter', 'garden::Counter::Counter'],
  ['_ZN12_GLOBAL__N_15crashERK6String', 'crash', 'crash'],
  ['_ZZ5setupENK3$_0clE6String', 'operator()', 'a lambda'],
  ['_ZN4ListIiE3addEi', 'add', 'add'],
  ['_Z5twiceIiEiT_', 'twice<int>', 'twice'],
])('%s, %s is shown as %s', (linkageName, name, shown) => {
  expect(functionName(linkageName, name)).toBe(shown)
})
