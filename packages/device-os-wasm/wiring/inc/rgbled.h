#pragma once

#include "spark_wiring_rgb.h"
#include "system_led_signal.h"
