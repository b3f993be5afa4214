#include "SampleSchedule.h"

namespace photonstream {

void SampleSchedule::start(std::uint32_t nowMs, std::uint32_t intervalMs) {
    intervalMs_ = intervalMs;
    lastMs_ = nowMs - intervalMs;
}

bool SampleSchedule::next(std::uint32_t nowMs, SampleMoment& moment) {
    const std::uint32_t steps = (nowMs - lastMs_) / intervalMs_;
    if (steps == 0) {
        return false;
    }
    lastMs_ += steps * intervalMs_;
    moment = {lastMs_, steps - 1};
    return true;
}

}  // namespace photonstream
