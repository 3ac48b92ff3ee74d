#include "cbds/xml/document_reader.hpp"

#include "xml/chunk.hpp"
#include "xml/declaration.hpp"
#include "xml/libxml2_faults.hpp"
#include "xml/sequential_reader.hpp"

#include <condition_variable>
#include <exception>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

namespace cbds::xml {
namespace {

/// Reads chunks on several threads and collects them in document order.
class ChunkedRun {
public:
    ChunkedRun(ChunkSource& source, Chunk first, const Prologue& prologue, const schema::Plan& plan, const ReadOptions& options,
               DocumentHandler& handler, ReadResult& result, const Place& start)
        : source_(source), prologue_(prologue), plan_(plan), options_(options), handler_(handler), result_(result), place_(start),
          first_(std::make_unique<Chunk>(std::move(first))), most_chunks_(options.jobs == 1 ? 1 : 2 * options.jobs) {
        first_->worker = handler_.make_worker();
        ended_ = first_->last;
        chunks_ = 1;
    }

    /// The first chunk, which holds header and school block, is collected before any other is worked on.
    void run() {
        ChunkScanner scanner(plan_, options_);
        scanner.scan(*first_, prologue_);
        hand_in(std::move(first_));
        if (!ended_) {
            // Each thread begins with a copy, which knows already what the first chunk looked like.
            std::vector<std::jthread> threads;
            for (unsigned i = 1; i < options_.jobs; ++i) threads.emplace_back([this, scanner]() mutable { work(scanner); });
            work(scanner);
        }
        if (failure_) std::rethrow_exception(failure_);
        // The text may end where a chunk does, so that no chunk was known to be the last.
        if (given_up_ || state_ != schema::kNoElement) read_rest();
    }

private:
    using ChunkPointer = std::unique_ptr<Chunk>;

    /// What each thread does: take a chunk, scan it, collect what is ready.
    void work(ChunkScanner& scanner) {
        try {
            while (ChunkPointer chunk = take()) {
                scanner.scan(*chunk, prologue_);
                hand_in(std::move(chunk));
            }
        } catch (...) {
            const std::lock_guard lock(mutex_);
            if (!failure_) failure_ = std::current_exception();
            ended_ = true;
            changed_.notify_all();
        }
    }

    /// The next chunk of the document; null when there is nothing left to do for this thread.
    ChunkPointer take() {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return ended_ || !idle_.empty() || chunks_ < most_chunks_; });
        if (ended_) return nullptr;
        ChunkPointer chunk;
        if (idle_.empty()) {
            chunk = std::make_unique<Chunk>();
            chunk->worker = handler_.make_worker();
            ++chunks_;
        } else {
            chunk = std::move(idle_.back());
            idle_.pop_back();
        }
        if (!source_.next(*chunk)) {
            ended_ = true;
            changed_.notify_all();
            return nullptr;
        }
        ended_ = chunk->last;
        return chunk;
    }

    /// Puts a scanned chunk in its place. The thread that brings the next one in line collects all that are ready.
    void hand_in(ChunkPointer chunk) {
        std::unique_lock lock(mutex_);
        const std::uint64_t number = chunk->number;
        ready_.emplace(number, std::move(chunk));
        if (collecting_) return;
        collecting_ = true;
        while (!given_up_ && !ready_.empty() && ready_.begin()->first == next_) {
            Chunk& head = *ready_.begin()->second;
            lock.unlock();
            const bool proven = collect(head);
            lock.lock();
            if (!proven) {
                // What is left of this chunk and all behind it is read again, when the threads have ended.
                given_up_ = ended_ = true;
                break;
            }
            idle_.push_back(std::move(ready_.begin()->second));
            ready_.erase(ready_.begin());
            ++next_;
            changed_.notify_all();
        }
        collecting_ = false;
        changed_.notify_all();
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
        std::size_t at = ready_.empty() ? 0 : ready_.begin()->second->read;
        const ByteSupply supply = [&](std::span<char> buffer) -> std::size_t {
            while (!ready_.empty()) {
                const std::size_t length = ready_.begin()->second->text().substr(at).copy(buffer.data(), buffer.size());
                at += length;
                if (length != 0) return length;
                ready_.erase(ready_.begin());
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
    Place place_;  ///< where the next chunk to be collected begins
    schema::ElementId state_ = schema::kNoElement;
    ChunkPointer first_;

    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<ChunkPointer> idle_;
    std::map<std::uint64_t, ChunkPointer> ready_;
    std::uint64_t next_ = 0;
    std::size_t chunks_ = 0;
    const std::size_t most_chunks_;
    bool collecting_ = false;
    bool ended_ = false;
    bool given_up_ = false;
    std::exception_ptr failure_;
};

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
                         DocumentHandler& handler) {
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
            ChunkedRun(source, std::move(first), *prologue, plan, options, handler, result, start).run();
        else
            read_all(std::string(first.text()));
    }
    prefer_doctype(result, first_text, start, encoding);
    result.bytes = source.bytes();
    return result;
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
