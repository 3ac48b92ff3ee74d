#include "xml/sequential_reader.hpp"

#include "cbds/error.hpp"

#include <algorithm>
#include <array>

namespace cbds::xml {
namespace {

constexpr std::size_t kPiece = std::size_t{64} << 10;

}  // namespace

SequentialReader::SequentialReader(const schema::Plan& plan, const ReadOptions& options, io::Encoding encoding,
                                   DocumentHandler& handler, ReadResult& result)
    : plan_(plan), options_(options), encoding_(encoding), converter_(encoding), handler_(handler), result_(result),
      worker_(handler.make_worker()) {}

void SequentialReader::read(const Beginning& beginning, const ByteSupply& supply) {
    before_ = beginning.before;
    window_begin_ = before_.size();
    window_place_ = beginning.place;
    PartReader reader(plan_, options_.limits, *this);
    reader.skip_open(beginning.open);
    finish(parse([&](std::span<char> buffer) { return supply_text(buffer, supply); }, reader));
}

/// Gives the parser text: first what puts it into place, then the document.
std::size_t SequentialReader::supply_text(std::span<char> buffer, const ByteSupply& supply) {
    if (!before_.empty()) {
        const std::size_t length = before_.copy(buffer.data(), buffer.size());
        before_.erase(0, length);
        return length;
    }
    std::array<char, kPiece> piece;
    while (given_ == window_.size() && !ended_ && !bad_) {
        const std::size_t length = supply(piece);
        ended_ = length == 0;
        take_bytes({piece.data(), length}, ended_);
    }
    const std::size_t length = std::string_view(window_).substr(given_).copy(buffer.data(), buffer.size());
    given_ += length;
    return length;
}

/// Appends bytes to the window as UTF-8, up to the first that is not of the encoding.
void SequentialReader::take_bytes(std::string_view bytes, bool last) {
    io::ConversionFault fault;
    bad_ = !converter_.convert(bytes, last, window_, fault);
}

Fault SequentialReader::bad_byte() const {
    const std::uint64_t offset = window_begin_ + window_.size();
    if (encoding_ != io::Encoding::utf8)
        return {"XML007", offset, "the bytes here are not " + std::string(io::encoding_name(encoding_)), ""};
    return {"XML007", offset,
            "a byte here is not UTF-8: the file was probably written as Windows-1252; --encoding windows-1252 reads it", "UTF-8"};
}

void SequentialReader::finish(std::optional<Fault> fault) {
    // A parser that is given no more text complains of its end; the cause is the byte behind it.
    if (bad_ && (!fault || fault->code == "XML002")) fault = bad_byte();
    if (!fault) return;
    result_.fault_place = place_of(fault->offset);
    result_.fault = std::move(fault);
}

Place SequentialReader::place_of(std::uint64_t offset) {
    offset = std::max(offset, window_begin_) - window_begin_;
    return Locator(window_, window_place_, encoding_).place(std::min<std::uint64_t>(offset, window_.size()));
}

/// Text before the offset is not asked for any more.
void SequentialReader::forget(std::uint64_t offset) {
    if (offset < window_begin_ + kPiece) return;
    window_place_ = place_of(offset);
    window_.erase(0, offset - window_begin_);
    given_ -= offset - window_begin_;
    window_begin_ = offset;
}

void SequentialReader::frame_open(schema::FoundName found, std::string_view name, std::span<const ParsedAttribute> attributes,
                                  std::uint64_t offset) {
    if (result_.frame.tree().nodes.size() > options_.limits.frame_elements)
        throw StopParsing{Fault{"XML083", offset, "too many unknown elements stand between the records", ""}};
    result_.frame.open(found.element, found.match, name, place_of(offset));
    for (const ParsedAttribute& attribute : attributes) result_.frame.attribute(attribute.name, attribute.value);
    forget(offset);
}

void SequentialReader::frame_close(std::uint64_t) {
    // A root that was closed before the rest began is closed a second time by the text that puts the parser there.
    if (result_.frame.depth() != 0) result_.frame.close();
}

void SequentialReader::frame_text(std::uint64_t offset) { result_.frame.text(place_of(offset)); }

void SequentialReader::part(Part& part, schema::FoundName found, std::string_view name, std::uint64_t offset, std::uint64_t end) {
    const Place place = place_of(offset);
    Locator locator(std::string_view(window_).substr(offset - window_begin_, end - offset), place, encoding_);
    part.record = 0;
    (void)worker_->part(part);  // collected at once, whatever it says
    handler_.collect(*worker_, locator, result_.records);
    if (plan_.row(found.element).part == schema::Part::record) ++result_.records;
    result_.frame.part(found.element, found.match, name, place);
    forget(end);
}

}  // namespace cbds::xml
