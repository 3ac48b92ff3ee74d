#include "formats/ctf_file_kind.hpp"

#include <algorithm>

namespace cbds::formats {

const CtfFileKind* find_ctf_file_kind(std::string_view kind) noexcept {
    const auto kinds = ctf_file_kinds();
    const auto found = std::find_if(kinds.begin(), kinds.end(), [=](const CtfFileKind& row) { return row.kind == kind; });
    return found == kinds.end() ? nullptr : &*found;
}

}  // namespace cbds::formats
