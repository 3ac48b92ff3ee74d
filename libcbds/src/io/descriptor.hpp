/// @file
/// A file descriptor that closes itself, and the system's errors in plain words.
#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace cbds::io {

class Descriptor {
public:
    Descriptor() noexcept = default;
    explicit Descriptor(int number) noexcept : number_(number) {}
    Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        std::swap(number_, other.number_);
        return *this;
    }
    ~Descriptor();

    [[nodiscard]] int get() const noexcept { return number_; }
    [[nodiscard]] explicit operator bool() const noexcept { return number_ >= 0; }

    /// Closes at once.
    /// @returns false where the system reports that something written was lost
    [[nodiscard]] bool close() noexcept;

private:
    int number_ = -1;
};

/// `no such file`, `permission denied`, `no space left on device`: a system error, as a message goes on with it.
[[nodiscard]] std::string error_text(int error);

/// Opens a file for reading.
/// @throws InputError
[[nodiscard]] Descriptor open_to_read(const std::string& path);

/// Reads until the buffer is full or the end is reached.
/// @throws InputError that begins with `name`
[[nodiscard]] std::size_t read_fully(int descriptor, char* to, std::size_t size, std::string_view name);

/// Writes all of it.
/// @returns false with errno set
[[nodiscard]] bool write_fully(int descriptor, std::string_view bytes) noexcept;

}  // namespace cbds::io
