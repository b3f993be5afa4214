#pragma once

#include <stdint.h>
#include <stdio.h>
#include <string.h>

// Constants that other boards keep in flash; here as on a Photon, all of it is addressed alike. Source: Device OS
// v2.3.1 wiring/inc/avr/pgmspace.h, and spark_wiring_arduino.h, by which Particle.h has the most of it, too.

#define PROGMEM
#define PGM_P const char*
#define PGM_VOID_P const void*
#define PSTR(text) (text)
#define pgm_read_byte(address) (*reinterpret_cast<const uint8_t*>(address))
#define pgm_read_word(address) (*reinterpret_cast<const uint16_t*>(address))
#define pgm_read_dword(address) (*reinterpret_cast<const uint32_t*>(address))
#define pgm_read_float(address) (*reinterpret_cast<const float*>(address))
#define pgm_read_ptr(address) (*reinterpret_cast<const void* const*>(address))
#define pgm_read_byte_near(address) pgm_read_byte(address)
#define pgm_read_word_near(address) pgm_read_word(address)
#define pgm_read_dword_near(address) pgm_read_dword(address)
#define memcpy_P memcpy
#define memcmp_P memcmp
#define strcpy_P strcpy
#define strncpy_P strncpy
#define strlcpy_P strlcpy
#define strcat_P strcat
#define strcmp_P strcmp
#define strncmp_P strncmp
#define strcasecmp_P strcasecmp
#define strlen_P strlen
#define strstr_P strstr
#define sprintf_P sprintf
#define snprintf_P snprintf
#define vsnprintf_P vsnprintf
