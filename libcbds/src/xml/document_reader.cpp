#include "cbds/xml/document_reader.hpp"

#include "io/turns.hpp"
#include "xml/chunk.hpp"
#include "xml/declaration.hpp"
#include "xml/libxml2_faults.hpp"
#include "xml/sequential_reader.hpp"

#include <algorithm>
#include <map>
#include <vector>

namespace cbds::xml {

/// Reads chunks on several threads and collects them in document order.
class ChunkedRun {
public:
    ChunkedRun(ChunkSource& source, const Prologue& prologue, const schema::Plan& plan, const ReadOptions& options, DocumentHandler& handler,
               ReadResult& result, ReaderMemory& memory, const Place& start)
        : source_(source), prologue_(prologue), plan_(plan), options_(options), handler_(handler), result_(result), memory_(memory), place_(start) {}

    /// The first chunk, which holds header and school block, is collected before any other is worked on.
    void run(Chunk first) {
        ChunkScanner scanner(plan_, options_, remembered());
        first.worker = handler_.make_worker();
        const bool more = !first.last;
        if (read(first, scanner) && more) {
            // Each further thread begins with a copy, which knows already what the first chunk looked like.
            std::vector<ChunkScanner> copies(std::max(1U, options_.jobs) - 1, scanner);
            turns_.run(options_.jobs, [&](unsigned thread) {
                if (thread == 0) work(std::move(first), scanner);
                else work(Chunk(), copies[thread - 1]);
            });
        }
        memory_.reader_ = std::make_shared<FastReader>(scanner.take_reader());
        // The text may end where a chunk does, so that no chunk was known to be the last.
        if (!left_.empty() || state_ != schema::kNoElement) read_rest();
    }

private:
    /// The reader of an earlier document, if that was of this kind.
    [[nodiscard]] FastReader remembered() {
        const std::shared_ptr<FastReader> reader = std::move(memory_.reader_);
        if (reader == nullptr || !reader->reads_by(plan_, options_.judge_values)) return FastReader(plan_, options_.judge_values);
        return reader.use_count() == 1 ? std::move(*reader) : *reader;
    }

    /// What each thread does: take a chunk, scan it, collect it when it is its turn.
    /// @param chunk  one that was used before, or none
    void work(Chunk chunk, ChunkScanner& scanner) {
        const auto next = [&] {
            if (!chunk.worker) chunk.worker = handler_.make_worker();
            return source_.next(chunk);
        };
        bool last = false;
        while (!last && turns_.take(next)) {
            last = chunk.last;
            if (!read(chunk, scanner)) return;
        }
    }

    /// Scans a chunk and collects it. What is left of a chunk that is not proven, and all behind it, is read again when the
    /// threads have ended.
    /// @returns false where that is so
    bool read(Chunk& chunk, ChunkScanner& scanner) {
        scanner.scan(chunk, prologue_);
        const auto keep = [&] { left_.emplace(chunk.number, std::move(chunk)); };
        if (!turns_.wait(chunk.number, [&] {
                chunk.read = 0;
                keep();
            }))
            return false;
        if (!collect(chunk)) {
            keep();
            turns_.stop();
            return false;
        }
        turns_.pass();
        return true;
    }

    /// Hands on what a chunk holds. Returns false where the chunk, or the rest of it, is not proven.
    bool collect(Chunk& chunk) {
        const bool too_many = result_.frame.tree().nodes.size() + chunk.events.size() > options_.limits.frame_elements;
        if (chunk.number != 0 && (chunk.start != state_ || too_many)) {
            chunk.read = 0;
            return false;
        }
        Locator locator(chunk.text(), place_, io::Encoding::utf8);
        handler_.collect(*chunk.worker, locator, result_.records);
        result_.records += chunk.records;
        if (chunk.number == 0) open_root(locator);
        for (const FrameEvent& event : chunk.events) replay(event, locator);
        state_ = chunk.end;
        bool whole = chunk.read == chunk.size && (!chunk.last || chunk.end == schema::kNoElement);
        // What stands before the first record must not be read on several threads.
        if (chunk.number == 0 && chunk.records == 0) whole &= chunk.last;
        place_ = options_.count_lines ? locator.place(chunk.read, chunk.lines) : Place{1, 1, locator.byte(chunk.read)};
        return whole;
    }

    void open_root(Locator& locator) {
        result_.frame.open(plan_.root(), schema::NameMatch::exact, plan_.row(plan_.root()).name, locator.place(prologue_.root_offset));
        for (const ParsedAttribute& attribute : prologue_.attributes) result_.frame.attribute(attribute.name, attribute.value);
    }

    void replay(const FrameEvent& event, Locator& locator) {
        const std::string_view name = plan_.row(event.element).name;
        if (event.kind == FrameEvent::Kind::close) return result_.frame.close();
        const Place place = locator.place(event.offset);
        if (event.kind == FrameEvent::Kind::open) result_.frame.open(event.element, schema::NameMatch::exact, name, place);
        else result_.frame.part(event.element, schema::NameMatch::exact, name, place);
    }

    /// The libxml2 reader goes on where the proof ended.
    void read_rest() {
        Beginning beginning;
        beginning.place = place_;
        if (state_ == schema::kNoElement) {
            beginning.before = prologue_.text + "</" + std::string(plan_.row(plan_.root()).name) + '>';
            beginning.open = 1;
        } else {
            beginning.before = text_before(prologue_, plan_, state_, beginning.open);
        }
        std::size_t at = left_.empty() ? 0 : left_.begin()->second.read;
        const ByteSupply supply = [&](std::span<char> buffer) -> std::size_t {
            while (!left_.empty()) {
                const std::size_t length = left_.begin()->second.text().substr(at).copy(buffer.data(), buffer.size());
                at += length;
                if (length != 0) return length;
                left_.erase(left_.begin());
                at = 0;
            }
            return source_.read(buffer);
        };
        SequentialReader(plan_, options_, io::Encoding::utf8, handler_, result_).read(std::move(beginning), supply);
    }

    ChunkSource& source_;
    const Prologue& prologue_;
    const schema::Plan& plan_;
    const ReadOptions& options_;
    DocumentHandler& handler_;
    ReadResult& result_;
    ReaderMemory& memory_;
    io::Turns turns_;
    std::map<std::uint64_t, Chunk> left_;  ///< that were read but not collected

    // of the thread whose turn it is
    Place place_;  ///< where the next chunk to be collected begins
    schema::ElementId state_ = schema::kNoElement;
};

namespace {

/// Reads nothing but whether the document is well formed, within the limits.
class NoEvents final : public ParserEvents {
public:
    explicit NoEvents(const Limits& limits) : limits_(limits) {}

    void start_element(std::string_view, std::span<const ParsedAttribute>, std::uint64_t offset) override {
        if (++depth_ > limits_.depth)
            throw StopParsing{Fault{"XML080", offset, "elements stand inside each other deeper than is read", ""}};
    }
    void end_element(std::uint64_t) override { --depth_; }
    void text(std::string_view) override {}

private:
    const Limits& limits_;
    std::size_t depth_ = 0;
};

/// The bytes that have been read, then those that are still to come.
ByteSupply supply_of(std::string first, std::function<std::size_t(std::span<char>)> more) {
    return [first = std::move(first), more = std::move(more), at = std::size_t{0}](std::span<char> buffer) mutable {
        if (at == first.size()) return more(buffer);
        const std::size_t length = std::string_view(first).substr(at).copy(buffer.data(), buffer.size());
        at += length;
        return length;
    };
}

/// A document type declaration is the reason, whatever else is wrong.
void prefer_doctype(ReadResult& result, const std::string& first_text, const Place& start, io::Encoding encoding) {
    if (!result.fault || result.fault->code == "XML090") return;
    const auto at = find_doctype(first_text);
    if (!at) return;
    result.fault = doctype_fault(*at);
    result.fault_place = Locator(first_text, start, encoding).place(*at);
}

}  // namespace

ReadResult read_document(Opening opening, io::ByteStream& stream, const schema::Plan& plan, const ReadOptions& options,
                         DocumentHandler& handler, ReaderMemory& memory) {
    ReadResult result;
    const Place start = opening.start();
    const std::string first_text = first_utf8(opening);
    const io::Encoding encoding = opening.encoding;
    ChunkSource source(opening, stream, plan, options);
    const auto read_all = [&](std::string first) {
        ByteSupply supply = supply_of(std::move(first), [&](std::span<char> buffer) { return source.read(buffer); });
        SequentialReader(plan, options, encoding, handler, result).read({"", 0, start}, std::move(supply));
    };
    if (options.libxml2_only || encoding != io::Encoding::utf8) {
        read_all({});
    } else if (Chunk first; source.next(first)) {
        if (const auto prologue = read_prologue(first.text(), plan, options.limits))
            ChunkedRun(source, *prologue, plan, options, handler, result, memory, start).run(std::move(first));
        else
            read_all(std::string(first.text()));
    }
    prefer_doctype(result, first_text, start, encoding);
    result.bytes = source.bytes();
    return result;
}

ReadResult read_document(Opening opening, io::ByteStream& stream, const schema::Plan& plan, const ReadOptions& options,
                         DocumentHandler& handler) {
    ReaderMemory memory;
    return read_document(std::move(opening), stream, plan, options, handler, memory);
}

ReadResult read_unknown_document(Opening opening, io::ByteStream& stream, const ReadOptions& options) {
    ReadResult result;
    const Place start = opening.start();
    const std::string first_text = first_utf8(opening);
    const bool whole = opening.whole;
    const io::Encoding encoding = opening.encoding;
    result.bytes = opening.bytes.size();
    DocumentText text({"", 0, start}, encoding, supply_of(std::move(opening.bytes), [&](std::span<char> buffer) {
                          const std::size_t length = whole ? 0 : stream.read(buffer);
                          result.bytes += length;
                          return length;
                      }));
    // Only the place of the fault will be asked for: what has been parsed can be forgotten.
    NoEvents events(options.limits);
    result.fault = text.parse_with(events);
    if (result.fault) result.fault_place = text.place_of(result.fault->offset);
    prefer_doctype(result, first_text, start, encoding);
    return result;
}

}  // namespace cbds::xml
