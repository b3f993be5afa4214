#include "PublishBudget.h"

namespace photonstream {

bool PublishBudget::available(std::uint32_t nowMs) {
    while (tokens_ < kPublishBurst && nowMs - refilledMs_ >= kPublishPeriodMs) {
        ++tokens_;
        refilledMs_ += kPublishPeriodMs;
    }
    return tokens_ > 0;
}

void PublishBudget::spend(std::uint32_t nowMs) {
    if (tokens_ == kPublishBurst) {
        refilledMs_ = nowMs;
    }
    if (tokens_ > 0) {
        --tokens_;
    }
}

}  // namespace photonstream
