/// @file
/// The first look at a document: its encoding, its root element, its header.
#pragma once

#include "cbds/io/encoding.hpp"
#include "cbds/io/stream.hpp"
#include "cbds/xml/fault.hpp"
#include "cbds/xml/place.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace cbds::xml {

/// What the first bytes tell. The bytes are kept: reading goes on behind them.
struct Opening {
    std::string bytes;                ///< the original bytes read so far
    bool whole = false;               ///< they are the whole document
    io::Encoding encoding = io::Encoding::utf8;  ///< in which to read it
    bool byte_order_mark = false;
    std::string declared_encoding;    ///< as the declaration writes it; empty for none
    std::string root;                 ///< name of the root element; empty where none was found
    std::uint64_t root_offset = 0;    ///< of its `<`, in bytes of UTF-8
    std::map<std::string, std::string, std::less<>> header;  ///< values of the header by path below the root: `Header/CTFversion`
    std::optional<Fault> fault;       ///< what forbids to read on
    Place fault_place;

    /// The place of the first byte. A byte order mark is no character of the first line.
    [[nodiscard]] Place start() const noexcept { return {1, byte_order_mark ? std::uint64_t{0} : std::uint64_t{1}, 0}; }

    /// A value of the header; empty where there is none.
    [[nodiscard]] std::string_view header_value(std::string_view path) const;
};

/// The beginning as UTF-8. It may end in the middle of anything, so that faults at its end mean nothing.
[[nodiscard]] std::string first_utf8(const Opening& opening);

/// Reads the beginning of a document.
/// @param encoding  what the user says it is (`--encoding`): mark and declaration are not asked then
/// @throws InputError where the bytes cannot be read
[[nodiscard]] Opening open_document(io::ByteStream& stream, std::optional<io::Encoding> encoding);

}  // namespace cbds::xml
