#pragma once

#include <cstdint>

#include "StreamLimits.h"

namespace photonstream {

/** Within the stated bounds, both included. */
constexpr bool isInterval(std::uint32_t ms) {
    return ms >= kIntervalMinMs && ms <= kIntervalMaxMs;
}

/** Samples that make up one event, so that events come no faster than one a second. */
constexpr std::uint32_t samplesPerEvent(std::uint32_t intervalMs) {
    return intervalMs >= kPublishPeriodMs ? 1 : (kPublishPeriodMs + intervalMs - 1) / intervalMs;
}

static_assert(samplesPerEvent(kIntervalMinMs) <= kSamplesPerEvent, "a second's samples fit one event");

}  // namespace photonstream
