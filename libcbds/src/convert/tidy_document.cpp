#include "cbds/convert/tidy.hpp"

#include "cbds/error.hpp"
#include "cbds/io/twice.hpp"
#include "convert/care_output.hpp"
#include "convert/tidy_element.hpp"

#include <array>
#include <utility>

namespace cbds::convert {
namespace {

constexpr std::array<std::string_view, 6> kNames{"encoding", "spaces", "empty", "phones", "postcodes", "capitals"};

/// What the bytes of a document are, where it is written in characters of one byte or in UTF-8.
struct Bytes {
    io::EncodingEvidence evidence;
    bool utf8 = true;     ///< they are well-formed UTF-8
    bool ascii = true;    ///< nothing in them tells encodings apart
    bool windows = false; ///< there are bytes that mean something in windows-1252 only
};

Bytes look_through(io::ByteStream& stream) {
    Bytes found;
    std::vector<char> buffer(std::size_t{256} << 10);
    std::string waiting;  // the beginning of a character at the end of a piece
    bool first = true;
    while (const std::size_t length = stream.read(buffer)) {
        const std::string_view piece(buffer.data(), length);
        if (std::exchange(first, false)) found.evidence = io::look_at(piece);
        for (const char c : piece) {
            const auto byte = static_cast<unsigned char>(c);
            found.ascii &= byte < 0x80;
            found.windows |= byte >= 0x80 && byte < 0xA0;
        }
        if (!found.utf8) continue;
        waiting += piece;
        waiting.erase(0, io::valid_utf8_prefix(waiting));
        found.utf8 = waiting.size() < 4;
    }
    found.utf8 &= waiting.empty();
    return found;
}

/// The encoding in which a document is to be read whatever it says; nothing where it can be taken at its word.
std::optional<io::Encoding> real_encoding(const Bytes& bytes) {
    const io::EncodingEvidence& said = bytes.evidence;
    if (said.family != io::Encoding::utf8) return std::nullopt;  // UTF-16 and UTF-32 are seen by their zeros
    const bool says_utf8 = said.declared.empty() || said.declared_encoding == io::Encoding::utf8;
    if (bytes.utf8) return says_utf8 || (bytes.ascii && said.declared_encoding) ? std::nullopt : std::optional(io::Encoding::utf8);
    if (says_utf8 || !said.declared_encoding) return io::Encoding::windows_1252;
    if (said.declared_encoding == io::Encoding::iso_8859_1 && bytes.windows) return io::Encoding::windows_1252;
    return std::nullopt;
}

/// The change of the file as a whole: what was declared, and what it was. Nothing where it is UTF-8 and says so.
std::optional<Change> encoding_change(const Bytes& bytes, io::Encoding read_as) {
    Change change;
    change.kind = kNames[0];
    change.path = "?xml encoding";
    change.before = bytes.evidence.declared.empty() ? "UTF-8" : bytes.evidence.declared;
    change.after = "UTF-8";
    const bool right = io::find_encoding(change.before, read_as) == io::Encoding::utf8 && read_as == io::Encoding::utf8;
    if (right) return std::nullopt;
    if (io::find_encoding(change.before, read_as) != read_as)
        change.before.append(" (but it was ").append(io::encoding_name(read_as)).append(")");
    return change;
}

class TidyVisitor final : public RewritingVisitor {
public:
    TidyVisitor(const CareTarget& target, const TidyOptions& options, const Bytes& bytes, const ChangeSink& sink)
        : RewritingVisitor(target), options_(options), bytes_(bytes), sink_(sink) {}

    void begin(const SourceDocument& document) override {
        RewritingVisitor::begin(document);
        tidier_.emplace(*document.plan, options_.kinds);
        if (options_.kinds.contains(Tidying::encoding))
            if (const auto change = encoding_change(bytes_, document.opening.encoding)) tell(*change);
    }
    void edit(xml::Element& part, std::vector<Change>& changes) const override { tidier_->tidy(part, changes); }
    void part(CarePart& part) override {
        for (const Change& change : part.changes) tell(change);
        write(part.element);
    }
    [[nodiscard]] std::uint64_t count() const noexcept { return count_; }

private:
    void tell(const Change& change) {
        ++count_;
        sink_(change);
    }

    const TidyOptions& options_;
    const Bytes& bytes_;
    const ChangeSink& sink_;
    std::optional<ElementTidier> tidier_;
    std::uint64_t count_ = 0;
};

}  // namespace

std::span<const std::string_view> tidying_names() noexcept { return kNames; }

std::uint64_t tidy(io::Input& input, const TidyOptions& options, const CareTarget& target, const ChangeSink& sink) {
    const io::ReadTwice copy(*input.open(), input.name());
    CareReading reading = options.reading;
    const Bytes bytes = look_through(*copy.open());
    if (!reading.encoding && options.kinds.contains(Tidying::encoding)) reading.encoding = real_encoding(bytes);
    TidyVisitor visitor(target, options, bytes, sink);
    const auto stream = copy.open();
    visit_document(*stream, input.name(), reading, visitor);
    if (!options.in_place || visitor.count() > 0) visitor.commit();
    return visitor.count();
}

}  // namespace cbds::convert
