#pragma once

#include <cstdint>

#include "StreamLimits.h"

namespace photonstream {

/** What a reset must not forget. */
struct Settings {
    std::uint32_t intervalMs = kIntervalDefaultMs;
    bool streaming = true;
};

inline bool operator==(const Settings& a, const Settings& b) {
    return a.intervalMs == b.intervalMs && a.streaming == b.streaming;
}

/** The settings as they lie in EEPROM: 16 bytes, little-endian. */
struct SettingsRecord {
    /** "PSTR". Erased EEPROM reads 0xFF throughout. */
    std::uint32_t magic;
    /** Raised whenever the layout or a meaning changes. */
    std::uint16_t version;
    /** 1 streaming, 0 stopped. */
    std::uint16_t streaming;
    std::uint32_t intervalMs;
    /** CRC-32 (IEEE 802.3) of the twelve bytes before it. */
    std::uint32_t checksum;
};

static_assert(sizeof(SettingsRecord) == 16, "the record has no padding");

SettingsRecord encodeSettings(const Settings& settings);

/** False, and no change to `settings`, for a record that this version did not write or that is damaged. */
bool decodeSettings(const SettingsRecord& record, Settings& settings);

}  // namespace photonstream
