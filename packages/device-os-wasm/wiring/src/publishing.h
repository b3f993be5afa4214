#pragma once

#include <stdint.h>

#include "spark_wiring_async.h"

/** Events that the cloud has still to acknowledge. */
namespace device_os::publishing {

/** What comes of the event that the board knows under this number. */
particle::Future<bool> follow(int32_t number);
/** Takes note of what the cloud has answered. */
void refresh();
/** The same, and calls the application's callbacks. */
void tellOutcomes();
bool allAcknowledged();

}  // namespace device_os::publishing
