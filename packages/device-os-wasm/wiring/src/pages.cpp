#include "pages.h"

#include "board.h"
#include "softap_http.h"

using namespace device_os;

namespace {

/** Bytes of a URL and its terminator: a device wants the whole head of a request in one TCP segment of 1152. */
constexpr size_t PAGE_URL_SIZE = 1152;

PageProvider* pageProvider = nullptr;
bool servingPages = false;
char pageUrl[PAGE_URL_SIZE];

int readPageBody(Reader*, uint8_t* buffer, size_t count) {
    return board::page_read(buffer, count);
}

void writePageBody(Writer*, const uint8_t* buffer, size_t count) {
    board::page_write(buffer, count);
}

int respondToPage(void*, uint16_t, uint16_t responseCode, const char* mimeType, Header* headers) {
    const char* const mime = mimeType ? mimeType : "";
    const char* const lines = headers && headers->size && headers->header_list ? headers->header_list : "";
    board::page_respond(responseCode, mime, strlen(mime), lines, strlen(lines));
    return 0;
}

}  // namespace

namespace device_os::pages {

void serveAll() {
    if (servingPages) {
        return;
    }
    servingPages = true;
    for (int32_t length; (length = board::poll_page(pageUrl, sizeof(pageUrl))) >= 0;) {
        Reader body = {readPageBody, static_cast<size_t>(length), nullptr};
        Writer result = {writePageBody, nullptr};
        if (pageProvider) {
            pageProvider(pageUrl, respondToPage, nullptr, &body, &result, nullptr);
        }
        board::page_done();
    }
    servingPages = false;
}

}  // namespace device_os::pages

int softap_set_application_page_handler(PageProvider* provider, void*) {
    pageProvider = provider;
    board::set_page_handler(provider != nullptr);
    return 0;
}

PageProvider* softap_get_application_page_handler(void) {
    return pageProvider;
}
