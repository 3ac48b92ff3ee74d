/// @file
/// The check sum at the end of a gzip archive, which libarchive (as of 3.6) does not look at.
#pragma once

#include <boost/crc.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace cbds::io {

/// Sees the bytes go by on both sides. An archive of several members (`cat a.gz b.gz`) has a sum for each, and
/// where they begin cannot be seen from outside: what might be one is believed, unless it is shorter than it says.
class GzipCheck {
public:
    void see_packed(std::string_view bytes);
    void see_unpacked(std::string_view bytes);

    /// To be asked at the end.
    [[nodiscard]] bool intact() const;

private:
    boost::crc_32_type sum_;
    std::uint64_t unpacked_ = 0;
    std::uint64_t beginnings_ = 0;  ///< places that look like the beginning of a member
    std::string tail_;              ///< the last packed bytes
};

}  // namespace cbds::io
