import { z } from 'zod'

/** Numbers of SIM cards (ITU-T E.118) and modems (3GPP TS 23.003). */
const serialNumber = z
  .string()
  .regex(/^\d{14,22}$/, 'give its digits')
  .optional()

/** Clients send nothing at all, or `{}`. */
export const claimBody = z.looseObject({
  iccid: serialNumber.meta({ description: 'Of a cellular device: its SIM card’s number is the claim code' }),
  imei: serialNumber.meta({ description: 'The same, by its modem’s number' }),
})

export const claimCodeAnswer = z.object({
  claim_code: z.string().meta({ description: '63 characters of the base64 alphabet; or the given number' }),
  device_ids: z.array(z.string()).meta({ description: 'What the caller owns at this moment' }),
})
