import type { z } from 'zod'
import type { CloudContext } from '../../context.ts'
import type { DeviceGroup } from './entity.ts'
import type { groupAnswer } from './schemas.ts'

type GroupAnswer = z.input<typeof groupAnswer>['group']

export async function formatGroups(
  cloud: CloudContext,
  productId: number,
  groups: readonly DeviceGroup[],
): Promise<GroupAnswer[]> {
  const plan = await cloud.firmwares.plan(productId)
  const devices = await cloud.devices.inProduct(productId)
  const memberships = await Promise.all(devices.map(device => cloud.memberships.get(device)))
  return groups.map(({ name, description, color }) => {
    const version = plan.groups.find(each => each.name === name)?.version
    return {
      name,
      description,
      color,
      ...(version !== undefined && { fw_version: version }),
      device_count: memberships.filter(each => each.groups.includes(name)).length,
    }
  })
}

export async function formatGroup(cloud: CloudContext, group: DeviceGroup): Promise<{ group: GroupAnswer }> {
  const [answer] = await formatGroups(cloud, group.productId, [group])
  if (answer === undefined) throw new Error('one group makes one answer')
  return { group: answer }
}
