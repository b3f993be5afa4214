declare module 'wiring-preprocessor' {
  const wiring: {
    /** Adds the include of Particle.h, prototypes and `#line`. */
    processFile(fileName: string, content: string): string
  }
  export default wiring
}
