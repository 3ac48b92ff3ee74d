/// @file
/// An input whose first bytes were looked at, and which is read from its beginning all the same.
#pragma once

#include "io/file_input.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace cbds::io {

/// It is opened as it was once, and then anew.
class SeenInput final : public NamedInput {
public:
    /// Opens the input. @param look_at  how many bytes are read @throws InputError
    SeenInput(std::unique_ptr<Input> input, std::size_t look_at);

    [[nodiscard]] std::string_view first() const noexcept { return first_; }

    std::unique_ptr<ByteStream> open() override;
    bool reopens() const noexcept override { return input_->reopens(); }

private:
    std::unique_ptr<Input> input_;
    std::unique_ptr<ByteStream> stream_;
    std::string first_;
};

}  // namespace cbds::io
