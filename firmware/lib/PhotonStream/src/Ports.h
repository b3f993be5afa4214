#pragma once

#include <cstdint>

#include "Settings.h"

// What the stream asks of the device around it.

namespace photonstream {

class Clock {
public:
    /** Milliseconds since power-on. Wraps to 0 after 2^32 of them, 49.7 days. */
    virtual std::uint32_t nowMs() const = 0;

protected:
    ~Clock() = default;
};

class Sensor {
public:
    /** One sample, 0 to kSampleMax. Must not wait. */
    virtual std::uint16_t read() = 0;

protected:
    ~Sensor() = default;
};

class EventSink {
public:
    virtual bool connected() const = 0;

    /** Sends one event. False when the device refused it; then it may be offered again. */
    virtual bool publish(const char* name, const char* data) = 0;

protected:
    ~EventSink() = default;
};

/** Memory that outlives a reset. */
class SettingsStorage {
public:
    virtual void read(SettingsRecord& record) const = 0;
    virtual void write(const SettingsRecord& record) = 0;

protected:
    ~SettingsStorage() = default;
};

}  // namespace photonstream
