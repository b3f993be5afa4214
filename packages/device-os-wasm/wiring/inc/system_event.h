#pragma once

#include <stdint.h>

#include "spark_wiring_std.h"

typedef uint64_t system_event_t;

/** Bits of System.on(). Source: Device OS v2.3.1 system/inc/system_event.h. */
enum SystemEvents : uint32_t {
    setup_begin = 1 << 1,
    setup_update = 1 << 2,
    setup_end = 1 << 3,
    setup_all = setup_begin | setup_update | setup_end,
    wifi_listen_begin = setup_begin,
    wifi_listen_update = setup_update,
    wifi_listen_end = setup_end,
    wifi_listen = setup_all,
    network_credentials = 1 << 4,
    network_status = 1 << 5,
    cloud_status = 1 << 6,
    button_status = 1 << 7,
    firmware_update = 1 << 8,
    firmware_update_pending = 1 << 9,
    reset_pending = 1 << 10,
    reset = 1 << 11,
    button_click = 1 << 12,
    button_final_click = 1 << 13,
    time_changed = 1 << 14,
    low_battery = 1 << 15,
    out_of_memory = 1 << 18,
    all_events = 0xFFFFFFFF,
};

enum SystemEventsParam {
    network_status_off = 0,
    network_status_on = 1,
    network_status_powering_off = 2,
    network_status_powering_on = 3,
    network_status_connecting = 4,
    network_status_connected = 5,
    network_status_disconnecting = 6,
    network_status_disconnected = 7,

    cloud_status_disconnected = 0,
    cloud_status_connecting = 1,
    cloud_status_handshake = 2,
    cloud_status_session_resume = 3,
    cloud_status_connected = 8,
    cloud_status_disconnecting = 9,

    firmware_update_failed = -1,
    firmware_update_begin = 0,
    firmware_update_complete = 1,
    firmware_update_progress = 2,

    network_credentials_added = 1,
    network_credentials_cleared = 2,

    time_changed_manually = 0,
    time_changed_sync = 1,
};

typedef std::function<void(system_event_t, int, void*)> system_event_handler_t;

/** How many clicks an event button_click or button_final_click tells of. */
inline int system_button_clicks(int parameter) {
    return parameter;
}
