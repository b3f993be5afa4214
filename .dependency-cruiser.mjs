/**
 * Who may import whom. A room that is not in a line's `may` list is out of reach for it, whatever the
 * way: by package name, by relative path, as a type, or by a dynamic import.
 */
const ROOMS = {
  protocol: '^packages/protocol/src/',
  host: '^packages/host/src/',
  'device-os-wasm': '^packages/device-os-wasm/src/',
  cli: '^packages/cli/(src|bin)/',
  'simulator/world': '^simulator/src/world/',
  'simulator/photon': '^simulator/src/photon/',
  'simulator/cloud': '^simulator/src/cloud/',
  'simulator/control': '^simulator/src/control/',
  'simulator/root': '^simulator/src/[^/]+$',
  'firmware (its tests)': '^firmware/(test|scripts)/',
  scripts: '^scripts/',
}

const COMPILER = '^packages/device-os-wasm/src/compile/'

const MAY = {
  protocol: [],
  host: ['protocol'],
  'device-os-wasm': [],
  'simulator/world': [],
  'simulator/photon': ['simulator/world', 'protocol', 'device-os-wasm'],
  'simulator/cloud': ['simulator/world', 'protocol'],
  'simulator/control': [
    'simulator/world',
    'simulator/photon',
    'simulator/cloud',
    'simulator/root',
    'protocol',
    'device-os-wasm',
  ],
  'simulator/root': [
    'simulator/world',
    'simulator/photon',
    'simulator/cloud',
    'simulator/control',
    'protocol',
    'device-os-wasm',
  ],
  cli: ['host', 'simulator/root', 'device-os-wasm'],
  'firmware (its tests)': ['device-os-wasm'],
}

/** Where a room may use part of another only. */
const PARTS = { 'simulator/cloud': [COMPILER] }

const rooms = Object.entries(MAY).map(([room, may]) => ({
  name: `${room} may import ${may.length > 0 ? may.join(', ') : 'nothing of ours'}`,
  severity: 'error',
  from: { path: ROOMS[room] },
  to: {
    path: Object.values(ROOMS),
    pathNot: [ROOMS[room], ...may.map(other => ROOMS[other]), ...(PARTS[room] ?? [])],
  },
}))

export default {
  forbidden: [
    ...rooms,
    {
      name: 'protocol has no Node built-in',
      severity: 'error',
      from: { path: ROOMS.protocol },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'cli loads the simulator and the compiler only when a command needs them',
      severity: 'error',
      from: { path: ROOMS.cli, pathNot: '^packages/cli/src/simulation/' },
      to: {
        path: [ROOMS['simulator/root'], ROOMS['device-os-wasm']],
        dynamic: false,
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'no circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'every import leads somewhere', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    parser: 'tsc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(node_modules|dist|fixtures|\\.turbo|\\.results)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@particle-setup/source', 'node', 'import', 'types', 'default'],
      extensions: ['.ts', '.js', '.mjs', '.json', '.d.ts'],
    },
  },
}
