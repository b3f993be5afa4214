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

#include "avr/pgmspace.h"
#include "concurrent_hal.h"
#include "core_hal.h"
#include "delay_hal.h"
#include "gpio_hal.h"
#include "product.h"
#include "rng_hal.h"
#include "spark_macros.h"
#include "spark_wiring.h"
#include "spark_wiring_async.h"
#include "spark_wiring_chrono.h"
#include "spark_wiring_character.h"
#include "spark_wiring_cloud.h"
#include "spark_wiring_eeprom.h"
#include "spark_wiring_error.h"
#include "spark_wiring_flags.h"
#include "spark_wiring_i2c.h"
#include "spark_wiring_interrupts.h"
#include "spark_wiring_ipaddress.h"
#include "spark_wiring_json.h"
#include "spark_wiring_led.h"
#include "spark_wiring_logging.h"
#include "spark_wiring_not_built.h"
#include "spark_wiring_platform.h"
#include "spark_wiring_print.h"
#include "spark_wiring_printable.h"
#include "spark_wiring_random.h"
#include "spark_wiring_registers.h"
#include "spark_wiring_rgb.h"
#include "spark_wiring_servo.h"
#include "spark_wiring_spi.h"
#include "spark_wiring_stream.h"
#include "spark_wiring_string.h"
#include "spark_wiring_system.h"
#include "spark_wiring_tcpclient.h"
#include "spark_wiring_tcpserver.h"
#include "spark_wiring_thread.h"
#include "spark_wiring_ticks.h"
#include "spark_wiring_time.h"
#include "spark_wiring_timer.h"
#include "spark_wiring_udp.h"
#include "spark_wiring_usartserial.h"
#include "spark_wiring_usbserial.h"
#include "spark_wiring_vector.h"
#include "spark_wiring_watchdog.h"
#include "spark_wiring_wifi.h"
#include "string_convert.h"
#include "system_mode.h"
#include "system_version.h"
#include "timer_hal.h"

using namespace spark;
using namespace particle;
using namespace particle::chrono_literals;
using namespace std::literals::chrono_literals;

void setup();
void loop();
