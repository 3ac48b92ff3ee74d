/// @file
/// What stands outside of the records of a document, as one element: the root with header, school block and frame in it.
#pragma once

#include "cbds/xml/document_reader.hpp"
#include "cbds/xml/element.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cbds::diff {

/// Something that the readers tell of outside of the records.
struct OutsideEvent {
    enum class Kind : std::uint8_t { open, text, close, part } kind = Kind::open;
    xml::Element element;  ///< of an open one id, name and attributes; of a part all of it
    std::string text;
};

/// Puts the events together. They come in document order.
class OutsideBuilder {
public:
    void take(OutsideEvent event);

    /// Whether the root is open, and its attributes while it is.
    [[nodiscard]] bool is_open() const noexcept { return !open_.empty(); }
    [[nodiscard]] const std::vector<xml::ParsedAttribute>& root_attributes() const noexcept { return open_.front().attributes; }

    /// The root, when the document is complete; an element without a name before.
    [[nodiscard]] xml::Element& root() noexcept { return root_; }

private:
    void close();

    std::vector<xml::Element> open_;
    xml::Element root_;
};

}  // namespace cbds::diff
