/// @file
/// Reading a document part by part, in parallel, in document order.
///
/// Chunks of the text are read into reused buffers and cut behind a record. Each is read on a thread of its
/// own by the fast reader; a record that is not as predicted goes to the libxml2 reader alone. That a cut was
/// right is proven by the chunk before it, which must end there. Where anything cannot be proven, and for
/// another encoding than UTF-8, the libxml2 reader takes the rest of the document, on one thread.
/// What is handed on does not depend on the number of threads nor on which reader read it.
#pragma once

#include "cbds/xml/frame.hpp"
#include "cbds/xml/limits.hpp"
#include "cbds/xml/opening.hpp"
#include "cbds/xml/part.hpp"
#include "cbds/xml/place.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

namespace cbds::xml {

/// The start tag of an element that encloses parts, or of an unknown one beside them.
struct FrameElement {
    schema::ElementId element = schema::kNoElement;  ///< `kNoElement`: an unknown element
    std::string_view name;                           ///< as written
    std::span<const ParsedAttribute> attributes;
};

/// The work that a command does on the parts of one stretch of a document. Used by one thread at a time,
/// and reused when what it gathered has been collected.
class PartWorker {
public:
    virtual ~PartWorker() = default;

    /// One part. Its nodes' offsets count from the start of the stretch.
    /// @returns false where so much was gathered that it has to be collected before the next part.
    [[nodiscard]] virtual bool part(const Part& part) = 0;

    /// Whether a part with exactly these bytes has been read before, so that it need not be read again. The worker then
    /// takes it as it was.
    /// @param text    from the part's `<` to the end of the stretch
    /// @param offset  of the part, from the start of the stretch
    /// @returns the length of the part in bytes; 0 where it is not known, and has to be read
    [[nodiscard]] virtual std::size_t known_part(schema::ElementId, std::string_view /*text*/, std::uint32_t /*offset*/) { return 0; }

    /// What encloses the parts, in document order with them: for a command that writes documents. A stretch may begin
    /// where elements are open, which the worker of another stretch was told of.
    virtual void frame_open(const FrameElement&) {}
    virtual void frame_close(schema::ElementId) {}

    /// Text in the element of the frame that is open; it may come in pieces.
    virtual void frame_text(std::string_view) {}
};

/// What a command makes of a document. What stands before the first record - header and school block - is
/// collected before there is more than one thread, so that records can be judged by what it says.
class DocumentHandler {
public:
    virtual ~DocumentHandler() = default;

    /// Called on any thread, but one at a time.
    [[nodiscard]] virtual std::unique_ptr<PartWorker> make_worker() = 0;

    /// Takes what a worker gathered of one stretch, in document order, and leaves the worker empty.
    /// @param locator       finds the places of the stretch's offsets
    /// @param first_record  how many records stand before it in the document
    virtual void collect(PartWorker& worker, Locator& locator, std::uint64_t first_record) = 0;
};

struct ReadOptions {
    unsigned jobs = 1;
    bool libxml2_only = false;  ///< `--engine libxml2`
    bool judge_values = true;   ///< false: the faults of values are not asked for, and need not be found
    bool count_lines = true;   ///< false: places have the right offset and no more, and cost nothing
    Limits limits;
    std::function<void(std::uint64_t)> progress;  ///< told how many bytes were read since the last call; may be empty
};

class FastReader;

/// How documents of an edition are usually written, learnt from one that was read: the next reading begins with it, and need not
/// learn it again. What is read does not depend on it. A copy may be used by another thread.
class ReaderMemory {
private:
    friend class ChunkedRun;
    std::shared_ptr<FastReader> reader_;  ///< null: nothing has been learnt
};

/// What is known of a document when it has been read.
struct ReadResult {
    Frame frame;
    std::uint64_t records = 0;
    std::uint64_t bytes = 0;     ///< of the decompressed original
    std::optional<Fault> fault;  ///< it ended the reading
    Place fault_place;
};

/// Reads the document that `opening` began.
/// @param memory  of another document that was read with this plan; takes what was learnt of this one
/// @throws InputError where the bytes cannot be read; what the handler throws
[[nodiscard]] ReadResult read_document(Opening opening, io::ByteStream& stream, const schema::Plan& plan, const ReadOptions& options,
                                       DocumentHandler& handler, ReaderMemory& memory);

/// The same of a document that stands alone.
[[nodiscard]] ReadResult read_document(Opening opening, io::ByteStream& stream, const schema::Plan& plan, const ReadOptions& options,
                                       DocumentHandler& handler);

/// Reads a document of no known collection, only to find whether it is well formed. Nothing is handed on.
/// @throws InputError where the bytes cannot be read
[[nodiscard]] ReadResult read_unknown_document(Opening opening, io::ByteStream& stream, const ReadOptions& options);

}  // namespace cbds::xml
