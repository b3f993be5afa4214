#pragma once

// std::function, std::bind and std::chrono durations. These come from the standard library's inner headers
// because <functional> and <chrono> take eight seconds to compile where these take one; the version of the
// compiler, and so of its library, is pinned.
#include <__chrono/duration.h>
#include <__functional/bind.h>
#include <__functional/function.h>
#include <__type_traits/decay.h>
#include <__type_traits/enable_if.h>
#include <__type_traits/is_array.h>
#include <__type_traits/is_convertible.h>
#include <__type_traits/is_floating_point.h>
#include <__type_traits/is_integral.h>
#include <__type_traits/is_same.h>
#include <__type_traits/remove_reference.h>
#include <__utility/forward.h>
#include <__utility/move.h>
#include <__utility/swap.h>
#include <new>
