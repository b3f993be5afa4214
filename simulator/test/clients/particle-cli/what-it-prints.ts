/** No device has it. */
export const UNKNOWN_ID = '0123456789abcdef01234567'

/** What particle-cli prints of a Photon that runs our firmware. */
export const VARIABLES = `  Variables:
    streaming (bool)
    intervalMs (int32)
    published (int32)
    dropped (int32)
`
export const FUNCTIONS = `  Functions:
    int toggleStream (String args) 
    int setInterval (String args) 
`
