/** A customer and the devices provisioned for it. */
export interface CustomerRecord {
  /** Id of the OAuth client that made the customer. */
  client: string
  /** In lower case. */
  customerEmail: string
  /** In the order they were saved. */
  devices: { deviceId: string }[]
}

/** What one provisioning adds. */
export interface ProvisionedDevice {
  client: string
  customerEmail: string
  deviceId: string
}

/** Which customer: e-mails compare in lower case. */
export interface CustomerKey {
  client: string
  customerEmail: string
}

/**
 * Remembers who owns which device. Every method rejects with `RegistryError` when the store cannot be read
 * or written.
 */
export interface Registry extends AsyncDisposable {
  /**
   * Adds a device to its customer, whole or not at all. Saving it again changes nothing; saving it for another
   * customer moves it there, as a device has one owner.
   *
   * @returns the customer's record as it is now.
   */
  save(device: ProvisionedDevice): Promise<CustomerRecord>
  find(key: CustomerKey): Promise<CustomerRecord | undefined>
  /** All customers, by e-mail. */
  list(): Promise<CustomerRecord[]>
  /** Forgets a customer and its devices. @returns whether there was one. */
  remove(key: CustomerKey): Promise<boolean>
  close(): Promise<void>
}
