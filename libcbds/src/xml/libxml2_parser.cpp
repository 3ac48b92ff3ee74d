#include "xml/libxml2_parser.hpp"

#include "xml/libxml2_context.hpp"
#include "xml/libxml2_faults.hpp"

#include <libxml/xmlerror.h>

#include <algorithm>
#include <array>
#include <exception>
#include <memory>
#include <mutex>
#include <vector>

namespace cbds::xml {
namespace {

std::string_view view(const xmlChar* text) {
    return text == nullptr ? std::string_view{} : std::string_view{reinterpret_cast<const char*>(text)};
}

std::string qualified(const xmlChar* prefix, const xmlChar* name) {
    std::string all(view(prefix));
    if (!all.empty()) all += ':';
    return all.append(view(name));
}

/// In the value of an attribute libxml2 leaves an ampersand as `&#38;`, and that alone.
std::string attribute_value(std::string_view value) {
    constexpr std::string_view kAmpersand = "&#38;";
    std::string made;
    while (true) {
        const std::size_t at = value.find(kAmpersand);
        made.append(value.substr(0, at));
        if (at == std::string_view::npos) return made;
        made += '&';
        value.remove_prefix(at + kAmpersand.size());
    }
}

/// One parse. libxml2 calls back with `this` as its user data; nothing may be thrown through it, so that an
/// exception is kept, the parser stopped, and the exception thrown again when `xmlParseDocument` has returned.
class Parse {
    /// libxml2 compares every attribute of an element with every other.
    static constexpr std::size_t kMostAttributes = 1000;

public:
    Parse(const TextSupply& supply, ParserEvents& events) : supply_(supply), events_(events) {}

    std::optional<Fault> run() {
        xmlSAXHandler handler = make_handler();
        const ParserContext owner = make_parser(handler, &Parse::on_read, this);
        context_ = owner.get();
        xmlParseDocument(context_);
        if (failure_) std::rethrow_exception(failure_);
        if (!fault_ && !stopped_ && context_->wellFormed == 0) fault_ = Fault{"XML001", offset(), "this is not well-formed XML", ""};
        return fault_;
    }

private:
    static xmlSAXHandler make_handler() {
        xmlSAXHandler handler{};
        handler.initialized = XML_SAX2_MAGIC;
        handler.internalSubset = &Parse::on_doctype;
        handler.getEntity = [](void*, const xmlChar* name) { return xmlGetPredefinedEntity(name); };
        handler.startElementNs = &Parse::on_start;
        handler.endElementNs = [](void* self, const xmlChar*, const xmlChar*, const xmlChar*) {
            of(self).guarded([](Parse& p) { p.events_.end_element(p.offset()); });
        };
        handler.characters = &Parse::on_text;
        handler.ignorableWhitespace = &Parse::on_text;
        handler.cdataBlock = &Parse::on_text;
        handler.comment = [](void* self, const xmlChar*) { of(self).equals_signs_ = 0; };
        handler.processingInstruction = [](void* self, const xmlChar*, const xmlChar*) { of(self).equals_signs_ = 0; };
        handler.serror = &Parse::on_error;
        return handler;
    }

    static Parse& of(void* self) { return *static_cast<Parse*>(self); }

    /// Runs an event; whatever it throws ends the parse.
    template <typename Event>
    void guarded(Event event) {
        if (stopped_) return;
        try {
            event(*this);
        } catch (StopParsing& stop) {
            end(std::move(stop.fault));
        } catch (...) {
            failure_ = std::current_exception();
            end({});
        }
    }

    void end(std::optional<Fault> fault) {
        fault_ = std::move(fault);
        stopped_ = true;
        // In the middle of reading libxml2 holds on to its buffer: it is told that the text ends.
        if (context_ != nullptr && !reading_) xmlStopParser(context_);
    }

    [[nodiscard]] std::uint64_t offset() const { return offset_of(*context_); }
    [[nodiscard]] std::uint64_t tag_offset() const { return tag_offset_of(*context_); }

    static int on_read(void* self, char* buffer, int size) {
        std::size_t length = 0;
        Parse& p = of(self);
        p.reading_ = true;
        p.guarded([&](Parse&) {
            length = p.supply_({buffer, static_cast<std::size_t>(size)});
            p.count_attributes({buffer, length});
        });
        p.reading_ = false;
        p.supplied_ += length;
        return p.stopped_ ? 0 : static_cast<int>(length);
    }

    /// A start tag is told of when it ends: one without end has to be stopped before.
    void count_attributes(std::string_view text) {
        if (context_ == nullptr) return;
        const int state = context_->instate;
        const bool in_tag = state != XML_PARSER_COMMENT && state != XML_PARSER_CDATA_SECTION && state != XML_PARSER_PI;
        equals_signs_ = in_tag ? equals_signs_ + static_cast<std::size_t>(std::count(text.begin(), text.end(), '=')) : 0;
        if (equals_signs_ > 5 * kMostAttributes) end(too_many_attributes());
    }

    [[nodiscard]] Fault too_many_attributes() const {
        return {"XML083", tag_offset(), "an element has too many attributes", "at most " + std::to_string(kMostAttributes)};
    }

    static void on_doctype(void* self, const xmlChar*, const xmlChar*, const xmlChar*) {
        of(self).guarded([](Parse& p) { p.end(doctype_fault(p.tag_offset())); });
    }

    static void on_start(void* self, const xmlChar* name, const xmlChar* prefix, const xmlChar*, int namespace_count,
                         const xmlChar** namespaces, int attribute_count, int, const xmlChar** attributes) {
        of(self).guarded([&](Parse& p) {
            p.attributes_.clear();
            p.equals_signs_ = 0;
            if (namespace_count + attribute_count > static_cast<int>(kMostAttributes)) return p.end(p.too_many_attributes());
            for (int i = 0; i < namespace_count; ++i) {
                const xmlChar* declared = namespaces[2 * i];
                p.attributes_.push_back({declared == nullptr ? "xmlns" : "xmlns:" + std::string(view(declared)),
                                         std::string(view(namespaces[2 * i + 1]))});
            }
            for (int i = 0; i < attribute_count; ++i) {
                const xmlChar** a = attributes + 5 * i;  // name, prefix, namespace, begin and end of the value
                p.attributes_.push_back({qualified(a[1], a[0]), attribute_value(view(a[3]).substr(0, static_cast<std::size_t>(a[4] - a[3])))});
            }
            p.events_.start_element(qualified(prefix, name), p.attributes_, p.tag_offset());
        });
    }

    static void on_text(void* self, const xmlChar* text, int length) {
        of(self).guarded([&](Parse& p) {
            p.equals_signs_ = 0;
            p.events_.text({reinterpret_cast<const char*>(text), static_cast<std::size_t>(length)});
        });
    }

    static void on_error(void* self, xmlErrorPtr error) {
        Parse& p = of(self);
        if (p.stopped_ || error->level < XML_ERR_ERROR || error->code == XML_ERR_USER_STOP) return;
        const xmlParserInputPtr input = p.context_ == nullptr ? nullptr : p.context_->input;
        const std::uint64_t at = input == nullptr ? 0 : p.offset();
        std::string_view rest = input == nullptr ? std::string_view{} : view(input->cur);
        // Where the parser has read all that it was given, only the supply knows whether the text ends here.
        std::array<char, 64> more{};
        std::size_t length = 0;
        if (at >= p.supplied_) {
            p.guarded([&](Parse&) { length = p.supply_(more); });
            if (p.stopped_) return;
            rest = std::string_view(more.data(), length);
            rest = rest.substr(0, rest.find('\0'));
        }
        const bool at_end = at >= p.supplied_ && length == 0;
        p.end(describe_fault(*error, at, at_end, rest, p.context_ == nullptr ? at : p.tag_offset()));
    }

    const TextSupply& supply_;
    ParserEvents& events_;
    xmlParserCtxtPtr context_ = nullptr;
    std::vector<ParsedAttribute> attributes_;
    std::uint64_t supplied_ = 0;
    std::size_t equals_signs_ = 0;  ///< of what was supplied since the last start tag, text or comment
    bool stopped_ = false;
    bool reading_ = false;  ///< libxml2 is being given text
    std::optional<Fault> fault_;
    std::exception_ptr failure_;
};

}  // namespace

std::optional<Fault> parse(const TextSupply& supply, ParserEvents& events) {
    static std::once_flag initialised;
    std::call_once(initialised, xmlInitParser);
    return Parse(supply, events).run();
}

}  // namespace cbds::xml
