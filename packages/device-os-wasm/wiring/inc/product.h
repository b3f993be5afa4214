#pragma once

#include <stdint.h>

#include "spark_macros.h"

namespace particle {
void setProductId(int id);
void setProductVersion(int version);
}  // namespace particle

/** Exported, so that a module states them without being run (src/compile/module-facts.ts). */
extern "C" {
extern const uint16_t particle_product_id;
extern const uint16_t particle_product_version;
}

/** The product that this firmware belongs to, as the device tells the cloud: constants from 0 to 65535. */
#define PRODUCT_ID(id)                           \
    constexpr uint16_t particle_product_id{(id)}; \
    STARTUP(particle::setProductId(particle_product_id))
#define PRODUCT_VERSION(version)                           \
    constexpr uint16_t particle_product_version{(version)}; \
    STARTUP(particle::setProductVersion(particle_product_version))
