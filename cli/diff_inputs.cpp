#include "diff_inputs.hpp"

#include "cbds/error.hpp"
#include "cbds/io/twice.hpp"
#include "cbds/xml/document_reader.hpp"

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

std::string fault_text(const std::string& name, const xml::Place& place, const xml::Fault& fault) {
    return name + ':' + std::to_string(place.line) + ':' + std::to_string(place.column) + ": " + fault.message;
}

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
        const std::string& name = document.input->name();
        const auto stream = document.input->open();
        xml::Opening opening = xml::open_document(*stream, formats::is_rewritten(*document.input) ? std::nullopt : options_.encoding);
        if (opening.fault) {
            document.problem = fault_text(name, opening.fault_place, *opening.fault);
            return;
        }
        document.found = formats::identify(dictionary_, opening, name, options_.edition);
        const formats::SourceSchool school = formats::source_school(opening);
        document.la = school.la;
        document.estab = school.estab;
        if (document.found.collection) return;
        const xml::ReadResult read = xml::read_unknown_document(std::move(opening), *stream, {});
        document.problem = read.fault ? fault_text(name, read.fault_place, *read.fault) : name + ": " + document.found.problem;  // the nearer reason
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
