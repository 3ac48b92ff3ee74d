#include "convert/care_store.hpp"

#include "cbds/error.hpp"
#include "io/spool.hpp"

#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace cbds::convert {
namespace {

constexpr std::size_t kBuffer = std::size_t{1} << 20;

template <typename Number>
void pack(Number number, std::string& out) {
    std::array<char, sizeof number> bytes{};
    std::memcpy(bytes.data(), &number, sizeof number);
    out.append(bytes.data(), bytes.size());
}

void pack(std::string_view text, std::string& out) {
    pack(static_cast<std::uint32_t>(text.size()), out);
    out += text;
}

void pack(const xml::Element& element, std::string& out) {
    pack(element.id, out);
    pack(std::string_view(element.name), out);
    pack(std::string_view(element.text), out);
    pack(static_cast<std::uint32_t>(element.attributes.size()), out);
    for (const xml::ParsedAttribute& each : element.attributes) {
        pack(std::string_view(each.name), out);
        pack(std::string_view(each.value), out);
    }
    pack(static_cast<std::uint32_t>(element.children.size()), out);
    for (const xml::Element& child : element.children) pack(child, out);
}

/// Takes from the front of what pack() wrote.
class Unpacker {
public:
    explicit Unpacker(std::string_view bytes) : bytes_(bytes) {}

    xml::Element element() {
        xml::Element made;
        made.id = number<schema::ElementId>();
        made.name = text();
        made.text = text();
        made.attributes.resize(number<std::uint32_t>());
        for (xml::ParsedAttribute& each : made.attributes) {
            each.name = text();
            each.value = text();
        }
        made.children.resize(number<std::uint32_t>());
        for (xml::Element& child : made.children) child = element();
        return made;
    }

private:
    template <typename Number>
    Number number() {
        Number value{};
        std::memcpy(&value, bytes_.data(), sizeof value);
        bytes_.remove_prefix(sizeof value);
        return value;
    }

    std::string_view text() {
        const auto length = number<std::uint32_t>();
        const std::string_view value = bytes_.substr(0, length);
        bytes_.remove_prefix(length);
        return value;
    }

    std::string_view bytes_;
};

[[noreturn]] void fail() { throw InputError("temporary file: " + io::error_text(errno)); }

void read_at(const io::Descriptor& file, std::uint64_t place, char* to, std::size_t size) {
    while (size != 0) {
        const ssize_t length = ::pread(file.get(), to, size, static_cast<off_t>(place));
        if (length < 0 && errno == EINTR) continue;
        if (length <= 0) fail();
        to += length;
        place += static_cast<std::uint64_t>(length);
        size -= static_cast<std::size_t>(length);
    }
}

}  // namespace

ElementStore::ElementStore() : file_(io::nameless_file()) {
    if (!file_) fail();
}

std::uint64_t ElementStore::put(const xml::Element& element) {
    const std::uint64_t place = flushed_ + waiting_.size();
    std::string bytes;
    pack(element, bytes);
    pack(static_cast<std::uint64_t>(bytes.size()), waiting_);
    waiting_ += bytes;
    if (waiting_.size() >= kBuffer) flush();
    return place;
}

xml::Element ElementStore::get(std::uint64_t place) {
    flush();
    std::uint64_t size = 0;
    read_at(file_, place, reinterpret_cast<char*>(&size), sizeof size);
    std::string bytes(size, '\0');
    read_at(file_, place + sizeof size, bytes.data(), bytes.size());
    return Unpacker(bytes).element();
}

void ElementStore::flush() {
    if (!io::write_fully(file_.get(), waiting_)) fail();
    flushed_ += waiting_.size();
    waiting_.clear();
}

}  // namespace cbds::convert
