#include "register/marks_matrix.hpp"

#include <algorithm>

namespace cbds::registers {

void MarksMatrix::give(RegisterBuilder& builder) const {
    for (std::size_t block = 0; block < blocks_.size(); ++block) {
        if (blocks_[block] == nullptr) continue;
        for (std::size_t i = 0; i < kBlock; ++i) {
            const std::span<const CodeId> codes(blocks_[block].get() + i * width_, width_);
            const bool any = std::any_of(codes.begin(), codes.end(), [](CodeId code) { return code != kNoCode; });
            if (any) builder.marks(static_cast<std::uint32_t>(block * kBlock + i), first_, codes);
        }
    }
}

}  // namespace cbds::registers
