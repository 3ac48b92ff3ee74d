#include "io/file_input.hpp"

#include "cbds/error.hpp"
#include "io/file_stream.hpp"
#include "io/unpacked_stream.hpp"

namespace cbds::io {
namespace {

std::unique_ptr<ByteStream> open_document(Descriptor file, std::string first_bytes, const std::string& name, const Limits& limits) {
    const Packing packing = packing_of(first_bytes);
    // Zips are looked into before: this one took the place of another file since then.
    if (packing == Packing::zip || packing == Packing::empty_zip) throw InputError(name + ": was changed while it was read");
    auto stream = std::make_unique<FileStream>(std::move(file), name, std::move(first_bytes));
    if (packing == Packing::none) return stream;
    return std::make_unique<UnpackedStream>(std::move(stream), packing, name, limits);
}

}  // namespace

std::string read_first_bytes(const Descriptor& file, const std::string& name) {
    std::string first_bytes(kPackingBytes, '\0');
    first_bytes.resize(read_fully(file.get(), first_bytes.data(), first_bytes.size(), name));
    return first_bytes;
}

std::unique_ptr<ByteStream> FailedInput::open() { throw InputError(message_); }

std::unique_ptr<ByteStream> FileInput::open() {
    Descriptor file = open_to_read(name());
    std::string first_bytes = read_first_bytes(file, name());
    return open_document(std::move(file), std::move(first_bytes), name(), limits_);
}

std::unique_ptr<ByteStream> OnceInput::open() {
    if (!file_) throw InputError(name() + ": can be read once only");
    return open_document(std::move(file_), std::move(first_bytes_), name(), limits_);
}

}  // namespace cbds::io
