#include "cbds/diff/patch.hpp"

#include "cbds/error.hpp"
#include "cbds/formats/document_inputs.hpp"
#include "cbds/formats/known_document.hpp"
#include "diff/patch_document.hpp"
#include "diff/patch_text.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace cbds::diff {

class Patch::Implementation {
public:
    std::string name;
    std::vector<Operation> operations;
};

Patch::Patch(std::unique_ptr<Implementation> implementation) noexcept : implementation_(std::move(implementation)) {}
Patch::Patch(Patch&&) noexcept = default;
Patch& Patch::operator=(Patch&&) noexcept = default;
Patch::~Patch() = default;

Patch Patch::read(io::Input& input) {
    auto made = std::make_unique<Implementation>();
    made->name = input.name();
    made->operations = read_patch(input);
    return Patch(std::move(made));
}

Patch Patch::reversed() const {
    auto made = std::make_unique<Implementation>();
    made->name = implementation_->name;
    const auto& operations = implementation_->operations;
    for (auto each = operations.rbegin(); each != operations.rend(); ++each) {
        try {
            std::vector<Operation> one = diff::reversed(*each);
            made->operations.insert(made->operations.end(), std::make_move_iterator(one.begin()), std::make_move_iterator(one.end()));
        } catch (const SelectorFault& fault) {
            throw DocumentError(made->name + ':' + std::to_string(each->line) + ": " + fault.what());
        }
    }
    return Patch(std::move(made));
}

std::uint64_t Patch::operations() const noexcept { return implementation_->operations.size(); }

PatchResult Patch::apply(const schema::Dictionary& dictionary, io::Input& document, formats::DocumentWriter& writer,
                         const PatchOptions& options) const {
    const std::string& name = document.name();
    const auto stream = document.open();
    const auto encoding = formats::is_rewritten(document) ? std::nullopt : options.encoding;
    auto [opening, found] = formats::open_known_document(dictionary, *stream, name, options.edition, encoding);
    const schema::Plan plan(dictionary, found.edition);
    const PatchIndex index(implementation_->operations, plan, implementation_->name);
    writer.begin({name, found.edition}, plan);
    PatchResult result = patch_document(std::move(opening), *stream, name, options.jobs, index, writer);
    writer.end();
    return result;
}

}  // namespace cbds::diff
