#include "spark_wiring_wifi.h"

#include "board.h"
#include "spark_wiring_constants.h"

using namespace device_os;

WiFiClass WiFi;

float WiFiSignal::getStrength() const {
    // -100 dBm is nothing, -50 all. Source: Device OS v2.3.1 wiring WiFiSignal.
    return dBm_ >= 0 ? 0.0f : constrain(2.0f * (static_cast<float>(dBm_) + 100.0f), 0.0f, 100.0f);
}

bool WiFiClass::ready() { return board::wifi_state() & board::WIFI_READY; }
bool WiFiClass::connecting() { return board::wifi_state() & board::WIFI_CONNECTING; }
bool WiFiClass::listening() { return board::wifi_state() & board::WIFI_LISTENING; }
bool WiFiClass::hasCredentials() { return board::wifi_state() & board::WIFI_HAS_CREDENTIALS; }

void WiFiClass::on() { board::wifi_command(board::WIFI_ON); }
void WiFiClass::off() { board::wifi_command(board::WIFI_OFF); }
void WiFiClass::connect(unsigned) { board::wifi_command(board::WIFI_CONNECT); }
void WiFiClass::disconnect() { board::wifi_command(board::WIFI_DISCONNECT); }
void WiFiClass::listen(bool begin) { board::wifi_command(begin ? board::WIFI_LISTEN : board::WIFI_LISTEN_END); }

bool WiFiClass::clearCredentials() {
    board::wifi_command(board::WIFI_CLEAR_CREDENTIALS);
    return true;
}

WiFiSignal WiFiClass::RSSI() {
    return WiFiSignal(static_cast<int8_t>(board::wifi_rssi()));
}

const char* WiFiClass::SSID() {
    static char ssid[33];
    board::wifi_ssid(ssid, sizeof(ssid));
    return ssid;
}

IPAddress WiFiClass::localIP() {
    char text[16];
    board::wifi_local_ip(text, sizeof(text));
    IPAddress address;
    address.fromString(text);
    return address;
}
