#pragma once

#include "spark_wiring_string.h"
#include "wlan_hal.h"

namespace spark {

enum SecurityType {
    UNSEC = WLAN_SEC_UNSEC,
    WEP = WLAN_SEC_WEP,
    WPA = WLAN_SEC_WPA,
    WPA2 = WLAN_SEC_WPA2,
    WPA_ENTERPRISE = WLAN_SEC_WPA_ENTERPRISE,
    WPA2_ENTERPRISE = WLAN_SEC_WPA2_ENTERPRISE
};

/**
 * All that a network can be told of itself. What is pointed to has to live until it is stored.
 *
 * Source: Device OS v2.3.1 wiring/inc/spark_wiring_wifi_credentials.h.
 */
class WiFiCredentials {
public:
    WiFiCredentials(SecurityType security = UNSEC) : WiFiCredentials(nullptr, security) {}
    WiFiCredentials(const char* ssid, SecurityType security = UNSEC);
    virtual ~WiFiCredentials() = default;

    virtual WiFiCredentials& setSecurity(WLanSecurityType security);
    /** A length below 0 is the text's own, as for the next ones. */
    virtual WiFiCredentials& setSsid(const char* ssid, int length = -1);
    virtual WiFiCredentials& setCipher(WLanSecurityCipher cipher);
    virtual WiFiCredentials& setPassword(const char* password, int length = -1);
    virtual WiFiCredentials& setIdentity(const char* identity, int length = -1);
    virtual WiFiCredentials& setInnerIdentity(const char* identity, int length = -1);
    virtual WiFiCredentials& setOuterIdentity(const char* identity, int length = -1);
    virtual WiFiCredentials& setEapType(WLanEapType type);
    virtual WiFiCredentials& setPrivateKey(const uint8_t* key, uint16_t length);
    virtual WiFiCredentials& setClientCertificate(const uint8_t* certificate, uint16_t length);
    virtual WiFiCredentials& setRootCertificate(const uint8_t* certificate, uint16_t length);
    virtual WiFiCredentials& setPrivateKey(const char* key);
    virtual WiFiCredentials& setClientCertificate(const char* certificate);
    virtual WiFiCredentials& setRootCertificate(const char* certificate);
    virtual WiFiCredentials& setChannel(int channel);
    virtual void reset();

    WLanCredentials getHalCredentials();
    operator WLanCredentials() { return getHalCredentials(); }

private:
    WLanCredentials credentials_ = {};
};

/** Keeps copies of what it is given. */
class WiFiAllocatedCredentials : public WiFiCredentials {
public:
    WiFiAllocatedCredentials(SecurityType security = UNSEC) : WiFiCredentials(security) {}
    WiFiAllocatedCredentials(const char* ssid, SecurityType security = UNSEC) : WiFiCredentials(security) {
        WiFiAllocatedCredentials::setSsid(ssid);
    }

    using WiFiCredentials::setClientCertificate;
    using WiFiCredentials::setPrivateKey;
    using WiFiCredentials::setRootCertificate;
    WiFiCredentials& setSsid(const char* ssid, int length = -1) override;
    WiFiCredentials& setPassword(const char* password, int length = -1) override;
    WiFiCredentials& setInnerIdentity(const char* identity, int length = -1) override;
    WiFiCredentials& setOuterIdentity(const char* identity, int length = -1) override;
    WiFiCredentials& setPrivateKey(const uint8_t* key, uint16_t length) override;
    WiFiCredentials& setClientCertificate(const uint8_t* certificate, uint16_t length) override;
    WiFiCredentials& setRootCertificate(const uint8_t* certificate, uint16_t length) override;
    void reset() override;

private:
    String ssid_;
    String password_;
    String innerIdentity_;
    String outerIdentity_;
    String privateKey_;
    String clientCertificate_;
    String rootCertificate_;
};

}  // namespace spark
