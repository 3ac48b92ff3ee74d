#include "xml/document_text.hpp"

#include <algorithm>
#include <array>

namespace cbds::xml {
namespace {

constexpr std::size_t kPiece = std::size_t{64} << 10;

}  // namespace

DocumentText::DocumentText(Beginning beginning, io::Encoding encoding, ByteSupply supply)
    : encoding_(encoding), converter_(encoding), supply_(std::move(supply)), before_(std::move(beginning.before)),
      window_begin_(before_.size()), window_place_(beginning.place), known_(window_begin_), known_place_(window_place_) {}

std::size_t DocumentText::give(std::span<char> buffer) {
    if (!before_.empty()) {
        const std::size_t length = before_.copy(buffer.data(), buffer.size());
        before_.erase(0, length);
        return length;
    }
    std::array<char, kPiece> piece;
    while (given_ == window_.size() && !ended_ && !bad_) {
        const std::size_t length = supply_(piece);
        ended_ = length == 0;
        io::ConversionFault fault;
        bad_ = !converter_.convert({piece.data(), length}, ended_, window_, fault);
    }
    const std::size_t length = std::string_view(window_).substr(given_).copy(buffer.data(), buffer.size());
    given_ += length;
    return length;
}

Fault DocumentText::bad_byte() const {
    const std::uint64_t offset = window_begin_ + window_.size();
    if (encoding_ != io::Encoding::utf8)
        return {"XML007", offset, "the bytes here are not " + std::string(io::encoding_name(encoding_)), ""};
    return {"XML007", offset,
            "a byte here is not UTF-8: the file was probably written as Windows-1252; --encoding windows-1252 reads it", "UTF-8"};
}

std::optional<Fault> DocumentText::parse_with(ParserEvents& events) {
    auto fault = parse([this](std::span<char> buffer) { return give(buffer); }, events);
    // A parser that is given no more text complains of its end; the cause is the byte behind it.
    if (bad_ && given_ == window_.size() && (!fault || fault->code == "XML002")) fault = bad_byte();
    return fault;
}

Place DocumentText::place_of(std::uint64_t offset) {
    offset = std::clamp(offset, window_begin_, window_begin_ + window_.size());
    if (offset < known_) {
        known_ = window_begin_;
        known_place_ = window_place_;
    }
    known_place_ = Locator(from(known_), known_place_, encoding_).place(offset - known_);
    known_ = offset;
    return known_place_;
}

std::string_view DocumentText::text(std::uint64_t begin, std::uint64_t end) const {
    return std::string_view(window_).substr(begin - window_begin_, end - begin);
}

void DocumentText::forget(std::uint64_t offset) {
    if (offset < window_begin_ + kPiece) return;
    window_place_ = place_of(offset);
    window_.erase(0, offset - window_begin_);
    given_ -= offset - window_begin_;
    window_begin_ = offset;
}

}  // namespace cbds::xml
