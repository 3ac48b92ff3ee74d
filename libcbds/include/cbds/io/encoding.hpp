/// @file
/// Character encodings: what a document says about its own, conversion to UTF-8, and the way back to places.
///
/// Everything behind this header works on UTF-8. Offsets in reports are those of the original bytes, so that
/// for a piece of UTF-8 its length in the original encoding can be asked.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cbds::io {

enum class Encoding : std::uint8_t { utf8, utf16_le, utf16_be, utf32_le, utf32_be, iso_8859_1, windows_1252 };

/// The byte order mark in UTF-8. Spreadsheets take a file without it for one in the code page of the country.
inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// `UTF-8`, `UTF-16LE`, `ISO-8859-1`, `windows-1252`: as an XML declaration writes it.
[[nodiscard]] std::string_view encoding_name(Encoding encoding) noexcept;

/// The encoding that a declaration or a user names, in any letter case: also `utf8`, `latin1`, `cp1252`, `us-ascii`
/// (read as UTF-8, of which it is a part) and the like.
/// @param found  settles the order of bytes where the name leaves it open (`utf-16`); little-endian without it
/// @returns nothing for an encoding that is not known here
[[nodiscard]] std::optional<Encoding> find_encoding(std::string_view label, std::optional<Encoding> found = std::nullopt) noexcept;

/// What the beginning of a document tells of its encoding. Nothing is decided: mark, bytes and declaration
/// may contradict each other, and it is for the reader to say so.
struct EncodingEvidence {
    std::optional<Encoding> mark;       ///< of the byte order mark
    std::size_t mark_length = 0;        ///< bytes of the byte order mark
    Encoding family = Encoding::utf8;   ///< of the mark, else of the first four bytes; `utf8` for every 8-bit encoding
    bool has_declaration = false;       ///< there is an XML declaration
    std::string declared;               ///< the declared encoding as it is written; empty where there is none
    std::size_t declared_offset = 0;    ///< byte at which it is written
    std::optional<Encoding> declared_encoding;  ///< nothing where none, or an unknown one, is declared
};

/// Looks at the first bytes, 1 KB or more, as XML 1.0 appendix F says: byte order mark, else the first four
/// bytes, then the XML declaration, if one can be read so.
[[nodiscard]] EncodingEvidence look_at(std::string_view first_bytes);

/// Why bytes are no text of the encoding, and where.
struct ConversionFault {
    enum class Kind : std::uint8_t {
        none,
        not_utf8,            ///< no well-formed UTF-8
        unpaired_surrogate,  ///< half a UTF-16 pair, also in UTF-32
        no_character,        ///< a UTF-32 unit above 10FFFF
        cut_off,             ///< the input ends within a character
    };
    Kind kind = Kind::none;
    std::uint64_t offset = 0;  ///< of the first byte of the faulty character, counted from the first byte converted
};

/// Converts a document to UTF-8, piece by piece. A byte order mark is a character like any other.
class Utf8Converter {
public:
    explicit Utf8Converter(Encoding from) noexcept : from_(from) {}

    /// Appends the next piece to `out`; the beginning of a character at its end waits for the next piece.
    /// @param last  there is no next piece
    /// @returns whether all is well; if not, `out` has the text before the fault, and no more pieces are taken
    [[nodiscard]] bool convert(std::string_view bytes, bool last, std::string& out, ConversionFault& fault);

private:
    std::size_t convert_some(std::string_view bytes, std::string& out, ConversionFault::Kind& kind) const;

    Encoding from_;
    std::uint64_t done_ = 0;  ///< bytes converted, without those that wait
    std::string waiting_;
};

/// How many bytes a well-formed piece of UTF-8 takes in an encoding.
[[nodiscard]] std::uint64_t original_length(Encoding encoding, std::string_view utf8) noexcept;

/// Length of the longest beginning that is well-formed UTF-8: no surrogates, no overlong forms.
[[nodiscard]] std::size_t valid_utf8_prefix(std::string_view bytes) noexcept;

/// Characters of a well-formed piece of UTF-8.
[[nodiscard]] std::uint64_t count_code_points(std::string_view utf8) noexcept;

/// Line feeds.
[[nodiscard]] std::uint64_t count_lines(std::string_view text) noexcept;

}  // namespace cbds::io
