#include "xml/libxml2_schema.hpp"

#include "cbds/error.hpp"
#include "xml/document_text.hpp"
#include "xml/libxml2_context.hpp"

#include <libxml/xmlschemas.h>

#include <exception>
#include <fstream>
#include <vector>

namespace cbds::xml {

struct XmlSchema::Schema {
    std::unique_ptr<xmlSchema, void (*)(xmlSchemaPtr)> pointer{nullptr, xmlSchemaFree};
};

namespace {

/// libxml2's own words hold the values of the document, which no message may: these are ours.
std::string words_for(int code) {
    switch (code) {
        case XML_SCHEMAV_ELEMENT_CONTENT: return "by the schema the element does not belong here, or another is missing before it";
        case XML_SCHEMAV_CVC_ELT_1: return "the schema does not know this root element";
        case XML_SCHEMAV_CVC_COMPLEX_TYPE_2_3: return "by the schema the element holds elements only, no text";
        case XML_SCHEMAV_CVC_COMPLEX_TYPE_2_1: return "by the schema the element is empty";
        case XML_SCHEMAV_CVC_TYPE_3_1_1:
        case XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_1: return "by the schema the element has no such attribute";
        case XML_SCHEMAV_CVC_ENUMERATION_VALID: return "the value is not one of those that the schema lists";
        case XML_SCHEMAV_CVC_PATTERN_VALID: return "the value has not the form that the schema asks for";
        case XML_SCHEMAV_CVC_LENGTH_VALID:
        case XML_SCHEMAV_CVC_MINLENGTH_VALID: return "the value is shorter than the schema allows";
        case XML_SCHEMAV_CVC_MAXLENGTH_VALID: return "the value is longer than the schema allows";
        case XML_SCHEMAV_CVC_MININCLUSIVE_VALID:
        case XML_SCHEMAV_CVC_MAXINCLUSIVE_VALID:
        case XML_SCHEMAV_CVC_MINEXCLUSIVE_VALID:
        case XML_SCHEMAV_CVC_MAXEXCLUSIVE_VALID: return "the value is outside the range that the schema allows";
        case XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_1:
        case XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_2:
        case XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_3: return "the value is not of the type that the schema asks for";
        default: return "this is not valid by the schema";
    }
}

/// One validation: libxml2's parser with its validator in front of our own handler, which knows where it is.
class Validation {
public:
    Validation(xmlSchemaPtr schema, DocumentText& text, const std::function<void(const SchemaFault&)>& report)
        : validator_(xmlSchemaNewValidCtxt(schema), xmlSchemaFreeValidCtxt), text_(text), report_(report) {}

    void run() {
        xmlSAXHandler handler{};
        handler.initialized = XML_SAX2_MAGIC;
        handler.startElementNs = &Validation::on_start;
        handler.endElementNs = [](void* self, const xmlChar*, const xmlChar*, const xmlChar*) { of(self).end(); };
        handler.getEntity = [](void*, const xmlChar* name) { return xmlGetPredefinedEntity(name); };
        handler.serror = [](void*, xmlErrorPtr) {};
        if (!validator_) throw std::bad_alloc();
        const ParserContext owner = make_parser(handler, &Validation::on_read, this);
        context_ = owner.get();
        xmlSchemaSetValidStructuredErrors(validator_.get(), &Validation::on_error, this);
        xmlSchemaSAXPlugPtr plug = xmlSchemaSAXPlug(validator_.get(), &context_->sax, &context_->userData);
        xmlParseDocument(context_);
        xmlSchemaSAXUnplug(plug);
        if (failure_) std::rethrow_exception(failure_);
    }

private:
    struct Open {
        std::size_t path_length;  ///< of the path before it
        Place place;
    };

    static Validation& of(void* self) { return *static_cast<Validation*>(self); }

    template <typename Event>
    void guarded(Event event) {
        if (failure_) return;
        try {
            event();
        } catch (...) {
            failure_ = std::current_exception();
            xmlStopParser(context_);
        }
    }

    static int on_read(void* self, char* buffer, int size) {
        std::size_t length = 0;
        of(self).guarded([&] { length = of(self).text_.give({buffer, static_cast<std::size_t>(size)}); });
        return static_cast<int>(length);
    }

    static void on_start(void* self, const xmlChar* name, const xmlChar*, const xmlChar*, int, const xmlChar**, int, int, const xmlChar**) {
        of(self).guarded([&] { of(self).start(reinterpret_cast<const char*>(name)); });
    }

    static void on_error(void* self, xmlErrorPtr error) {
        of(self).guarded([&] { of(self).report(error->code); });
    }

    void start(const char* name) {
        close_ended();
        const std::uint64_t offset = tag_offset_of(*context_);
        open_.push_back({path_.size(), text_.place_of(offset)});
        if (!path_.empty()) path_ += '/';
        path_ += name;
        text_.forget(offset);
    }

    /// The validator judges an element's end after our handler has been told of it, so that it stays open till then.
    void end() {
        guarded([&] { close_ended(); });
        ended_ = true;
    }

    void close_ended() {
        if (!ended_) return;
        path_.resize(open_.back().path_length);
        open_.pop_back();
        ended_ = false;
    }

    void report(int code) {
        report_({open_.empty() ? Place{} : open_.back().place, path_, words_for(code)});
    }

    std::unique_ptr<xmlSchemaValidCtxt, void (*)(xmlSchemaValidCtxtPtr)> validator_;
    DocumentText& text_;
    const std::function<void(const SchemaFault&)>& report_;
    xmlParserCtxtPtr context_ = nullptr;
    std::string path_;
    std::vector<Open> open_;
    bool ended_ = false;
    std::exception_ptr failure_;
};

/// libxml2 would write of a file that it cannot open, or may not fetch, to standard error.
class Silence {
public:
    Silence() { xmlSetStructuredErrorFunc(nullptr, [](void*, xmlErrorPtr) {}); }
    Silence(const Silence&) = delete;
    Silence& operator=(const Silence&) = delete;
    ~Silence() { xmlSetStructuredErrorFunc(context_, function_); }

private:
    void* context_ = xmlStructuredErrorContext;
    xmlStructuredErrorFunc function_ = xmlStructuredError;
};

}  // namespace

XmlSchema::XmlSchema(const std::string& file) : schema_(std::make_unique<Schema>()) {
    xmlInitParser();
    if (!std::ifstream(file)) throw InputError(file + ": cannot be opened");
    const Silence silence;
    std::string first;
    const std::unique_ptr<xmlSchemaParserCtxt, void (*)(xmlSchemaParserCtxtPtr)> parser(xmlSchemaNewParserCtxt(file.c_str()),
                                                                                      xmlSchemaFreeParserCtxt);
    if (!parser) throw InputError(file + ": cannot be read as an XML Schema");
    xmlSchemaSetParserStructuredErrors(
        parser.get(),
        [](void* out, xmlErrorPtr error) {
            std::string& message = *static_cast<std::string*>(out);
            if (message.empty()) message = "line " + std::to_string(error->line) + ": " + (error->message == nullptr ? "" : error->message);
        },
        &first);
    // Schemas that are named by a web address are not fetched.
    const xmlExternalEntityLoader loader = xmlGetExternalEntityLoader();
    xmlSetExternalEntityLoader(xmlNoNetExternalEntityLoader);
    schema_->pointer.reset(xmlSchemaParse(parser.get()));
    xmlSetExternalEntityLoader(loader);
    if (schema_->pointer) return;
    while (!first.empty() && (first.back() == '\n' || first.back() == '.')) first.pop_back();
    throw DictionaryError(file + ": is no XML Schema that can be used: " + first);
}

XmlSchema::XmlSchema(XmlSchema&&) noexcept = default;
XmlSchema& XmlSchema::operator=(XmlSchema&&) noexcept = default;
XmlSchema::~XmlSchema() = default;

void XmlSchema::check(io::ByteStream& stream, io::Encoding encoding, bool byte_order_mark,
                      const std::function<void(const SchemaFault&)>& report) const {
    const Place start{1, byte_order_mark ? std::uint64_t{0} : std::uint64_t{1}, 0};
    DocumentText text({"", 0, start}, encoding, [&](std::span<char> buffer) { return stream.read(buffer); });
    Validation(schema_->pointer.get(), text, report).run();
}

}  // namespace cbds::xml
