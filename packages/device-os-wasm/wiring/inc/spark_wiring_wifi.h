#pragma once

#include "spark_wiring_ipaddress.h"
#include "spark_wiring_signal.h"
#include "spark_wiring_std.h"
#include "spark_wiring_string.h"
#include "spark_wiring_wifi_credentials.h"
#include "wlan_hal.h"

/** For connect(): without credentials, do not begin to listen. */
#define WIFI_CONNECT_SKIP_LISTEN 0x01

/** Strength of the network's signal. Converts to dBm, -127 to -1; 1 or 2 means there is none. */
class WiFiSignal : public particle::Signal {
public:
    WiFiSignal() = default;
    explicit WiFiSignal(int8_t dBm);

    operator int8_t() const { return static_cast<int8_t>(rssi); }
    hal_net_access_tech_t getAccessTechnology() const override { return NET_ACCESS_TECHNOLOGY_WIFI; }
    float getStrength() const override;
    /** dBm */
    float getStrengthValue() const override;
    float getQuality() const override;
    /** dB above the noise. */
    float getQualityValue() const override;

    int rssi = 2;
    int qual = 0;

private:
    bool isKnown() const { return rssi < 0; }
};

namespace spark {

/** The network of the device. Source: Device OS v2.3.1 wiring/inc/spark_wiring_network.h. */
class NetworkClass {
public:
    static bool ready();
    static bool connecting();
    static bool listening();

    static void on();
    static void off();
    /** Flags: WIFI_CONNECT_SKIP_LISTEN. */
    static void connect(unsigned flags = 0);
    static void disconnect();
    /** Enters listening mode, or leaves it. */
    static void listen(bool begin = true);
    /** Seconds; 0, as at first, is never. */
    static void setListenTimeout(uint16_t seconds);
    static void setListenTimeout(std::chrono::seconds time) { setListenTimeout(static_cast<uint16_t>(time.count())); }
    static uint16_t getListenTimeout();
};

/** Wi-Fi. Source: Device OS v2.3.1 wiring/inc/spark_wiring_wifi.h. */
class WiFiClass : public NetworkClass {
public:
    operator network_handle_t() const { return 0; }

    static WiFiSignal RSSI();
    /** Good until the next call. */
    static const char* SSID();
    static uint8_t* BSSID(uint8_t* address);
    static uint8_t* macAddress(uint8_t* address);
    static IPAddress localIP();
    static IPAddress subnetMask();
    static IPAddress gatewayIP();
    static IPAddress dnsServerIP();
    static IPAddress dhcpServerIP();

    /** How many of so many tries were answered. */
    static uint32_t ping(IPAddress address, uint8_t tries = 5);
    /** 0.0.0.0 for a name that is not known. */
    static IPAddress resolve(const char* name);

    /** Suspends the application. Answers how many networks were handed over, negative when it failed. */
    static int scan(wlan_scan_result_t callback, void* cookie = nullptr);
    static int scan(WiFiAccessPoint* results, size_t count);
    template <typename T>
    static int scan(void (*handler)(WiFiAccessPoint* point, T* instance), T* instance) {
        return scan(reinterpret_cast<wlan_scan_result_t>(reinterpret_cast<void*>(handler)), instance);
    }

    /** Suspends the application where the air has to tell security or cipher. False for what cannot be stored. */
    static bool setCredentials(const char* ssid) { return setCredentials(ssid, nullptr, UNSEC); }
    static bool setCredentials(const char* ssid, const char* password) { return setCredentials(ssid, password, WPA2); }
    static bool setCredentials(const char* ssid, const char* password, unsigned long security,
                               unsigned long cipher = WLAN_CIPHER_NOT_SET);
    static bool setCredentials(const char* ssid, unsigned int ssidLength, const char* password,
                               unsigned int passwordLength, unsigned long security = WLAN_SEC_UNSEC,
                               unsigned long cipher = WLAN_CIPHER_NOT_SET);
    static void setCredentials(const char* ssid, WiFiCredentials credentials);
    static void setCredentials(WiFiCredentials credentials);
    /** Answers how many are there, at most `count`. Passwords stay where they are. */
    static int getCredentials(WiFiAccessPoint* results, size_t count);
    static bool hasCredentials();
    static bool clearCredentials();

    /** 0, or -1 for an antenna that there is not. */
    static int selectAntenna(WLanSelectAntenna_TypeDef antenna);
    static WLanSelectAntenna_TypeDef getAntenna();

    /** Both are kept over restarts and hold from the next connection on. */
    static void setStaticIP(const IPAddress& host, const IPAddress& netmask, const IPAddress& gateway,
                            const IPAddress& dns);
    static void useStaticIP();
    static void useDynamicIP();

    static String hostname();
    static int setHostname(const String& name) { return setHostname(name.c_str()); }
    static int setHostname(const char* name);
};

extern NetworkClass Network;
extern WiFiClass WiFi;

}  // namespace spark
