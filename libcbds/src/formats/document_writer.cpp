#include "cbds/formats/document_writer.hpp"

namespace cbds::formats {

const std::vector<FormatLoss>& DocumentWriter::losses() const noexcept {
    static const std::vector<FormatLoss> kNone;
    return kNone;
}

}  // namespace cbds::formats
