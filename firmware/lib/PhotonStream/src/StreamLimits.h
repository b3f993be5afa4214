#pragma once

#include <cstddef>
#include <cstdint>

// Every limit of the stream: unit, size, and where it comes from.

namespace photonstream {

// Set by Device OS 2.3.1 (communication/src/protocol_defs.h). A longer name or payload is cut
// silently there, which would leave broken JSON.

constexpr std::size_t kEventNameBytes = 64;
constexpr std::size_t kEventDataBytes = 622;

// Set by Device OS 2.3.1 (communication/src/publisher.h): a fifth event within a second of the first is
// refused. One a second in the long run is Particle's cloud's own limit.

constexpr std::uint32_t kPublishBurst = 4;
constexpr std::uint32_t kPublishPeriodMs = 1000;

// Set by the STM32F205's 12-bit converter: what analogRead() returns at 3.3 V.

constexpr std::uint16_t kSampleMax = 4095;

// Ours.

/** Fastest: 50 samples in an event a second, less than half of what fits, so that a backlog drains. */
constexpr std::uint32_t kIntervalMinMs = 20;

/** Slowest: one day. */
constexpr std::uint32_t kIntervalMaxMs = 86400000;

constexpr std::uint32_t kIntervalDefaultMs = 1000;

/** Samples in one event. The longest such event is 566 bytes; SensorEvent.cpp asserts that it fits. */
constexpr std::size_t kSamplesPerEvent = 100;

/** Events held while they cannot be sent: 800 s of samples at the default interval, in 1.7 KB of RAM. */
constexpr std::size_t kWaitingEvents = 8;

}  // namespace photonstream
