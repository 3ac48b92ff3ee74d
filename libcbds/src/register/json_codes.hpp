/// @file
/// The list of attendance codes that marks refer to by id (`--codes FILE`), as Wonde gives them.
#pragma once

#include "cbds/register/inputs.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace cbds::registers {

class CodesById {
public:
    CodesById() = default;

    /// Reads a list: CSV with the columns `id` and `code`, or JSON: objects with these members in a list or in an envelope, or one
    /// object whose members are ids and codes.
    /// @throws InputError, DocumentError
    [[nodiscard]] static CodesById load(const std::string& path);

    /// The code of an id, as it is written in the list; nothing where the list does not have the id.
    [[nodiscard]] std::optional<std::string_view> find(std::string_view id) const;

    [[nodiscard]] bool empty() const noexcept { return codes_.empty(); }

private:
    static void read_csv(io::ByteStream& stream, const std::string& path, CodesById& codes);
    static void read_json(io::ByteStream& stream, const std::string& path, CodesById& codes);

    std::map<std::string, std::string, std::less<>> codes_;
};

}  // namespace cbds::registers
