/// @file
/// Bytes, however they reach the program: from a file, from standard input, out of an archive.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>

namespace cbds::io {

/// A sequence of bytes that is read once, from the first to the last.
class ByteStream {
public:
    virtual ~ByteStream() = default;

    /// Fills the buffer from its start. Fewer bytes than asked for mean the end has been reached.
    /// @returns how many bytes were read, 0 at the end.
    /// @throws InputError where the bytes cannot be read, or an archive is damaged or expands beyond its limit.
    virtual std::size_t read(std::span<char> buffer) = 0;

    /// Whether bytes can be read from any place too: those of a file as it lies on the disk, not those of a pipe or out of
    /// an archive.
    [[nodiscard]] virtual bool seekable() const noexcept { return false; }

    /// Fills the buffer from a place on, as far as there are bytes; read() goes on where it was. Several threads may call it.
    /// @throws InputError; a stream that is not seekable always does
    [[nodiscard]] virtual std::size_t read_at(std::uint64_t offset, std::span<char> buffer);
};

/// One document to be read: where its bytes come from, and how it is named in reports.
class Input {
public:
    virtual ~Input() = default;

    /// As the user knows it: `autumn/2013999_SC3_201LL26_001.XML`, `returns.zip/2013999...`, `-`.
    [[nodiscard]] virtual const std::string& name() const noexcept = 0;

    /// Decompressed size in bytes where it is known before reading.
    [[nodiscard]] virtual std::optional<std::uint64_t> size() const noexcept = 0;

    /// Opens the bytes. Standard input and the entries of an archive can be opened once only.
    /// @throws InputError
    [[nodiscard]] virtual std::unique_ptr<ByteStream> open() = 0;

    /// Whether it can be opened as often as wanted, whatever else was read meanwhile.
    [[nodiscard]] virtual bool reopens() const noexcept { return false; }
};

}  // namespace cbds::io
