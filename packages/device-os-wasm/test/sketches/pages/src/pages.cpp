// SoftAP application pages: a name for the device, asked for on its own setup network.

#include "Particle.h"
#include "softap_http.h"

SYSTEM_MODE(SEMI_AUTOMATIC);

const int NAME_ADDRESS = 0;

struct StoredName {
    uint8_t version;
    char text[32];
};

StoredName stored;

const char FORM[] =
    "<!DOCTYPE html><html><body><h1>%s</h1>"
    "<form method='post' action='/name'><input name='name'><button>Save</button></form>"
    "</body></html>";

/** The value of a field in a form's body, its `+` and `%20` turned back. */
String formValue(const String &body, const char *field) {
    String key = String(field) + "=";
    int start = body.startsWith(key) ? 0 : body.indexOf("&" + key) + 1;
    if (start == 0 && !body.startsWith(key)) {
        return "";
    }
    start += key.length();
    int end = body.indexOf('&', start);
    String value = end < 0 ? body.substring(start) : body.substring(start, end);
    value.replace('+', ' ');
    value.replace("%20", " ");
    return value;
}

void saveName(Reader *body, ResponseCallback *cb, void *cbArg, Writer *result) {
    char *text = body->fetch_as_string();
    String name = formValue(text, "name");
    free(text);
    if (name.length() == 0 || name.length() >= sizeof(stored.text)) {
        cb(cbArg, 0, 400, "text/plain", nullptr);
        result->write("A name has 1 to 31 characters.");
        return;
    }
    stored.version = 1;
    strlcpy(stored.text, name, sizeof(stored.text));
    EEPROM.put(NAME_ADDRESS, stored);
    // The server knows no 303, and a browser asks again with GET.
    Header headers("Location: /index\r\nX-Saved: yes\r\n");
    cb(cbArg, 0, 301, "text/plain", &headers);
}

void page(const char *url, ResponseCallback *cb, void *cbArg, Reader *body, Writer *result, void *) {
    String path(url);
    if (path == "/name" && body->bytes_left > 0) {
        saveName(body, cb, cbArg, result);
    } else if (path == "/index" || path == "/name") {
        cb(cbArg, 0, 200, "text/html", nullptr);
        result->write(String::format(FORM, stored.text));
    } else {
        cb(cbArg, 0, 404, "text/plain", nullptr);
        result->write("no page ");
        result->write(url);
    }
}

void loadName() {
    EEPROM.get(NAME_ADDRESS, stored);
    if (stored.version != 1) {
        strlcpy(stored.text, "no name yet", sizeof(stored.text));
    }
}

STARTUP(softap_set_application_page_handler(page, nullptr));
STARTUP(loadName());

void setup() {
    Serial.begin(9600);
    Serial.printlnf("I am %s", stored.text);
    if (WiFi.hasCredentials()) {
        Particle.connect();
    } else {
        WiFi.listen();
    }
}

void loop() {}
