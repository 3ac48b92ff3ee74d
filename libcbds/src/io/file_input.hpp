/// @file
/// The inputs that are no entries of an archive.
#pragma once

#include "cbds/io/limits.hpp"
#include "cbds/io/stream.hpp"
#include "io/descriptor.hpp"
#include "io/packing.hpp"

namespace cbds::io {

class NamedInput : public Input {
public:
    explicit NamedInput(std::string name, std::optional<std::uint64_t> size = std::nullopt) : name_(std::move(name)), size_(size) {}
    const std::string& name() const noexcept override { return name_; }
    std::optional<std::uint64_t> size() const noexcept override { return size_; }

private:
    std::string name_;
    std::optional<std::uint64_t> size_;
};

/// What cannot be read: open() says why.
class FailedInput final : public NamedInput {
public:
    FailedInput(std::string name, std::string message) : NamedInput(std::move(name)), message_(std::move(message)) {}
    std::unique_ptr<ByteStream> open() override;

private:
    std::string message_;
};

/// A file: opened only to be read, as often as asked.
class FileInput final : public NamedInput {
public:
    FileInput(const std::string& path, std::optional<std::uint64_t> size, const Limits& limits) : NamedInput(path, size), limits_(limits) {}
    std::unique_ptr<ByteStream> open() override;
    bool reopens() const noexcept override { return true; }

private:
    Limits limits_;
};

/// Standard input, a pipe: what can be read once.
class OnceInput final : public NamedInput {
public:
    OnceInput(std::string name, std::optional<std::uint64_t> size, Descriptor file, std::string first_bytes, const Limits& limits)
        : NamedInput(std::move(name), size), file_(std::move(file)), first_bytes_(std::move(first_bytes)), limits_(limits) {}
    std::unique_ptr<ByteStream> open() override;

private:
    Descriptor file_;
    std::string first_bytes_;
    Limits limits_;
};

/// The first bytes of a file, enough to know its packing.
/// @throws InputError
[[nodiscard]] std::string read_first_bytes(const Descriptor& file, const std::string& name);

}  // namespace cbds::io
