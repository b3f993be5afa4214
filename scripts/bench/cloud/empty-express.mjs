/** Express listening: what a start of any cloud on it is compared with. Plain JavaScript, so that nothing is stripped. */
import express from 'express'

const server = express().listen(0, '127.0.0.1', () => console.log(server.address().port))
