#pragma once

#include <stdint.h>

#include "spark_wiring_ipaddress.h"
#include "spark_wiring_unavailable.h"

/** Strength of the network's signal. Converts to dBm, -127 to -1; 1 or 2 means there is none. */
class WiFiSignal {
public:
    explicit WiFiSignal(int8_t dBm) : dBm_(dBm) {}

    operator int8_t() const { return dBm_; }
    /** Percent. */
    float getStrength() const;
    /** dBm */
    float getStrengthValue() const { return dBm_; }

private:
    int8_t dBm_;
};

/** Wi-Fi: its state, and what the application wants of it. Source: Device OS v2.3.1 wiring/inc/spark_wiring_wifi.h. */
class WiFiClass {
public:
    static bool ready();
    static bool connecting();
    static bool listening();

    static void on();
    static void off();
    static void connect(unsigned flags = 0);
    static void disconnect();
    /** Enters listening mode, or leaves it. */
    static void listen(bool begin = true);

    static WiFiSignal RSSI();
    /** Good until the next call. */
    static const char* SSID();
    static IPAddress localIP();

    static bool hasCredentials();
    static bool clearCredentials();

    WIRING_UNAVAILABLE("WiFi.setCredentials()") static bool setCredentials(const char* ssid, ...);
    WIRING_UNAVAILABLE("WiFi.getCredentials()") static int getCredentials(...);
    WIRING_UNAVAILABLE("WiFi.scan()") static int scan(...);
    WIRING_UNAVAILABLE("WiFi.selectAntenna()") static int selectAntenna(int antenna);
    WIRING_UNAVAILABLE("WiFi.setListenTimeout()") static void setListenTimeout(uint16_t seconds);
    WIRING_UNAVAILABLE("WiFi.getListenTimeout()") static uint16_t getListenTimeout();
    WIRING_UNAVAILABLE("WiFi.macAddress()") static uint8_t* macAddress(uint8_t* address);
    WIRING_UNAVAILABLE("WiFi.BSSID()") static uint8_t* BSSID(uint8_t* address);
    WIRING_UNAVAILABLE("WiFi.gatewayIP()") static IPAddress gatewayIP();
    WIRING_UNAVAILABLE("WiFi.subnetMask()") static IPAddress subnetMask();
    WIRING_UNAVAILABLE("WiFi.dnsServerIP()") static IPAddress dnsServerIP();
    WIRING_UNAVAILABLE("WiFi.dhcpServerIP()") static IPAddress dhcpServerIP();
    WIRING_UNAVAILABLE("WiFi.ping()") static uint32_t ping(IPAddress address, uint8_t tries = 5);
    WIRING_UNAVAILABLE("WiFi.resolve()") static IPAddress resolve(const char* name);
    WIRING_UNAVAILABLE("WiFi.setStaticIP()") static void setStaticIP(...);
    WIRING_UNAVAILABLE("WiFi.useStaticIP()") static void useStaticIP();
    WIRING_UNAVAILABLE("WiFi.useDynamicIP()") static void useDynamicIP();
    WIRING_UNAVAILABLE("WiFi.hostname()") static const char* hostname();
    WIRING_UNAVAILABLE("WiFi.setHostname()") static int setHostname(const char* name);
};

extern WiFiClass WiFi;
