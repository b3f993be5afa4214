/**
 * Status lines as the WICED HTTP server writes them, several without a reason. 415 has none of its own.
 * Source: WICED SDK 3.x http_server.h; Device OS v2.3.1 softap.cpp `status_from_code`.
 */
const LINES: Readonly<Record<number, string>> = {
  200: '200 OK',
  204: '204 No Content',
  207: '207 Multi-Status',
  301: '301',
  400: '400 Bad Request',
  403: '403',
  404: '404 Not Found',
  405: '405 Method Not Allowed',
  406: '406 Not Acceptable',
  412: '412 Precondition Failed',
  415: '406 Not Acceptable',
  429: '429 Too Many Requests',
  444: '444',
  470: '470 Connection Authorization Required',
  500: '500 Internal Server Error',
  504: '504 Not Able to Connect',
}

const BAD_REQUEST = '400 Bad Request'

/** Any status that the server does not know becomes 400. */
export function statusLine(status: number): string {
  return `HTTP/1.1 ${LINES[status] ?? BAD_REQUEST}\r\n`
}
