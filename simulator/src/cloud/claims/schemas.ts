import { z } from 'zod'

export const claimCodeAnswer = z.object({
  claim_code: z.string().meta({ description: '63 characters of the base64 alphabet' }),
  device_ids: z.array(z.string()).meta({ description: 'What the caller owns at this moment' }),
})
