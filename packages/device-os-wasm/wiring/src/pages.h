#pragma once

/** Requests for the application's own pages on the setup network. */
namespace device_os::pages {

/** Serves every page that waits. Does nothing inside a page handler. */
void serveAll();

}  // namespace device_os::pages
