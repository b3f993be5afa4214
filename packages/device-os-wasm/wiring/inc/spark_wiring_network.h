#pragma once

#include "spark_wiring_wifi.h"
