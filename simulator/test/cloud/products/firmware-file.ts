import { compile } from '@particle-setup/device-os-wasm/compile'

/** A compiled program that states what it is, or nothing. */
export async function firmwareFile(product?: number, version?: number): Promise<Buffer> {
  const facts = [
    product === undefined ? '' : `PRODUCT_ID(${product});`,
    version === undefined ? '' : `PRODUCT_VERSION(${version});`,
  ]
  const source = `#include "Particle.h"\n${facts.join('\n')}\nvoid setup() {}\nvoid loop() {}\n`
  const { wasm } = await compile({ name: 'kit', files: new Map([['kit.cpp', Buffer.from(source)]]) })
  return Buffer.from(wasm)
}

/** Compiling takes seconds where nothing is cached yet. */
export const COMPILE_MS = 120_000
