#include "diff_inputs.hpp"

#include "cbds/error.hpp"
#include "cbds/formats/known_document.hpp"
#include "cbds/io/twice.hpp"

#include <string_view>
#include <utility>

namespace cbds::cli {
namespace {

/// Standard input, an entry of an archive: read once, kept, and read as often as wanted.
class KeptInput final : public io::Input {
public:
    explicit KeptInput(io::Input& input) : name_(input.name()), size_(input.size()), copy_(*input.open(), name_) {}
    [[nodiscard]] const std::string& name() const noexcept override { return name_; }
    [[nodiscard]] std::optional<std::uint64_t> size() const noexcept override { return size_; }
    [[nodiscard]] std::unique_ptr<io::ByteStream> open() override { return copy_.open(); }
    [[nodiscard]] bool reopens() const noexcept override { return true; }

private:
    std::string name_;
    std::optional<std::uint64_t> size_;
    io::ReadTwice copy_;
};

/// `2026/a.xml` of `returns/2026/a.xml`, where the user gave `returns` or `returns/`.
std::string name_below(const std::string& name, std::string_view path) {
    while (path.size() > 1 && path.ends_with('/')) path.remove_suffix(1);
    std::string_view rest = name;
    if (rest.starts_with(path)) rest.remove_prefix(path.size());
    while (rest.starts_with('/')) rest.remove_prefix(1);
    return std::string(rest);
}

class DocumentLook {
public:
    DocumentLook(const schema::Dictionary& dictionary, const formats::DocumentInputOptions& options) : dictionary_(dictionary), options_(options) {}

    /// Reads the beginning of a document.
    void look_at(DiffDocument& document) const {
        try {
            if (!document.input->reopens()) document.input = std::make_unique<KeptInput>(*document.input);
            identify(document);
        } catch (const InputError& error) {
            document.problem = error.what();
        } catch (const DocumentError& error) {
            document.problem = error.what();
        }
    }

private:
    void identify(DiffDocument& document) const {
        const auto stream = document.input->open();
        const auto encoding = formats::is_rewritten(*document.input) ? std::nullopt : options_.encoding;
        const formats::KnownDocument known =
            formats::open_known_document(dictionary_, *stream, document.input->name(), options_.edition, encoding);
        document.found = known.found;
        const formats::SourceSchool school = formats::source_school(known.opening);
        document.la = school.la;
        document.estab = school.estab;
    }

    const schema::Dictionary& dictionary_;
    const formats::DocumentInputOptions& options_;
};

}  // namespace

std::vector<DiffDocument> read_side(const schema::Dictionary& dictionary, formats::DocumentInputs& inputs,
                                    const formats::DocumentInputOptions& options) {
    const DocumentLook look(dictionary, options);
    std::vector<DiffDocument> documents;
    while (auto input = inputs.next()) {
        DiffDocument& document = documents.emplace_back();
        document.file = name_below(input->name(), options.inputs.paths.front());
        document.input = std::move(input);
        look.look_at(document);
    }
    return documents;
}

}  // namespace cbds::cli
