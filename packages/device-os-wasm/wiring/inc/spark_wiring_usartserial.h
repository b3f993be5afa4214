#pragma once

#include "spark_wiring_usbserial.h"
