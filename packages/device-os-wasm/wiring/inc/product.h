#pragma once

#include "spark_macros.h"

namespace particle {
void setProductId(int id);
void setProductVersion(int version);
}  // namespace particle

/** The product that this firmware belongs to, as the device tells the cloud. */
#define PRODUCT_ID(id) STARTUP(particle::setProductId(id))
#define PRODUCT_VERSION(version) STARTUP(particle::setProductVersion(version))
