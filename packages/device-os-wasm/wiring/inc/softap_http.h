#pragma once

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/**
 * The application's own pages on the setup network. Source: Device OS v2.3.1 hal/src/photon/softap_http.h.
 *
 * A page handler serves every URL there that is not the setup protocol's own. On a device it runs on the
 * server's thread, here in the application's background work.
 */

/** The body of a request. */
struct Reader {
    typedef int (*callback_t)(Reader* stream, uint8_t* buffer, size_t count);

    callback_t callback;
    size_t bytes_left;
    void* state;

    /** Answers how many bytes were read, -1 at the end. */
    int read(uint8_t* buffer, size_t length) {
        if (bytes_left == 0) {
            return -1;
        }
        const int count = callback(this, buffer, length < bytes_left ? length : bytes_left);
        if (count > 0) {
            bytes_left -= static_cast<size_t>(count);
        }
        return count;
    }

    /** The rest as a text that the caller has to free(); null when memory ran out. */
    char* fetch_as_string() {
        char* const text = static_cast<char*>(malloc(bytes_left + 1));
        if (text) {
            const int count = read(reinterpret_cast<uint8_t*>(text), bytes_left);
            text[count > 0 ? count : 0] = 0;
            bytes_left = 0;
        }
        return text;
    }
};

/** The body of the response. Each write is a chunk of its own. */
struct Writer {
    typedef void (*callback_t)(Writer* stream, const uint8_t* buffer, size_t count);

    callback_t callback;
    void* state;

    void write(const uint8_t* buffer, size_t length) { callback(this, buffer, length); }
    void write(const char* text) { write(reinterpret_cast<const uint8_t*>(text), strlen(text)); }
    void write(uint8_t byte) { write(&byte, 1); }
};

/** Further header lines, each of which has to end in CRLF. */
struct Header {
    uint16_t size;
    const char* header_list;

    Header(const char* headers) : size(sizeof(Header)), header_list(headers) {}
};

extern "C" {

/** Starts the response; to be called once, before anything is written. Flags have no meaning yet. */
typedef int(ResponseCallback)(void* cbArg, uint16_t flags, uint16_t responseCode, const char* mimeType, Header* headers);

/** Serves one request. The URL is percent-decoded and has its query. */
typedef void(PageProvider)(const char* url, ResponseCallback* cb, void* cbArg, Reader* body, Writer* result,
                           void* reserved);

/** To be called from STARTUP: the setup network asks for the handler when it comes up. */
int softap_set_application_page_handler(PageProvider* provider, void* reserved);

/** The handler that was set, or null. */
PageProvider* softap_get_application_page_handler(void);
}
