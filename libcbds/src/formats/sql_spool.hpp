/// @file
/// Bytes that wait until the writing of others is over: few in memory, many in a temporary file without a name.
#pragma once

#include "io/descriptor.hpp"

#include <iosfwd>
#include <string>
#include <string_view>

namespace cbds::formats {

class SqlSpool {
public:
    /// @throws OutputError
    void append(std::string_view bytes);

    [[nodiscard]] bool empty() const noexcept { return bytes_.empty() && !file_; }

    /// Writes all of it to the stream. Nothing is appended afterwards.
    void copy_to(std::ostream& out);

private:
    void write_out();

    std::string bytes_;
    io::Descriptor file_;  ///< none while all bytes are in memory
};

}  // namespace cbds::formats
