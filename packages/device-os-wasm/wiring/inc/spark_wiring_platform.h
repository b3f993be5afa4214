#pragma once

#include "platforms.h"

// What a program can ask of the platform by #if. Source: Device OS v2.3.1 spark_wiring_platform.h, hal_platform.h.

#define Wiring_WiFi 1
#define Wiring_Cellular 0
#define Wiring_Ethernet 0
#define Wiring_Mesh 0
#define Wiring_BLE 0
#define Wiring_NFC 0
#define Wiring_SPI1 1
#define Wiring_SPI2 0
#define Wiring_Wire1 0
#define Wiring_Wire2 0
#define Wiring_Wire3 0
#define Wiring_Serial2 0
#define Wiring_Serial3 0
#define Wiring_Serial4 0
#define Wiring_Serial5 0
#define Wiring_IPv6 0
#define Wiring_LogConfig 0

#define PLATFORM_THREADING 1
#define SYSTEM_HW_TICKS 1
#define HAL_PLATFORM_WIFI 1
#define HAL_PLATFORM_CELLULAR 0
#define HAL_PLATFORM_ETHERNET 0
#define HAL_PLATFORM_BLE 0
#define HAL_PLATFORM_NFC 0
#define HAL_PLATFORM_MESH 0
#define HAL_PLATFORM_GEN 2
#define HAL_PLATFORM_FILESYSTEM 0
#define HAL_PLATFORM_POWER_MANAGEMENT 0
