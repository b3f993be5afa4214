#include "Settings.h"

#include <cstddef>
#include <cstring>

#include "Interval.h"

namespace photonstream {

namespace {

constexpr std::uint32_t kMagic = 0x52545350;
constexpr std::uint16_t kVersion = 1;
constexpr std::uint32_t kCrc32Polynomial = 0xEDB88320;

std::uint32_t crc32(const std::uint8_t* bytes, std::size_t size) {
    std::uint32_t crc = 0xFFFFFFFF;
    for (std::size_t i = 0; i < size; ++i) {
        crc ^= bytes[i];
        for (int bit = 0; bit < 8; ++bit) {
            crc = (crc & 1U) != 0 ? (crc >> 1) ^ kCrc32Polynomial : crc >> 1;
        }
    }
    return ~crc;
}

std::uint32_t checksumOf(const SettingsRecord& record) {
    std::uint8_t bytes[offsetof(SettingsRecord, checksum)];
    std::memcpy(bytes, &record, sizeof(bytes));
    return crc32(bytes, sizeof(bytes));
}

}  // namespace

SettingsRecord encodeSettings(const Settings& settings) {
    SettingsRecord record = {};
    record.magic = kMagic;
    record.version = kVersion;
    record.streaming = settings.streaming ? 1 : 0;
    record.intervalMs = settings.intervalMs;
    record.checksum = checksumOf(record);
    return record;
}

bool decodeSettings(const SettingsRecord& record, Settings& settings) {
    if (record.magic != kMagic || record.version != kVersion || record.checksum != checksumOf(record)) {
        return false;
    }
    if (record.streaming > 1 || !isInterval(record.intervalMs)) {
        return false;
    }
    settings.streaming = record.streaming == 1;
    settings.intervalMs = record.intervalMs;
    return true;
}

}  // namespace photonstream
