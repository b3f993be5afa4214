#pragma once

#include <cstddef>
#include <cstdint>

// The arguments of the cloud functions. Blanks (space, tab, line ends) around an argument do not count.

namespace photonstream {

enum class StreamCommand { On, Off, Flip, NotUnderstood };

/** "on" or "off" in any case; an empty argument flips. */
StreamCommand parseStreamCommand(const char* text, std::size_t length);

/** Decimal digits for a number of milliseconds within bounds. False for anything else. */
bool parseInterval(const char* text, std::size_t length, std::uint32_t& intervalMs);

}  // namespace photonstream
