/// @file
/// A text in memory where a file is read.
#pragma once

#include "cbds/io/stream.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace cbds::io {

/// A text as a stream.
class MemoryStream final : public ByteStream {
public:
    explicit MemoryStream(std::string_view text) : text_(text) {}
    std::size_t read(std::span<char> buffer) override {
        const std::size_t length = text_.copy(buffer.data(), buffer.size());
        text_.remove_prefix(length);
        return length;
    }

private:
    std::string_view text_;
};

/// A text as a file.
class MemoryInput final : public Input {
public:
    explicit MemoryInput(std::string text, std::string name = "document.xml") : text_(std::move(text)), name_(std::move(name)) {}
    [[nodiscard]] const std::string& name() const noexcept override { return name_; }
    [[nodiscard]] std::optional<std::uint64_t> size() const noexcept override { return text_.size(); }
    [[nodiscard]] std::unique_ptr<ByteStream> open() override { return std::make_unique<MemoryStream>(text_); }
    [[nodiscard]] bool reopens() const noexcept override { return true; }

private:
    std::string text_;
    std::string name_;
};

}  // namespace cbds::io
