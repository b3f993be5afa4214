import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** A sketch whose function of that name returns that value. */
export function sketch(name: string, value: number): string {
  return `int answer(String argument) {
    return ${value};
}

void setup() {
    Particle.function("${name}", answer);
}

void loop() {}
`
}

/** What the compiler objects to in its third and fourth line. */
export const BROKEN_SKETCH = `
void setup() {
    int count = "three";
    undeclaredFunction();
}

void loop() {}
`

/** Writes files below a folder. */
export async function writeFiles(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), content)
  }
}
