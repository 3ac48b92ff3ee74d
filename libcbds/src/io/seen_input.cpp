#include "io/seen_input.hpp"

namespace cbds::io {
namespace {

/// A stream that goes on behind bytes that have been read.
class ContinuedStream final : public ByteStream {
public:
    ContinuedStream(std::string first, std::unique_ptr<ByteStream> rest) : first_(std::move(first)), rest_(std::move(rest)) {}

    std::size_t read(std::span<char> buffer) override {
        const std::size_t known = std::string_view(first_).substr(at_).copy(buffer.data(), buffer.size());
        at_ += known;
        return known == buffer.size() ? known : known + rest_->read(buffer.subspan(known));
    }
    bool seekable() const noexcept override { return rest_->seekable(); }
    std::size_t read_at(std::uint64_t offset, std::span<char> buffer) override { return rest_->read_at(offset, buffer); }

private:
    std::string first_;
    std::size_t at_ = 0;
    std::unique_ptr<ByteStream> rest_;
};

}  // namespace

SeenInput::SeenInput(std::unique_ptr<Input> input, std::size_t look_at)
    : NamedInput(input->name(), input->size()), input_(std::move(input)), stream_(input_->open()), first_(look_at, '\0') {
    first_.resize(stream_->read(first_));
}

std::unique_ptr<ByteStream> SeenInput::open() {
    if (!stream_) return input_->open();
    return std::make_unique<ContinuedStream>(first_, std::move(stream_));
}

}  // namespace cbds::io
