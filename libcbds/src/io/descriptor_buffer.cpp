#include "io/descriptor_buffer.hpp"

#include "cbds/error.hpp"
#include "io/descriptor.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace cbds::io {

DescriptorBuffer::DescriptorBuffer(int descriptor, std::string name, std::size_t size)
    : descriptor_(descriptor), name_(std::move(name)), buffer_(size) {
    setp(buffer_.data(), buffer_.data() + buffer_.size());
}

void DescriptorBuffer::write(std::string_view bytes) {
    if (!write_fully(descriptor_, bytes)) throw OutputError(name_ + ": cannot be written: " + error_text(errno));
}

void DescriptorBuffer::write_buffer() {
    const std::string_view bytes(pbase(), static_cast<std::size_t>(pptr() - pbase()));
    // Emptied first: what could not be written is not tried again.
    setp(buffer_.data(), buffer_.data() + buffer_.size());
    write(bytes);
}

DescriptorBuffer::int_type DescriptorBuffer::overflow(int_type c) {
    write_buffer();
    if (traits_type::eq_int_type(c, traits_type::eof())) return traits_type::not_eof(c);
    return sputc(traits_type::to_char_type(c));
}

std::streamsize DescriptorBuffer::xsputn(const char* bytes, std::streamsize length) {
    if (length >= epptr() - pptr()) write_buffer();
    if (length >= epptr() - pptr()) {
        write({bytes, static_cast<std::size_t>(length)});
        return length;
    }
    std::memcpy(pptr(), bytes, static_cast<std::size_t>(length));
    pbump(static_cast<int>(length));
    return length;
}

int DescriptorBuffer::sync() {
    write_buffer();
    return 0;
}

}  // namespace cbds::io
