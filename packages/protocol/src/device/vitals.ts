/** How a device is, as it measures itself. Source: Device OS v2.3.1 services/inc/diagnostics.h. */
export interface Vitals {
  /** Since it was switched on or reset. */
  uptimeSeconds: number
  /** Of the network that it is on. */
  rssiDbm: number | undefined
  /** Times that it lost the cloud since then. */
  cloudDisconnects: number
  /** Messages that the cloud has still to acknowledge. */
  unacknowledgedMessages: number
}
