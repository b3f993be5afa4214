export { createJournal, type Journal, type JournalEntry } from './journal.ts'
export { controlRoutes } from './routes.ts'
