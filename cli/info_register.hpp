/// @file
/// `cbds info` of registers and stores: what is in them.
#pragma once

#include "cbds/io/inputs.hpp"
#include "cbds/register/inputs.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string>

namespace cbds::cli {

struct RegisterInventory {
    std::string name;
    registers::Form form{};
    std::uint64_t bytes = 0;  ///< as it lies on the disk
    std::uint64_t schools = 0;
    std::uint64_t enrolments = 0;
    std::uint64_t marks = 0;  ///< that hold: of two for one session one
    std::optional<registers::Date> first_day;  ///< with a mark
    std::optional<registers::Date> last_day;
    std::string problem;      ///< why it could not be read; empty where it could
    bool unreadable = false;  ///< its bytes could not be read
};

/// Nothing where the input is no register by its first bytes, or can be opened once only: standard input, a member of an archive.
[[nodiscard]] std::optional<RegisterInventory> take_register_inventory(io::Input& input, const registers::RegisterInputOptions& options);

void write_text(const RegisterInventory& file, std::ostream& out);
[[nodiscard]] nlohmann::ordered_json json_of(const RegisterInventory& file);

}  // namespace cbds::cli
