/// @file
/// A buffer between a stream and a descriptor.
#pragma once

#include <streambuf>
#include <string>
#include <vector>

namespace cbds::io {

/// Throws OutputError where the system cannot write. Nothing is written when it is destroyed.
class DescriptorBuffer final : public std::streambuf {
public:
    DescriptorBuffer(int descriptor, std::string name, std::size_t size = std::size_t{1} << 20);

protected:
    int_type overflow(int_type c) override;
    std::streamsize xsputn(const char* bytes, std::streamsize length) override;
    int sync() override;

private:
    void write(std::string_view bytes);
    void write_buffer();

    int descriptor_;
    std::string name_;
    std::vector<char> buffer_;
};

}  // namespace cbds::io
