/// <reference path="./wiring-preprocessor.d.ts" />
import { posix } from 'node:path'
import wiring from 'wiring-preprocessor'
import type { Project } from './project.ts'

/** One source as the compiler gets it. */
export interface TranslationUnit {
  readonly path: string
  readonly text: string
  readonly language: 'c' | 'c++'
  /** It includes the Device OS API, itself or through a header of the project. */
  readonly usesDeviceOs: boolean
}

const INCLUDE = /^[ \t]*#[ \t]*include[ \t]*[<"]([^>"]+)[>"]/gm
const DEVICE_OS = new Set(['Particle.h', 'application.h', 'Arduino.h'])

/** Turns `.ino` into C++ as Particle's compile service does, each file by itself. */
export function translationUnits(project: Project): TranslationUnit[] {
  return project.sources.map(path => {
    const source = project.files.get(path) ?? ''
    const isWiring = /\.(ino|pde)$/i.test(path)
    const text = isWiring ? wiring.processFile(path, source) : source
    return {
      path: isWiring ? `${path}.cpp` : path,
      text,
      language: /\.c$/i.test(path) ? 'c' : 'c++',
      usesDeviceOs: includesDeviceOs(project, path, text, new Set()),
    }
  })
}

function includesDeviceOs(project: Project, path: string, text: string, seen: Set<string>): boolean {
  if (seen.has(path)) return false
  seen.add(path)
  for (const match of text.matchAll(INCLUDE)) {
    const name = match[1] ?? ''
    if (DEVICE_OS.has(name)) return true
    for (const dir of [posix.dirname(path), ...project.includeDirs]) {
      const header = posix.join(dir, name)
      const headerText = project.files.get(header)
      if (headerText === undefined) continue
      if (includesDeviceOs(project, header, headerText, seen)) return true
      break
    }
  }
  return false
}
