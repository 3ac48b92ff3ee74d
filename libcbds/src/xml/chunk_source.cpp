#include "xml/chunk.hpp"

#include <algorithm>
#include <cstring>

namespace cbds::xml {
namespace {

/// Small enough that a chunk is still in the processor's cache when it is read a second time.
constexpr std::size_t kBlock = std::size_t{1} << 20;

/// A stretch this long without the end of a record is not cut any more: the libxml2 reader takes over.
constexpr std::size_t kLongest = std::size_t{8} << 20;

}  // namespace

void ChunkBuffer::reserve(std::size_t size, std::size_t used) {
    if (size <= capacity_) return;
    std::unique_ptr<char[]> larger(new char[size]);
    if (used != 0) std::memcpy(larger.get(), bytes_.get(), used);
    bytes_ = std::move(larger);
    capacity_ = size;
}

ChunkSource::ChunkSource(Opening& opening, io::ByteStream& stream, const schema::Plan& plan, const ReadOptions& options)
    : stream_(stream), options_(options), carried_(std::move(opening.bytes)), bytes_(carried_.size()), ended_(opening.whole) {
    for (const schema::ElementId record : plan.records())
        end_tags_.push_back({"</" + std::string(plan.row(record).name) + '>', plan.row(record).parent});
}

/// The end of the last record of the text, looked for from its end down to `from`; 0 where there is none.
std::size_t ChunkSource::last_record_end(std::string_view text, std::size_t from) {
    for (std::size_t at = text.rfind("</"); at != std::string_view::npos && at >= from; at = text.rfind("</", at - 1)) {
        for (const EndTag& tag : end_tags_) {
            if (!text.substr(at).starts_with(tag.text)) continue;
            start_ = tag.parent;
            return at + tag.text.size();
        }
        if (at == 0) break;
    }
    return 0;
}

bool ChunkSource::next(Chunk& chunk) {
    chunk.number = number_++;
    chunk.start = start_;
    std::size_t size = carried_.size();
    chunk.bytes.reserve(std::max(2 * kBlock, size + kReadAhead), 0);  // mostly enough for good: a buffer that grows is copied
    carried_.copy(chunk.bytes.data(), size);
    std::size_t searched = 0;
    std::size_t cut = last_record_end(carried_, 0);
    while (!ended_ && cut == 0 && size < kLongest) {
        chunk.bytes.reserve(size + kBlock + kReadAhead, size);
        const std::size_t length = stream_.read({chunk.bytes.data() + size, kBlock});
        bytes_ += length;
        size += length;
        ended_ = length < kBlock;
        if (options_.progress) options_.progress(length);
        cut = last_record_end({chunk.bytes.data(), size}, searched);
        searched = size > 1000 ? size - 1000 : 0;  // an end tag may straddle two blocks
    }
    carried_.clear();
    if (size == 0) return false;
    if (!ended_ && cut != 0) {
        carried_.assign(chunk.bytes.data() + cut, size - cut);
        size = cut;
    }
    chunk.size = size;
    chunk.last = ended_;
    std::memset(chunk.bytes.data() + size, '<', kReadAhead);
    return true;
}

std::size_t ChunkSource::read(std::span<char> buffer) {
    if (!carried_.empty()) {
        const std::size_t length = std::min(buffer.size(), carried_.size());
        carried_.copy(buffer.data(), length);
        carried_.erase(0, length);
        return length;
    }
    if (ended_) return 0;
    const std::size_t length = stream_.read(buffer);
    ended_ = length < buffer.size();
    bytes_ += length;
    if (options_.progress) options_.progress(length);
    return length;
}

}  // namespace cbds::xml
