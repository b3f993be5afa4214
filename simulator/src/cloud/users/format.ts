import type { z } from 'zod'
import type { CloudContext } from '../context.ts'
import type { Account } from './accounts.ts'
import type { userAnswer } from './schemas.ts'

/** `GET /v1/user`. */
export async function formatUser(cloud: CloudContext, account: Account): Promise<z.input<typeof userAnswer>> {
  const { accountInfo: info = {} } = account.kind === 'user' ? account : {}
  return {
    username: account.username,
    subscription_ids: [],
    account_info: {
      first_name: info.first_name ?? '',
      last_name: info.last_name ?? '',
      ...(info.company_name !== undefined && { company_name: info.company_name }),
      business_account: info.business_account ?? false,
    },
    // Photons, all of them.
    wifi_device_count: (await cloud.devices.ownedBy(account.id)).length,
    cellular_device_count: 0,
    mfa: { enabled: await cloud.mfa.isEnabled(account.id) },
    tos: {},
    memberships: [],
    scim_provisioned: false,
    no_password: account.password === null,
  }
}
