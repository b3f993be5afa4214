import { HttpError } from '../http/errors.ts'

/** `{errors: [{message}, …]}`, the envelope of the library routes alone. */
export class LibraryError extends HttpError {
  readonly code = 'library-error'
  readonly body: object

  constructor(status: number, ...messages: string[]) {
    super(status, messages.join('; '))
    this.body = { errors: messages.map(message => ({ message })) }
  }
}

/** A folder that was to hold libraries cannot be read. */
export class LibraryFolderError extends Error {
  readonly code = 'library-folder'
  override readonly name = 'LibraryFolderError'
  readonly path: string

  constructor(path: string, cause: unknown) {
    super(
      `cannot read the library folder ${path}: ${cause instanceof Error ? cause.message : cause}; ` +
        'name a folder whose subfolders are libraries',
      { cause },
    )
    this.path = path
  }
}
