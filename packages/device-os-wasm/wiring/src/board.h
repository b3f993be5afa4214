#pragma once

/**
 * The imports of the module: everything the runtime asks of the board (src/run/imports).
 *
 * Text crosses as pointer and length in bytes, time as double milliseconds, because a 64-bit integer would
 * be a BigInt on the other side. Only sleep(), wait() and park() suspend a
 * task of the firmware; tasks.cpp alone calls them.
 */

#include <stddef.h>
#include <stdint.h>

#define BOARD_IMPORT(name) __attribute__((import_module("board"), import_name(#name)))

namespace device_os::board {

/** What poll_request() has put into a Request; 0 is nothing. */
enum RequestKind : int32_t {
    REQUEST_NONE = 0,
    REQUEST_FUNCTION = 1,
    REQUEST_VARIABLE = 2,
    REQUEST_EVENT = 3,
    REQUEST_SYSTEM_EVENT = 4,
};

/** One request of the outside. Layout known to src/run/requests.ts. Sizes: DEVICE_LIMITS of Device OS 0.8 to 2.x. */
struct Request {
    int32_t id;
    /** For a system event, its bit. */
    int32_t event;
    /** For a system event, its parameter. */
    int32_t parameter;
    int32_t hasData;
    char name[65];
    char data[623];
};

enum PublishOutcome : int32_t { PUBLISH_FAILED = 0, PUBLISH_SENT = 1, PUBLISH_PENDING = 2 };

/* life */
BOARD_IMPORT(set_mode) void set_mode(int32_t system, int32_t threaded);
BOARD_IMPORT(set_product) void set_product(int32_t id, int32_t version);
BOARD_IMPORT(setup_done) void setup_done();
[[noreturn]] BOARD_IMPORT(panic) void panic(int32_t code, const char* reason, size_t length);
[[noreturn]] BOARD_IMPORT(reset) void reset(int32_t mode, uint32_t data);

/** Puts back what an earlier firmware left in its retained variables; they are kept when this one ends. */
BOARD_IMPORT(retained_memory) void retained_memory(void* start, size_t size);

/* time */
BOARD_IMPORT(uptime_ms) double uptime_ms();
/** NaN while the clock was never set. */
BOARD_IMPORT(unix_ms) double unix_ms();
/** Suspends for that many milliseconds. */
BOARD_IMPORT(sleep) void sleep(double ms);
/** Suspends for that many milliseconds, or until a request or an acknowledgement comes in. */
BOARD_IMPORT(wait) void wait(double ms);
/** Suspends for that many milliseconds, which may be infinite, or until unpark(). */
BOARD_IMPORT(park) void park(double ms);
/** Lets every parked task go on. */
BOARD_IMPORT(unpark) void unpark();

/* sleep */
/** The device sleeps from here to sleep_end(), which follows after that many milliseconds at the latest. */
BOARD_IMPORT(sleep_begin) void sleep_begin(int32_t mode, double ms);
BOARD_IMPORT(sleep_end) void sleep_end();
/** Switches the device off, for that many milliseconds at most. */
[[noreturn]] BOARD_IMPORT(hibernate) void hibernate(double ms);

/* tasks */
/** Has the export run_task called with it, once whatever runs now is suspended. */
BOARD_IMPORT(start_task) void start_task(void* task, void* stackTop);
/** Ends the task that calls it. */
[[noreturn]] BOARD_IMPORT(end_task) void end_task();

/* requests */
BOARD_IMPORT(poll_request) int32_t poll_request(Request* request);
BOARD_IMPORT(answer_function) void answer_function(int32_t id, int32_t value);
BOARD_IMPORT(answer_number) void answer_number(int32_t id, int32_t type, double value);
BOARD_IMPORT(answer_text) void answer_text(int32_t id, const char* text, size_t length);
BOARD_IMPORT(answer_unknown) void answer_unknown(int32_t id);

/* pages */
BOARD_IMPORT(set_page_handler) void set_page_handler(int32_t isSet);
/** Takes the next page that is wanted: its URL, and as answer the bytes of its body, or -1 for none. */
BOARD_IMPORT(poll_page) int32_t poll_page(char* url, size_t size);
/** What follows is about the page that was taken. Answers how many bytes of its body were copied. */
BOARD_IMPORT(page_read) int32_t page_read(uint8_t* buffer, size_t count);
BOARD_IMPORT(page_respond)
void page_respond(int32_t status, const char* mime, size_t mimeLength, const char* headers, size_t headersLength);
BOARD_IMPORT(page_write) void page_write(const uint8_t* data, size_t length);
BOARD_IMPORT(page_done) void page_done();

/* cloud */
BOARD_IMPORT(cloud_connected) int32_t cloud_connected();
BOARD_IMPORT(cloud_connect) void cloud_connect();
/** Gracefully: once what was sent is acknowledged, in that many milliseconds at most. */
BOARD_IMPORT(cloud_disconnect) void cloud_disconnect(int32_t graceful, double timeoutMs);
BOARD_IMPORT(cloud_sync_time) void cloud_sync_time();
/** Answers a PublishOutcome, or, from PUBLISH_PENDING on, a number to ask publish_outcome() for. */
BOARD_IMPORT(publish)
int32_t publish(const char* name, size_t nameLength, const char* data, size_t dataLength, int32_t flags, int32_t ttl);
/** Forgets the number once it answers something other than PUBLISH_PENDING. */
BOARD_IMPORT(publish_outcome) int32_t publish_outcome(int32_t number);
BOARD_IMPORT(forget_publish) void forget_publish(int32_t number);
/** Now and, unless it is negative, every so many seconds; 0 ends that. Answers 0 when it could not be sent now. */
BOARD_IMPORT(publish_vitals) int32_t publish_vitals(double periodSeconds);
BOARD_IMPORT(register_function) void register_function(const char* name, size_t length);
BOARD_IMPORT(register_variable) void register_variable(const char* name, size_t length, int32_t type);
BOARD_IMPORT(subscribe)
void subscribe(const char* filter, size_t length, int32_t scope, const char* device, size_t deviceLength);
BOARD_IMPORT(unsubscribe) void unsubscribe();

/* hardware */
BOARD_IMPORT(pin_mode) void pin_mode(int32_t pin, int32_t mode);
BOARD_IMPORT(digital_read) int32_t digital_read(int32_t pin);
BOARD_IMPORT(digital_write) void digital_write(int32_t pin, int32_t level);
BOARD_IMPORT(analog_read) int32_t analog_read(int32_t pin);
/** A duty cycle of 0 to 255; at a DAC 0 to 4095, and 0 Hz. */
BOARD_IMPORT(analog_write) void analog_write(int32_t pin, int32_t value, uint32_t hertz);
/** 0 Hz ends it; 0 ms is for good. */
BOARD_IMPORT(tone) void tone(int32_t pin, uint32_t hertz, uint32_t ms);
BOARD_IMPORT(eeprom_read) void eeprom_read(int32_t index, void* data, size_t size);
BOARD_IMPORT(eeprom_write) void eeprom_write(int32_t index, const void* data, size_t size);
/** Answers how many bytes were acknowledged, or -1 when the address was not. */
BOARD_IMPORT(i2c_write) int32_t i2c_write(int32_t address, const void* data, size_t size, int32_t stop);
/** Fills all of it, or answers 0 when the address was not acknowledged. */
BOARD_IMPORT(i2c_read) int32_t i2c_read(int32_t address, void* data, size_t size, int32_t stop);
/** Both buffers may be null, and the same. */
BOARD_IMPORT(spi_transfer)
void spi_transfer(int32_t bus, const void* transmit, void* receive, size_t size, uint32_t hertz, int32_t mode,
                  int32_t lsbFirst);
/** Microseconds, 0 before the first; -1 when the servo is detached. */
BOARD_IMPORT(servo_pulse) void servo_pulse(int32_t pin, int32_t microseconds);
BOARD_IMPORT(rgb_set) void rgb_set(int32_t controlled, int32_t red, int32_t green, int32_t blue, int32_t brightness);
/** The LEDStatus that is to be shown; with the pattern 0 there is none. Colours are 0xRRGGBB. */
BOARD_IMPORT(rgb_status) void rgb_status(int32_t priority, int32_t color, int32_t pattern, int32_t periodMs);
BOARD_IMPORT(rgb_theme) void rgb_theme(int32_t signal, int32_t color, int32_t pattern, int32_t periodMs);
BOARD_IMPORT(rgb_theme_restore) void rgb_theme_restore();
/** What the LED shows at this moment, brightness included; -1 where nobody knows. */
BOARD_IMPORT(rgb_color) int32_t rgb_color();
BOARD_IMPORT(serial_write) void serial_write(int32_t port, const uint8_t* data, size_t size);
BOARD_IMPORT(serial_read) int32_t serial_read(int32_t port);
BOARD_IMPORT(serial_available) int32_t serial_available(int32_t port);
BOARD_IMPORT(random32) uint32_t random32();

/* system */
/** Copies at most size - 1 bytes and a terminator. */
BOARD_IMPORT(device_id) void device_id(char* text, size_t size);
BOARD_IMPORT(system_version) void system_version(char* text, size_t size);
BOARD_IMPORT(reset_reason) int32_t reset_reason();
BOARD_IMPORT(reset_reason_data) uint32_t reset_reason_data();
/** By system_flag_t. */
BOARD_IMPORT(system_flag) int32_t system_flag(int32_t flag);
BOARD_IMPORT(set_system_flag) void set_system_flag(int32_t flag, int32_t value);
/** Milliseconds, 0 when it is not held. */
BOARD_IMPORT(button_pushed) double button_pushed();
/** -1 for none. */
BOARD_IMPORT(button_mirror) void button_mirror(int32_t pin, int32_t rising);

/* Wi-Fi */
enum WifiState : int32_t { WIFI_READY = 1, WIFI_CONNECTING = 2, WIFI_LISTENING = 4, WIFI_HAS_CREDENTIALS = 8 };

enum WifiCommand : int32_t {
    WIFI_ON = 0,
    WIFI_OFF = 1,
    WIFI_CONNECT = 2,
    WIFI_DISCONNECT = 3,
    WIFI_LISTEN = 4,
    WIFI_LISTEN_END = 5,
    WIFI_CLEAR_CREDENTIALS = 6,
    WIFI_CONNECT_SKIP_LISTENING = 7,
    WIFI_USE_DYNAMIC_IP = 8,
    WIFI_USE_STATIC_IP = 9,
};

enum WifiAddress : int32_t { WIFI_LOCAL = 0, WIFI_SUBNET_MASK = 1, WIFI_GATEWAY = 2, WIFI_DNS = 3, WIFI_DHCP = 4 };

/** What wifi_access_point() looks into: the last scan, or flash. */
enum WifiList : int32_t { WIFI_HEARD = 0, WIFI_STORED = 1 };

/** A bit set of WifiState. */
BOARD_IMPORT(wifi_state) int32_t wifi_state();
BOARD_IMPORT(wifi_rssi) int32_t wifi_rssi();
BOARD_IMPORT(wifi_command) void wifi_command(int32_t command);
BOARD_IMPORT(wifi_ssid) void wifi_ssid(char* text, size_t size);
/** Six bytes, as the next. */
BOARD_IMPORT(wifi_bssid) void wifi_bssid(uint8_t* address);
BOARD_IMPORT(wifi_mac_address) void wifi_mac_address(uint8_t* address);
BOARD_IMPORT(wifi_address) uint32_t wifi_address(int32_t which);
/** Answers the number of a job, whose result is how many networks were heard. */
BOARD_IMPORT(wifi_scan) int32_t wifi_scan();
/** Fills in a WiFiAccessPoint; 0 past the last. */
BOARD_IMPORT(wifi_access_point) int32_t wifi_access_point(int32_t list, size_t index, void* point);
/** Takes WLanCredentials; answers the number of a job, whose result is 0 once they are stored. */
BOARD_IMPORT(wifi_set_credentials) int32_t wifi_set_credentials(const void* credentials);
BOARD_IMPORT(wifi_antenna) int32_t wifi_antenna();
BOARD_IMPORT(wifi_select_antenna) int32_t wifi_select_antenna(int32_t antenna);
BOARD_IMPORT(wifi_hostname) void wifi_hostname(char* text, size_t size);
BOARD_IMPORT(wifi_set_hostname) int32_t wifi_set_hostname(const char* text, size_t length);
BOARD_IMPORT(wifi_listen_timeout) int32_t wifi_listen_timeout();
BOARD_IMPORT(wifi_set_listen_timeout) void wifi_set_listen_timeout(int32_t seconds);
BOARD_IMPORT(wifi_set_static_ip)
void wifi_set_static_ip(uint32_t local, uint32_t subnetMask, uint32_t gateway, uint32_t dns);

/* sockets: a handle of 0 is none, an IPv4 address has its first byte highest */
enum SocketState : int32_t { SOCKET_OPENING = 0, SOCKET_OPEN = 1, SOCKET_CLOSED = 2 };

struct Peer {
    uint32_t address;
    int32_t port;
};

BOARD_IMPORT(socket_connect) int32_t socket_connect(uint32_t address, int32_t port);
BOARD_IMPORT(socket_listen) int32_t socket_listen(int32_t port);
BOARD_IMPORT(socket_bind) int32_t socket_bind(int32_t port);
BOARD_IMPORT(socket_accept) int32_t socket_accept(int32_t handle);
BOARD_IMPORT(socket_state) int32_t socket_state(int32_t handle);
BOARD_IMPORT(socket_remote) uint32_t socket_remote(int32_t handle);
/** How many bytes were there; -1 for no connection. */
BOARD_IMPORT(socket_read) int32_t socket_read(int32_t handle, uint8_t* buffer, size_t size);
/** How many bytes there was room for; -1 when closed. */
BOARD_IMPORT(socket_write) int32_t socket_write(int32_t handle, const uint8_t* data, size_t size);
BOARD_IMPORT(socket_close) void socket_close(int32_t handle);
BOARD_IMPORT(datagram_send)
int32_t datagram_send(int32_t handle, const uint8_t* data, size_t size, uint32_t address, int32_t port);
/** How many bytes came, of one that may have been longer; 0 for none, -1 when closed. */
BOARD_IMPORT(datagram_receive) int32_t datagram_receive(int32_t handle, uint8_t* buffer, size_t size, Peer* peer);
/** Answers the number of a job, whose result is the address, 0 for a name that is not known. */
BOARD_IMPORT(resolve) int32_t resolve(const char* name, size_t length);
/** How many of so many tries were answered. */
BOARD_IMPORT(ping) int32_t ping(uint32_t address, int32_t tries);

/* jobs */
/** NaN while it goes on; gives the result once. */
BOARD_IMPORT(job_result) double job_result(int32_t job);
BOARD_IMPORT(forget_job) void forget_job(int32_t job);

enum ResetMode : int32_t { RESET_PLAIN = 0, RESET_DFU = 1, RESET_SAFE_MODE = 2, RESET_FACTORY = 3 };

}  // namespace device_os::board
