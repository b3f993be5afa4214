#pragma once

#include "Particle.h"
#include "PhotonStream.h"

// The stream's ports, on Device OS.

class UptimeClock final : public photonstream::Clock {
public:
    std::uint32_t nowMs() const override { return millis(); }
};

class AnalogSensor final : public photonstream::Sensor {
public:
    explicit AnalogSensor(std::uint16_t pin) : pin_(pin) {}

    std::uint16_t read() override {
        return static_cast<std::uint16_t>(analogRead(pin_));
    }

private:
    const std::uint16_t pin_;
};

class PrivateEvents final : public photonstream::EventSink {
public:
    bool connected() const override { return Particle.connected(); }

    // Without WITH_ACK the result is there as soon as the bytes are written, so nothing waits.
    bool publish(const char* name, const char* data) override {
        return Particle.publish(name, data, PRIVATE);
    }
};

class EepromSettings final : public photonstream::SettingsStorage {
public:
    /** `address`: of the first of 16 bytes, 0 to 2031. */
    explicit EepromSettings(int address) : address_(address) {}

    void read(photonstream::SettingsRecord& record) const override { EEPROM.get(address_, record); }
    void write(const photonstream::SettingsRecord& record) override { EEPROM.put(address_, record); }

private:
    const int address_;
};
