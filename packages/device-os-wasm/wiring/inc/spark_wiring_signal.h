#pragma once

#include <stdint.h>

typedef enum { NET_ACCESS_TECHNOLOGY_UNKNOWN = 0, NET_ACCESS_TECHNOLOGY_WIFI = 1 } hal_net_access_tech_t;

namespace particle {

/** How well a network is heard. Source: Device OS v2.3.1 wiring/inc/spark_wiring_signal.h. */
class Signal {
public:
    virtual ~Signal() = default;
    virtual hal_net_access_tech_t getAccessTechnology() const = 0;
    /** Percent; below 0 when there is none, as for the quality. */
    virtual float getStrength() const = 0;
    virtual float getStrengthValue() const = 0;
    virtual float getQuality() const = 0;
    virtual float getQualityValue() const = 0;
};

}  // namespace particle
