#pragma once

#include <stddef.h>
#include <stdint.h>

#include "inet_hal.h"

/** Source of all of this: Device OS v2.3.1 hal/inc/wlan_hal.h. */
typedef enum { ANT_INTERNAL = 0, ANT_EXTERNAL = 1, ANT_AUTO = 3, ANT_NONE = 0xff } WLanSelectAntenna_TypeDef;

typedef enum {
    WLAN_SEC_UNSEC = 0,
    WLAN_SEC_WEP,
    WLAN_SEC_WPA,
    WLAN_SEC_WPA2,
    WLAN_SEC_WPA_ENTERPRISE,
    WLAN_SEC_WPA2_ENTERPRISE,
    WLAN_SEC_NOT_SET = 0xFF
} WLanSecurityType;

typedef enum {
    WLAN_CIPHER_NOT_SET = 0,
    WLAN_CIPHER_AES = 1,
    WLAN_CIPHER_TKIP = 2,
    WLAN_CIPHER_AES_TKIP = 3
} WLanSecurityCipher;

typedef enum { WLAN_EAP_TYPE_NONE = 0, WLAN_EAP_TYPE_TLS = 13, WLAN_EAP_TYPE_PEAP = 25 } WLanEapType;

typedef enum { DYNAMIC_IP, STATIC_IP } IPAddressSource;

/** A network in the air or in flash. Layout known to src/run/wifi-layout.ts. */
typedef struct WiFiAccessPoint {
    size_t size = sizeof(WiFiAccessPoint);
    char ssid[33] = {};
    uint8_t ssidLength = 0;
    uint8_t bssid[6] = {};
    WLanSecurityType security = WLAN_SEC_UNSEC;
    WLanSecurityCipher cipher = WLAN_CIPHER_NOT_SET;
    uint8_t channel = 0;
    /** Bits a second. */
    int maxDataRate = 0;
    /** dBm; only of a scan. */
    int rssi = 0;
} WiFiAccessPoint;

typedef void (*wlan_scan_result_t)(WiFiAccessPoint* point, void* cookie);

/** A network to store. Layout known to src/run/wifi-layout.ts. */
typedef struct {
    unsigned size;
    const char* ssid;
    unsigned ssid_len;
    const char* password;
    unsigned password_len;
    WLanSecurityType security;
    WLanSecurityCipher cipher;
    unsigned channel;
    unsigned flags;
    uint8_t version;
    WLanEapType eap_type;
    const char* inner_identity;
    uint16_t inner_identity_len;
    const char* outer_identity;
    uint16_t outer_identity_len;
    const uint8_t* private_key;
    uint16_t private_key_len;
    const uint8_t* client_certificate;
    uint16_t client_certificate_len;
    const uint8_t* ca_certificate;
    uint16_t ca_certificate_len;
} WLanCredentials;

#define WLAN_CREDENTIALS_VERSION_3 (3)
#define WLAN_CREDENTIALS_CURRENT_VERSION (WLAN_CREDENTIALS_VERSION_3)

static_assert(offsetof(WiFiAccessPoint, security) == 44 && offsetof(WiFiAccessPoint, rssi) == 60, "see wifi-layout.ts");
static_assert(offsetof(WLanCredentials, eap_type) == 40 && offsetof(WLanCredentials, ca_certificate_len) == 80,
              "see wifi-layout.ts");
