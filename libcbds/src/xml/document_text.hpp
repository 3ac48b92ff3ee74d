/// @file
/// The text of a document as a parser is given it: converted to UTF-8, and kept as long as places in it are asked for.
#pragma once

#include "cbds/xml/document_reader.hpp"
#include "xml/libxml2_parser.hpp"

#include <functional>
#include <optional>
#include <string>

namespace cbds::xml {

/// Where reading begins, and what has been read before it.
struct Beginning {
    std::string before;    ///< text that puts the parser into the place: prologue and open tags; empty at the start
    std::size_t open = 0;  ///< how many elements that text opens
    Place place;           ///< of the first byte
};

/// Gives the original bytes, piece by piece; 0 at the end.
using ByteSupply = std::function<std::size_t(std::span<char>)>;

/// Offsets are those of the parser: they count the text that was given before the document's own, too.
class DocumentText {
public:
    DocumentText(Beginning beginning, io::Encoding encoding, ByteSupply supply);

    /// Gives the parser text.
    std::size_t give(std::span<char> buffer);

    /// Parses what is given.
    /// @returns the first fault; a byte that is not of the encoding is one
    [[nodiscard]] std::optional<Fault> parse_with(ParserEvents& events);

    /// Cheapest when asked in rising order.
    [[nodiscard]] Place place_of(std::uint64_t offset);

    /// The first offset that is not forgotten.
    [[nodiscard]] std::uint64_t begin() const noexcept { return window_begin_; }

    /// The text from one offset to another, as long as it is not forgotten.
    [[nodiscard]] std::string_view text(std::uint64_t begin, std::uint64_t end) const;

    /// The text from an offset on, as far as it was given to the parser.
    [[nodiscard]] std::string_view from(std::uint64_t begin) const { return text(begin, window_begin_ + window_.size()); }

    /// Text before the offset is not asked for any more.
    void forget(std::uint64_t offset);

private:
    [[nodiscard]] Fault bad_byte() const;

    io::Encoding encoding_;
    io::Utf8Converter converter_;
    ByteSupply supply_;
    std::string before_;              ///< still to be given ahead of the document's own text
    std::string window_;              ///< text of the document that is not forgotten
    std::size_t given_ = 0;           ///< how much of the window the parser has been given
    std::uint64_t window_begin_ = 0;  ///< offset of the window's first byte
    Place window_place_;
    std::uint64_t known_ = 0;  ///< offset of the place that was asked for last
    Place known_place_;
    bool ended_ = false;
    bool bad_ = false;  ///< the window ends before a byte that is not of the encoding
};

}  // namespace cbds::xml
