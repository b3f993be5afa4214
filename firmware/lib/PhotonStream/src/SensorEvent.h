#pragma once

#include "StreamLimits.h"
#include "SampleQueue.h"

namespace photonstream {

/** Room for the payload of one event and its terminator. */
using EventBuffer = char[kEventDataBytes + 1];

/**
 * Writes the payload of a `sensor` event, as JSON with a terminator:
 *
 * - `seq`: number of the first value since power-on; the n-th value is number seq + n
 * - `ms`: uptime at the first value, in milliseconds, 0 to 2^32 - 1
 * - `interval`: milliseconds from one value to the next
 * - `values`: samples, 0 to 4095; null where the firmware came too late to take one
 */
void writeSensorEvent(const SampleBatch& batch, EventBuffer& buffer);

}  // namespace photonstream
