#pragma once

#include <stdint.h>

/** An IPv4 address, its first byte highest. Source: Device OS v2.3.1 hal/inc/inet_hal.h. */
typedef struct HAL_IPAddress {
    uint32_t ipv4;
} HAL_IPAddress;

/** Which of a device's networks; a Photon has one. */
typedef uint32_t network_interface_t;
typedef network_interface_t network_handle_t;
