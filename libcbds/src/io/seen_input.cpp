#include "io/seen_input.hpp"

#include "io/continued_stream.hpp"

namespace cbds::io {

SeenInput::SeenInput(std::unique_ptr<Input> input, std::size_t look_at)
    : NamedInput(input->name(), input->size()), input_(std::move(input)), stream_(input_->open()), first_(look_at, '\0') {
    first_.resize(stream_->read(first_));
}

std::unique_ptr<ByteStream> SeenInput::open() {
    if (!stream_) return input_->open();
    return std::make_unique<ContinuedStream>(first_, std::move(stream_));
}

}  // namespace cbds::io
