#include "cbds/xml/opening.hpp"

#include "xml/declaration.hpp"
#include "xml/libxml2_faults.hpp"
#include "xml/libxml2_parser.hpp"

#include <algorithm>
#include <cstring>

namespace cbds::xml {
namespace {

constexpr std::size_t kFirstLook = std::size_t{64} << 10;
constexpr std::size_t kMostElements = 300;

/// Follows the events to the end of the header, and stops there.
class HeaderEvents final : public ParserEvents {
public:
    explicit HeaderEvents(Opening& opening) : opening_(opening) {}

    void start_element(std::string_view name, std::span<const ParsedAttribute>, std::uint64_t offset) override {
        if (opening_.root.empty()) {
            opening_.root = name;
            opening_.root_offset = offset;
        } else {
            if (!path_.empty()) path_ += '/';
            path_ += name;
        }
        text_.clear();
        if (++elements_ == kMostElements || path_.size() > 1000) throw StopParsing{};
    }

    void end_element(std::uint64_t) override {
        if (!text_.empty()) opening_.header.try_emplace(path_, text_);
        text_.clear();
        if (path_.find('/') == std::string::npos) throw StopParsing{};  // the header, or what stands in its place
        path_.resize(path_.rfind('/'));
    }

    void text(std::string_view text) override {
        if (text_.size() < 1000) text_ += text;
    }

private:
    Opening& opening_;
    std::string path_;
    std::string text_;
    std::size_t elements_ = 0;
};

void look_at_header(Opening& opening) {
    const std::string text = first_utf8(opening);
    std::size_t given = 0;
    const TextSupply supply = [&](std::span<char> buffer) {
        const std::size_t length = std::min(buffer.size(), text.size() - given);
        std::memcpy(buffer.data(), text.data() + given, length);
        given += length;
        return length;
    };
    HeaderEvents events(opening);
    // A fault is found again, with its place, when the document is read.
    (void)parse(supply, events);
}

}  // namespace

std::string_view Opening::header_value(std::string_view path) const {
    const auto found = header.find(path);
    return found == header.end() ? std::string_view{} : std::string_view(found->second);
}

std::string first_utf8(const Opening& opening) {
    if (opening.encoding == io::Encoding::utf8) return opening.bytes;
    std::string text;
    io::ConversionFault fault;
    (void)io::Utf8Converter(opening.encoding).convert(opening.bytes, false, text, fault);
    return text;
}

Opening open_document(io::ByteStream& stream, std::optional<io::Encoding> encoding) {
    Opening opening;
    opening.bytes.resize(kFirstLook);
    const std::size_t length = stream.read(opening.bytes);
    opening.whole = length < opening.bytes.size();
    opening.bytes.resize(length);

    const io::EncodingEvidence evidence = io::look_at(opening.bytes);
    opening.byte_order_mark = evidence.mark.has_value();
    opening.declared_encoding = evidence.declared;
    opening.encoding = encoding.value_or(evidence.mark.value_or(evidence.declared_encoding.value_or(evidence.family)));
    opening.fault = beginning_fault(opening.bytes, evidence, encoding);
    if (!opening.fault) {
        look_at_header(opening);
    } else {
        const std::string text = first_utf8(opening);
        if (const auto at = find_doctype(text)) opening.fault = doctype_fault(*at);
        const std::uint64_t offset = std::min<std::uint64_t>(opening.fault->offset, text.size());
        if (offset != 0) opening.fault_place = Locator(text, opening.start(), opening.encoding).place(offset);
    }
    return opening;
}

}  // namespace cbds::xml
