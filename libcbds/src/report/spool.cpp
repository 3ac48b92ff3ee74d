#include "report/spool.hpp"

#include "io/spool.hpp"
#include "report/output.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>

namespace cbds::report {
namespace {

constexpr std::size_t kMostInMemory = 1 << 20;  // of a spool
constexpr std::size_t kMostOfGroup = 1 << 14;   // in memory, for each group
constexpr std::size_t kBlock = 1 << 16;

[[noreturn]] void fail() { throw OutputError("no temporary file for the report: " + io::error_text(errno)); }

void read_at(const io::Descriptor& file, std::uint64_t start, char* to, std::size_t size) {
    while (size > 0) {
        const ssize_t read = ::pread(file.get(), to, size, static_cast<off_t>(start));
        if (read < 0 && errno == EINTR) continue;
        if (read <= 0) fail();
        to += read;
        start += static_cast<std::uint64_t>(read);
        size -= static_cast<std::size_t>(read);
    }
}

}  // namespace

Stretch Spool::append(std::string_view text) {
    const Stretch stretch{size(), text.size()};
    tail_ += text;
    if (tail_.size() > kMostInMemory) write_tail();
    return stretch;
}

void Spool::write_tail() {
    if (!file_) file_ = io::nameless_file();
    if (!file_ || !io::write_fully(file_.get(), tail_)) fail();
    on_disk_ += tail_.size();
    tail_.clear();
}

void Spool::copy(Stretch stretch, std::ostream& out) const {
    std::string block;
    while (stretch.length > 0 && stretch.start < on_disk_) {
        block.resize(static_cast<std::size_t>(std::min<std::uint64_t>({stretch.length, on_disk_ - stretch.start, kBlock})));
        read_at(file_, stretch.start, block.data(), block.size());
        put(out, block);
        stretch.start += block.size();
        stretch.length -= block.size();
    }
    if (stretch.length > 0)
        put(out, std::string_view(tail_).substr(static_cast<std::size_t>(stretch.start - on_disk_),
                                                static_cast<std::size_t>(stretch.length)));
}

void GroupedSpool::append(std::size_t number, std::string_view text) {
    if (number >= groups_.size()) groups_.resize(number + 1);
    Group& group = groups_[number];
    group.tail += text;
    if (group.tail.size() < kMostOfGroup) return;
    group.stretches.push_back(spool_.append(group.tail));
    group.tail.clear();
}

void GroupedSpool::copy(std::size_t number, std::ostream& out) const {
    if (number >= groups_.size()) return;
    for (const Stretch stretch : groups_[number].stretches) spool_.copy(stretch, out);
    put(out, groups_[number].tail);
}

}  // namespace cbds::report
