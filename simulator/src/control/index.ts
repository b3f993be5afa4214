export { createJournal } from './journal.ts'
export { controlRoutes } from './routes.ts'
