#pragma once

#include <cstdint>

namespace photonstream {

/** One moment of the schedule. */
struct SampleMoment {
    /** Uptime in milliseconds: the moment itself, not the slightly later turn of loop() that met it. */
    std::uint32_t atMs;
    /** Moments before it that no turn of loop() met. */
    std::uint32_t missed;
};

/** When samples are due: at the start, then every interval, on a grid that a late loop() does not shift. */
class SampleSchedule {
public:
    /** Makes a moment due at once, and the next ones every `intervalMs` from it. */
    void start(std::uint32_t nowMs, std::uint32_t intervalMs);

    /** True, and the newest moment that is due, once for each. */
    bool next(std::uint32_t nowMs, SampleMoment& moment);

private:
    std::uint32_t intervalMs_ = 1;
    std::uint32_t lastMs_ = 0;
};

}  // namespace photonstream
