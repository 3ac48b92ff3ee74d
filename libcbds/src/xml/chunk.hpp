/// @file
/// A stretch of a document, cut behind a record, and what the fast reader found in it.
#pragma once

#include "cbds/io/stream.hpp"
#include "cbds/schema/plan.hpp"
#include "cbds/xml/document_reader.hpp"
#include "cbds/xml/opening.hpp"
#include "xml/fast_reader.hpp"
#include "xml/libxml2_parser.hpp"

#include <memory>
#include <string>
#include <vector>

namespace cbds::xml {

/// Something that happened in the frame.
struct FrameEvent {
    enum class Kind : std::uint8_t { open, close, part } kind;
    schema::ElementId element;
    std::uint32_t offset;  ///< of its `<` in the chunk
};

/// Bytes that grow without being cleared: a chunk is overwritten by the next one read into it.
class ChunkBuffer {
public:
    [[nodiscard]] char* data() noexcept { return bytes_.get(); }
    [[nodiscard]] const char* data() const noexcept { return bytes_.get(); }

    /// Room for so many bytes; the first `used` of what is there stay.
    void reserve(std::size_t size, std::size_t used);

private:
    std::unique_ptr<char[]> bytes_;
    std::size_t capacity_ = 0;
};

struct Chunk {
    std::uint64_t number = 0;
    ChunkBuffer bytes;          ///< the text, and `kReadAhead` bytes of `<` behind it
    std::size_t size = 0;       ///< of the text
    bool last = false;          ///< the document ends with it
    schema::ElementId start = schema::kNoElement;  ///< the element of the frame that is open where it begins, as predicted

    std::unique_ptr<PartWorker> worker;
    std::vector<FrameEvent> events;
    std::uint64_t records = 0;
    schema::ElementId end = schema::kNoElement;  ///< the element that is open where it ends
    std::uint64_t lines = 0;   ///< line ends in what was read
    std::size_t read = 0;  ///< how much of it was read; less than `size`: the rest is not as predicted, or too much

    [[nodiscard]] std::string_view text() const noexcept { return {bytes.data(), size}; }
};

/// Cuts the document into chunks, in order. For one thread at a time.
class ChunkSource {
public:
    ChunkSource(Opening& opening, io::ByteStream& stream, const schema::Plan& plan, const ReadOptions& options);

    /// The next chunk; false at the end.
    [[nodiscard]] bool next(Chunk& chunk);

    /// Bytes as they come, for a reader that needs no cuts; 0 at the end. Not after a failed `next`.
    [[nodiscard]] std::size_t read(std::span<char> buffer);

    [[nodiscard]] std::uint64_t bytes() const noexcept { return bytes_; }

private:
    /// The end tag of a record, and the element of the frame that is open behind it.
    struct EndTag {
        std::string text;
        schema::ElementId parent;
    };

    [[nodiscard]] std::size_t last_record_end(std::string_view text, std::size_t from);

    io::ByteStream& stream_;
    const ReadOptions& options_;
    std::vector<EndTag> end_tags_;
    std::string carried_;  ///< read already, behind the last cut
    schema::ElementId start_ = schema::kNoElement;
    std::uint64_t number_ = 0;
    std::uint64_t bytes_ = 0;
    bool ended_ = false;
};

/// The root's start tag and all before it, which every reader that begins in the middle is given first.
struct Prologue {
    std::string text;
    std::vector<ParsedAttribute> attributes;
    std::uint64_t root_offset = 0;
};

/// Reads the prologue of a document that begins with `text`.
/// @returns nothing where it is faulty or not whole: then the document is for the libxml2 reader.
[[nodiscard]] std::optional<Prologue> read_prologue(std::string_view text, const schema::Plan& plan, const Limits& limits);

/// What a parser needs to read before it can go on inside `element` of the frame.
[[nodiscard]] std::string text_before(const Prologue& prologue, const schema::Plan& plan, schema::ElementId element, std::size_t& open);

/// Reads chunks with the fast reader. One for each thread.
class ChunkScanner {
public:
    ChunkScanner(const schema::Plan& plan, const ReadOptions& options, FastReader fast) : plan_(plan), options_(options), fast_(std::move(fast)) {}

    /// What it has learnt. It can read nothing any more.
    [[nodiscard]] FastReader take_reader() { return std::move(fast_); }

    /// Fills in what the chunk holds. The first chunk begins behind the prologue.
    void scan(Chunk& chunk, const Prologue& prologue);

private:
    void scan_parts(Chunk& chunk, const Prologue& prologue);
    const char* scan_part(Chunk& chunk, const char* at, schema::ElementId element, const Prologue& prologue);
    static const char* skip_known(const Chunk& chunk, const char* at, schema::ElementId element);
    const char* read_fast(Chunk& chunk, const char* at, schema::ElementId element);
    [[nodiscard]] bool within_limits(std::size_t length) const;
    const char* read_alone(Chunk& chunk, const char* at, schema::ElementId element, const Prologue& prologue);
    [[nodiscard]] schema::ElementId child_at(schema::ElementId parent, const char* name);

    const schema::Plan& plan_;
    const ReadOptions& options_;
    FastReader fast_;
    Part part_;
    bool full_ = false;  ///< the worker can take no more of this chunk
    schema::ElementId guess_ = schema::kNoElement;
};

}  // namespace cbds::xml
