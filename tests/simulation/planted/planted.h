#pragma once

#include <cstring>

namespace Planted {

/// The one mistake that is switched on in this program; none unless chosen.
inline const char *chosen = "";

inline bool is(const char *name)
{
    return std::strcmp(chosen, name) == 0;
}

} // namespace Planted
