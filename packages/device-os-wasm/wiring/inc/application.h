#pragma once

/** The Device OS user API. What an application includes, as Particle.h, application.h or Arduino.h. */

#include <ctype.h>
#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "product.h"
#include "spark_macros.h"
#include "spark_wiring_chrono.h"
#include "spark_wiring_cloud.h"
#include "spark_wiring_print.h"
#include "spark_wiring_printable.h"
#include "spark_wiring_stream.h"
#include "spark_wiring_string.h"
#include "spark_wiring_ticks.h"
#include "spark_wiring_usbserial.h"
#include "system_mode.h"

using namespace spark;
using namespace particle;
using namespace particle::chrono_literals;
using namespace std::literals::chrono_literals;

void setup();
void loop();
