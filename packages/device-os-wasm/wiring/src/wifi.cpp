#include "spark_wiring_wifi.h"

#include <string.h>

#include "board.h"
#include "resolving.h"
#include "spark_wiring_constants.h"
#include "waiting.h"

using namespace device_os;

namespace {

/** A scan goes over 14 channels. */
constexpr uint32_t SCAN_LIMIT_MS = 30000;

/** The board tells no noise; this is a quiet room's, in dBm. */
constexpr int NOISE = -92;

uint32_t addressOf(board::WifiAddress which) {
    return board::wifi_address(which);
}

int heardNetworks() {
    return static_cast<int>(waiting::resultOf(board::wifi_scan(), SCAN_LIMIT_MS, -1));
}

int copyNetworks(board::WifiList list, WiFiAccessPoint* results, size_t count) {
    size_t copied = 0;
    while (copied < count && board::wifi_access_point(list, copied, &results[copied])) {
        results[copied++].size = sizeof(WiFiAccessPoint);
    }
    return static_cast<int>(copied);
}

bool store(const WLanCredentials& credentials) {
    return waiting::resultOf(board::wifi_set_credentials(&credentials), SCAN_LIMIT_MS, -1) == 0;
}

}  // namespace

WiFiSignal::WiFiSignal(int8_t dBm) : rssi(dBm), qual(dBm < 0 ? max(dBm - NOISE, 0) : 0) {}

float WiFiSignal::getStrength() const {
    // -100 dBm is nothing, -50 all. Source: Device OS v2.3.1 wlan_connected_info().
    return isKnown() ? constrain(2.0f * static_cast<float>(rssi + 100), 0.0f, 100.0f) : -1.0f;
}

float WiFiSignal::getStrengthValue() const {
    return isKnown() ? static_cast<float>(rssi) : 0.0f;
}

float WiFiSignal::getQuality() const {
    return isKnown() ? constrain(2.0f * static_cast<float>(qual), 0.0f, 100.0f) : -1.0f;
}

float WiFiSignal::getQualityValue() const {
    return isKnown() ? static_cast<float>(qual) : 0.0f;
}

namespace spark {

NetworkClass Network;
WiFiClass WiFi;

bool NetworkClass::ready() { return board::wifi_state() & board::WIFI_READY; }
bool NetworkClass::connecting() { return board::wifi_state() & board::WIFI_CONNECTING; }
bool NetworkClass::listening() { return board::wifi_state() & board::WIFI_LISTENING; }

void NetworkClass::on() { board::wifi_command(board::WIFI_ON); }
void NetworkClass::off() { board::wifi_command(board::WIFI_OFF); }
void NetworkClass::connect(unsigned flags) {
    const bool skip = flags & WIFI_CONNECT_SKIP_LISTEN;
    board::wifi_command(skip ? board::WIFI_CONNECT_SKIP_LISTENING : board::WIFI_CONNECT);
}
void NetworkClass::disconnect() { board::wifi_command(board::WIFI_DISCONNECT); }
void NetworkClass::listen(bool begin) { board::wifi_command(begin ? board::WIFI_LISTEN : board::WIFI_LISTEN_END); }
void NetworkClass::setListenTimeout(uint16_t seconds) { board::wifi_set_listen_timeout(seconds); }
uint16_t NetworkClass::getListenTimeout() { return static_cast<uint16_t>(board::wifi_listen_timeout()); }

WiFiSignal WiFiClass::RSSI() {
    return WiFiSignal(static_cast<int8_t>(board::wifi_rssi()));
}

const char* WiFiClass::SSID() {
    static char ssid[33];
    board::wifi_ssid(ssid, sizeof(ssid));
    return ssid;
}

uint8_t* WiFiClass::BSSID(uint8_t* address) {
    board::wifi_bssid(address);
    return address;
}

uint8_t* WiFiClass::macAddress(uint8_t* address) {
    board::wifi_mac_address(address);
    return address;
}

IPAddress WiFiClass::localIP() { return addressOf(board::WIFI_LOCAL); }
IPAddress WiFiClass::subnetMask() { return addressOf(board::WIFI_SUBNET_MASK); }
IPAddress WiFiClass::gatewayIP() { return addressOf(board::WIFI_GATEWAY); }
IPAddress WiFiClass::dnsServerIP() { return addressOf(board::WIFI_DNS); }
IPAddress WiFiClass::dhcpServerIP() { return addressOf(board::WIFI_DHCP); }

uint32_t WiFiClass::ping(IPAddress address, uint8_t tries) {
    return ready() ? static_cast<uint32_t>(board::ping(address.raw().ipv4, tries)) : 0;
}

IPAddress WiFiClass::resolve(const char* name) {
    return resolving::addressOf(name);
}

int WiFiClass::scan(wlan_scan_result_t callback, void* cookie) {
    const int heard = heardNetworks();
    WiFiAccessPoint point;
    for (size_t index = 0; board::wifi_access_point(board::WIFI_HEARD, index, &point); index++) {
        callback(&point, cookie);
    }
    return heard;
}

int WiFiClass::scan(WiFiAccessPoint* results, size_t count) {
    const int heard = heardNetworks();
    return heard < 0 ? heard : copyNetworks(board::WIFI_HEARD, results, count);
}

bool WiFiClass::setCredentials(const char* ssid, const char* password, unsigned long security, unsigned long cipher) {
    return setCredentials(ssid, ssid ? strlen(ssid) : 0, password, password ? strlen(password) : 0, security, cipher);
}

bool WiFiClass::setCredentials(const char* ssid, unsigned int ssidLength, const char* password,
                               unsigned int passwordLength, unsigned long security, unsigned long cipher) {
    WLanCredentials credentials = {};
    credentials.ssid = ssid;
    credentials.ssid_len = ssidLength;
    credentials.password = password;
    credentials.password_len = passwordLength;
    credentials.security = static_cast<WLanSecurityType>(security);
    credentials.cipher = static_cast<WLanSecurityCipher>(cipher);
    return store(credentials);
}

void WiFiClass::setCredentials(const char* ssid, WiFiCredentials credentials) {
    credentials.WiFiCredentials::setSsid(ssid);
    store(credentials.getHalCredentials());
}

void WiFiClass::setCredentials(WiFiCredentials credentials) {
    store(credentials.getHalCredentials());
}

int WiFiClass::getCredentials(WiFiAccessPoint* results, size_t count) {
    return copyNetworks(board::WIFI_STORED, results, count);
}

bool WiFiClass::hasCredentials() {
    return board::wifi_state() & board::WIFI_HAS_CREDENTIALS;
}

bool WiFiClass::clearCredentials() {
    board::wifi_command(board::WIFI_CLEAR_CREDENTIALS);
    return true;
}

int WiFiClass::selectAntenna(WLanSelectAntenna_TypeDef antenna) {
    return board::wifi_select_antenna(antenna);
}

WLanSelectAntenna_TypeDef WiFiClass::getAntenna() {
    return static_cast<WLanSelectAntenna_TypeDef>(board::wifi_antenna());
}

void WiFiClass::setStaticIP(const IPAddress& host, const IPAddress& netmask, const IPAddress& gateway,
                            const IPAddress& dns) {
    board::wifi_set_static_ip(host.raw().ipv4, netmask.raw().ipv4, gateway.raw().ipv4, dns.raw().ipv4);
}

void WiFiClass::useStaticIP() { board::wifi_command(board::WIFI_USE_STATIC_IP); }
void WiFiClass::useDynamicIP() { board::wifi_command(board::WIFI_USE_DYNAMIC_IP); }

String WiFiClass::hostname() {
    char name[64];
    board::wifi_hostname(name, sizeof(name));
    return String(name);
}

int WiFiClass::setHostname(const char* name) {
    return name ? board::wifi_set_hostname(name, strlen(name)) : -1;
}

}  // namespace spark
