#include "spark_wiring_wifi_credentials.h"

#include <string.h>

namespace spark {

namespace {

unsigned lengthOf(const char* text, int length) {
    return !text ? 0 : length < 0 ? static_cast<unsigned>(strlen(text)) : static_cast<unsigned>(length);
}

uint16_t shortLengthOf(const char* text, int length = -1) {
    return static_cast<uint16_t>(lengthOf(text, length));
}

const uint8_t* bytesOf(const char* text) {
    return reinterpret_cast<const uint8_t*>(text);
}

const uint8_t* keep(String& copy, const uint8_t* bytes, uint16_t length) {
    copy = String(reinterpret_cast<const char*>(bytes), length);
    return bytesOf(copy);
}

}  // namespace

WiFiCredentials::WiFiCredentials(const char* ssid, SecurityType security) {
    credentials_.security = static_cast<WLanSecurityType>(security);
    credentials_.ssid = ssid;
    credentials_.ssid_len = lengthOf(ssid, -1);
}

WiFiCredentials& WiFiCredentials::setSecurity(WLanSecurityType security) {
    credentials_.security = security;
    return *this;
}

WiFiCredentials& WiFiCredentials::setSsid(const char* ssid, int length) {
    credentials_.ssid = ssid;
    credentials_.ssid_len = lengthOf(ssid, length);
    return *this;
}

WiFiCredentials& WiFiCredentials::setCipher(WLanSecurityCipher cipher) {
    credentials_.cipher = cipher;
    return *this;
}

WiFiCredentials& WiFiCredentials::setPassword(const char* password, int length) {
    credentials_.password = password;
    credentials_.password_len = lengthOf(password, length);
    return *this;
}

WiFiCredentials& WiFiCredentials::setIdentity(const char* identity, int length) {
    return setInnerIdentity(identity, length);
}

WiFiCredentials& WiFiCredentials::setInnerIdentity(const char* identity, int length) {
    credentials_.inner_identity = identity;
    credentials_.inner_identity_len = shortLengthOf(identity, length);
    return *this;
}

WiFiCredentials& WiFiCredentials::setOuterIdentity(const char* identity, int length) {
    credentials_.outer_identity = identity;
    credentials_.outer_identity_len = shortLengthOf(identity, length);
    return *this;
}

WiFiCredentials& WiFiCredentials::setEapType(WLanEapType type) {
    credentials_.eap_type = type;
    return *this;
}

WiFiCredentials& WiFiCredentials::setPrivateKey(const uint8_t* key, uint16_t length) {
    credentials_.private_key = key;
    credentials_.private_key_len = length;
    return *this;
}

WiFiCredentials& WiFiCredentials::setClientCertificate(const uint8_t* certificate, uint16_t length) {
    credentials_.client_certificate = certificate;
    credentials_.client_certificate_len = length;
    return *this;
}

WiFiCredentials& WiFiCredentials::setRootCertificate(const uint8_t* certificate, uint16_t length) {
    credentials_.ca_certificate = certificate;
    credentials_.ca_certificate_len = length;
    return *this;
}

WiFiCredentials& WiFiCredentials::setPrivateKey(const char* key) {
    return setPrivateKey(bytesOf(key), shortLengthOf(key));
}

WiFiCredentials& WiFiCredentials::setClientCertificate(const char* certificate) {
    return setClientCertificate(bytesOf(certificate), shortLengthOf(certificate));
}

WiFiCredentials& WiFiCredentials::setRootCertificate(const char* certificate) {
    return setRootCertificate(bytesOf(certificate), shortLengthOf(certificate));
}

WiFiCredentials& WiFiCredentials::setChannel(int channel) {
    credentials_.channel = static_cast<unsigned>(channel);
    return *this;
}

void WiFiCredentials::reset() {
    credentials_ = {};
}

WLanCredentials WiFiCredentials::getHalCredentials() {
    credentials_.size = sizeof(credentials_);
    credentials_.version = WLAN_CREDENTIALS_CURRENT_VERSION;
    return credentials_;
}

WiFiCredentials& WiFiAllocatedCredentials::setSsid(const char* ssid, int length) {
    ssid_ = String(ssid, lengthOf(ssid, length));
    return WiFiCredentials::setSsid(ssid_, static_cast<int>(ssid_.length()));
}

WiFiCredentials& WiFiAllocatedCredentials::setPassword(const char* password, int length) {
    password_ = String(password, lengthOf(password, length));
    return WiFiCredentials::setPassword(password_, static_cast<int>(password_.length()));
}

WiFiCredentials& WiFiAllocatedCredentials::setInnerIdentity(const char* identity, int length) {
    innerIdentity_ = String(identity, lengthOf(identity, length));
    return WiFiCredentials::setInnerIdentity(innerIdentity_, static_cast<int>(innerIdentity_.length()));
}

WiFiCredentials& WiFiAllocatedCredentials::setOuterIdentity(const char* identity, int length) {
    outerIdentity_ = String(identity, lengthOf(identity, length));
    return WiFiCredentials::setOuterIdentity(outerIdentity_, static_cast<int>(outerIdentity_.length()));
}

WiFiCredentials& WiFiAllocatedCredentials::setPrivateKey(const uint8_t* key, uint16_t length) {
    return WiFiCredentials::setPrivateKey(keep(privateKey_, key, length), length);
}

WiFiCredentials& WiFiAllocatedCredentials::setClientCertificate(const uint8_t* certificate, uint16_t length) {
    return WiFiCredentials::setClientCertificate(keep(clientCertificate_, certificate, length), length);
}

WiFiCredentials& WiFiAllocatedCredentials::setRootCertificate(const uint8_t* certificate, uint16_t length) {
    return WiFiCredentials::setRootCertificate(keep(rootCertificate_, certificate, length), length);
}

void WiFiAllocatedCredentials::reset() {
    for (String* copy : {&ssid_, &password_, &innerIdentity_, &outerIdentity_, &privateKey_, &clientCertificate_,
                         &rootCertificate_}) {
        *copy = String();
    }
    WiFiCredentials::reset();
}

}  // namespace spark
