#include "formats/document_spool.hpp"

#include "cbds/error.hpp"
#include "cbds/formats/document_inputs.hpp"
#include "io/file_input.hpp"
#include "io/file_stream.hpp"
#include "io/spool.hpp"

#include <unistd.h>

#include <cerrno>

namespace cbds::formats {
namespace {

class SpooledDocument final : public io::NamedInput {
public:
    SpooledDocument(std::string name, io::Descriptor descriptor) : NamedInput(std::move(name)), descriptor_(std::move(descriptor)) {}

    std::unique_ptr<io::ByteStream> open() override {
        io::Descriptor again(::dup(descriptor_.get()));
        if (!again || ::lseek(again.get(), 0, SEEK_SET) != 0) throw InputError(name() + ": " + io::error_text(errno));
        return std::make_unique<io::FileStream>(std::move(again), name());
    }
    bool reopens() const noexcept override { return true; }

private:
    io::Descriptor descriptor_;
};

}  // namespace

bool is_rewritten(const io::Input& input) noexcept { return dynamic_cast<const SpooledDocument*>(&input) != nullptr; }

std::ostream& DocumentSpool::begin(std::string_view name) {
    Document& document = documents_.emplace_back();
    document.name = name;
    document.descriptor = io::nameless_file();
    if (!document.descriptor) throw OutputError(file_ + ": no temporary file for it: " + io::error_text(errno));
    document.buffer = std::make_unique<io::DescriptorBuffer>(document.descriptor.get(), "temporary file");
    document.stream = std::make_unique<std::ostream>(document.buffer.get());
    document.stream->exceptions(std::ios::badbit);
    return *document.stream;
}

void DocumentSpool::end() {
    documents_.back().stream->flush();
    documents_.back().stream.reset();
    documents_.back().buffer.reset();
}

std::vector<std::unique_ptr<io::Input>> DocumentSpool::take() {
    std::vector<std::unique_ptr<io::Input>> inputs;
    for (std::size_t i = 0; i < documents_.size(); ++i) {
        Document& document = documents_[i];
        const std::string name = document.name.empty() ? std::to_string(i + 1) : document.name;
        inputs.push_back(std::make_unique<SpooledDocument>(documents_.size() == 1 ? file_ : file_ + '/' + name, std::move(document.descriptor)));
    }
    documents_.clear();
    return inputs;
}

}  // namespace cbds::formats
