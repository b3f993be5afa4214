/** Has no types of its own; what both versions have is called the same way. */
declare module 'particle-api-js-6' {
  export { default } from 'particle-api-js'
}
