#pragma once

#include <cstdint>

#include "StreamLimits.h"

namespace photonstream {

/**
 * A token bucket that stays inside both publish limits: at most kPublishBurst events within any
 * kPublishPeriodMs, and one each period in the long run. Attempts count, sent or refused: the device
 * counts them so, and one that is hammered never recovers.
 */
class PublishBudget {
public:
    bool available(std::uint32_t nowMs);

    /** Takes one token. `nowMs` is read after the attempt, so that no wait inside it shortens the second. */
    void spend(std::uint32_t nowMs);

private:
    std::uint32_t tokens_ = kPublishBurst;
    /** When the bucket last gained a token, or stopped being full. */
    std::uint32_t refilledMs_ = 0;
};

}  // namespace photonstream
