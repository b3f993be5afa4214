#pragma once

#include <stdint.h>

namespace device_os {

/**
 * How long whatever ends a connection waits for what the cloud has not acknowledged yet. Source: Device OS v2.3.1
 * communication/src/lightssl_protocol.h.
 */
constexpr uint32_t CLOUD_ACKNOWLEDGE_LIMIT_MS = 5000;

}  // namespace device_os
