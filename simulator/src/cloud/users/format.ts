import type { z } from 'zod'
import type { Account } from './accounts.ts'
import type { userAnswer } from './schemas.ts'

/** `GET /v1/user`. */
export function formatUser(account: Account, wifiDeviceCount: number): z.input<typeof userAnswer> {
  return {
    username: account.username,
    subscription_ids: [],
    account_info: { first_name: '', last_name: '', business_account: false },
    wifi_device_count: wifiDeviceCount,
    cellular_device_count: 0,
    mfa: { enabled: false },
    tos: {},
    memberships: [],
    scim_provisioned: false,
    no_password: account.password === null,
  }
}
