#include "register/csv_reading.hpp"
#include "register/json_time.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

namespace cbds::register_register_json_test {

using namespace cbds;
using namespace cbds::registers;
using namespace cbds::registers::test;

namespace {

CsvReading read_json_text(std::string_view text, RegisterInputOptions options = {}, const ColumnNames& names = {}) {
    const auto read = [](io::ByteStream& stream, const std::string& name, const ReaderContext& context, RegisterBuilder& builder) {
        read_register_json(stream, name, true, context, builder);
    };
    return read_csv(read, text, names, std::move(options));
}

std::string json_problem(std::string_view text) {
    try {
        static_cast<void>(read_json_text(text));
    } catch (const Error& error) {
        return error.what();
    }
    return "none";
}

/// School, pupil and marks of each enrolment.
std::string all_of(const Register& read) {
    std::string text;
    for (std::size_t i = 0; i < read.enrolments.size(); ++i)
        text += (i == 0 ? "" : " | ") + read.schools[read.enrolments[i].school].urn + " " + read.enrolments[i].upn + "," + read.enrolments[i].pupil_id + " " + marks_of(read, i);
    return text;
}

/// A list of codes in a file, which goes away with it.
class CodeList {
public:
    explicit CodeList(std::string_view text) : path_(std::filesystem::temp_directory_path() / "cbds-test-register-codes") { std::ofstream(path_) << text; }
    ~CodeList() { std::filesystem::remove(path_); }
    [[nodiscard]] std::string path() const { return path_.string(); }

private:
    std::filesystem::path path_;
};

constexpr std::string_view kWonde = R"({"data":[
{"student_id":"A17","date":{"date":"2026-09-07 00:00:00.000000","timezone_type":3,"timezone":"Europe/London"},"session":"AM","attendance_code_id":"C1","comment":null},
{"student_id":"A17","date":"2026-09-07","session":"PM","attendance_code_id":"C2","minutes_late":null},
{"student_id":"A18","date":"2026-09-07","session":"PM","attendance_code_id":"C9"}],"meta":{"pagination":{"more":false}}})";

std::string wonde_with(std::string_view codes) {
    const CodeList list(codes);
    RegisterInputOptions options;
    options.codes_file = list.path();
    const Register read = read_json_text(kWonde, options).read;
    return all_of(read) + " / " + incidents_of(read);
}

}  // namespace

TEST_CASE("JSON: a register has the codes of all pupils of a session") {
    const Register read = read_json_text(R"({"urn":"900101","date":"2026-09-07","session":"AM","codes":{"A900101120001":"/","P7":"I","P8":null}}
{"codes":{"P7":"\\","A900101120001":"C1"},"session":"pm","date":"2026-09-07","urn":900101}
)").read;
    CHECK(all_of(read) == "900101 A900101120001, 07/C1 | 900101 ,P7 07I\\ | 900101 ,P8 ");
    CHECK(read.incidents.empty());
    CHECK(read.marks_read == 5);
}

TEST_CASE("JSON: minutes late, times and numbers of pupils in a register") {
    const Register read = read_json_text(R"({"urn":"1","date":"2026-09-07","session":"AM","recorded_at":"2026-09-07T08:00:00Z",
        "codes":{"A900101120001":"L","P7":"U"},"minutes_late":{"A900101120001":12},"pupil_ids":{"A900101120001":"17"}}
        {"urn":"1","date":"2026-09-07","session":"PM","codes":{"17":"/","P7":"N"},"recorded_at":{"P7":"2026-09-07T13:00:00Z"}})").read;
    REQUIRE(read.enrolments.size() == 2);
    const SessionNumber morning = session_number({2026, 9, 7}, Half::am);
    CHECK(read.enrolments[0].pupil_id == "17");
    CHECK(read.enrolments[0].detail(morning)->minutes_late == 12);
    CHECK(read.enrolments[0].detail(morning)->recorded_at == 1788768000);
    CHECK(read.enrolments[0].detail(morning + 1)->recorded_at == 0);
    CHECK(read.enrolments[1].detail(morning + 1)->recorded_at == 1788768000 + 5 * 3600);
}

TEST_CASE("JSON: records of Assembly") {
    const Register read = read_json_text(R"({"object":"list","school_urn":"900101","data":[
        {"id":1,"student_id":17,"registration_group_id":3,"session_date":"2026-09-07","session_name":"AM","attendance_mark":"L","minutes_late":5,"comments":"bus"},
        {"id":2,"student_id":17,"session_date":"2026-09-07T00:00:00Z","session_name":"PM","attendance_mark":"\\"},
        {"student_id":17,"start_date":"2026-09-01","end_date":"2026-10-23","possible_sessions":70,"attended_sessions":66,"late_sessions":1,
         "authorised_absence_sessions":3,"unauthorised_absence_sessions":1}]})").read;
    CHECK(all_of(read) == "900101 ,17 07L\\");
    REQUIRE(read.enrolments[0].totals.size() == 1);
    const SessionTotals& totals = read.enrolments[0].totals[0];
    CHECK(totals.source == "summary");
    CHECK(totals.period == Period{{2026, 9, 1}, {2026, 10, 23}});
    CHECK(totals.possible == 70);
    CHECK(totals.attended == 66);
    CHECK(totals.authorised == 3);
    CHECK(totals.unauthorised == 1);
}

TEST_CASE("JSON: records of Wonde refer to a list of codes") {
    const std::string expected = " ,A17 07/C1 |  ,A18  / 6:4:attendance_code_id:C9";
    CHECK(wonde_with("id,code\nC1,/\nC2,C1\n") == expected);
    CHECK(wonde_with("code;type;id\n/;x;C1\nC1;y;C2\n") == expected);
    CHECK(wonde_with(R"({"data":[{"id":"C1","code":"/"},{"id":"C2","code":"C1"}]})") == expected);
    CHECK(wonde_with(R"([{"id":"C1","code":"/"},{"id":"C2","code":"C1"}])") == expected);
    CHECK(wonde_with(R"({"C1":"/","C2":"C1"})") == expected);
    CHECK(json_problem(kWonde) == "r.csv: line 2: the marks refer to codes by their ids (attendance_code_id): give the list of codes with --codes FILE");
}

TEST_CASE("JSON: what is wrong with a record is told with its line") {
    const Register read = read_json_text(R"([
{"upn":"A1","session_date":"soon","session":"AM","code":"/"},
{"upn":"A1","session_date":"2026-09-07","session":"noon","code":"/"},
{"upn":"","session_date":"2026-09-07","session":"AM","code":"/"},
{"upn":"A1","session_date":"2026-09-07","session":"AM","code":"i","minutes_late":"some","recorded_at":"today"},
{"upn":"A1","session_date":"2026-09-07","session":"PM","code":"\\","category":"authorised absence"},
{"upn":"A1","session_date":"2026-09-08","session":"AM","code":"QQ"}])").read;
    CHECK(all_of(read) == " A1, 07I\\ 08QQ-");
    CHECK(incidents_of(read) == "0:2:session_date:soon 0:3:session:noon 5:4:upn: 1:5:code:i 7:5:minutes_late:some 7:5:recorded_at:today 4:6:category:authorised absence");
}

TEST_CASE("JSON: only marks of the period, only records that are marks") {
    RegisterInputOptions options;
    options.period = Period{{2026, 9, 8}, {2026, 9, 8}};
    const CsvReading reading = read_json_text(R"([{"upn":"A1","date":"2026-09-07","session":"AM","code":"/"},{"upn":"A1","date":"2026-09-08","session":"AM","code":"I"},{"id":1}])", options);
    CHECK(marks_of(reading.read, 0) == "08I-");
    CHECK(reading.notes == std::vector<std::string>{"r.csv: 1 record is no mark; it was passed over"});
}

TEST_CASE("JSON: a map names members and codes") {
    ColumnNames names;
    names.columns = {{"Kind", "code"}, {"tag", "session_date"}};
    names.codes = {{"here", "/"}};
    names.date_form = "DD.MM.YYYY";
    const Register read = read_json_text(R"({"upn":"A1","tag":"07.09.2026","session":"AM","Kind":"here"})", {}, names).read;
    CHECK(marks_of(read, 0) == "07/-");
}

TEST_CASE("JSON: schools, pupils and codes in the spellings that tables may have") {
    ColumnNames names;
    names.codes = {{"Here", "/"}};
    const Register read = read_json_text(R"([{"laestab":"201/3999","upn":"a900101120001","date":"2026-09-07","session":"AM","code":" HERE "},
        {"school":"Elm","laestab":"2013999","pupil":"Ann Low","upn":"A900101120001","date":"2026-09-07","session":"PM","code":"  "},
        {"laestab":2013999,"date":"2026-09-08","session":"AM","codes":{"a900101120001":"I"}},
        {"school":"Elm","urn":"900101","pupil":"Ben Ash","student_id":17,"date":"2026-09-07","session":"AM","code":"/"}])", {}, names).read;
    CHECK(all_of(read) == " A900101120001, 07/- 08I- | 900101 ,17 07/-");
    CHECK(read.schools.at(0).laestab == "2013999");
    CHECK(read.incidents.empty());
}

TEST_CASE("JSON: a map's form of dates holds for times, values are cut between characters") {
    ColumnNames names;
    names.date_form = "MM/DD/YYYY";
    const std::string cut(39, 'x');
    const Register read = read_json_text("[{\"upn\":\"A1\",\"date\":\"10/01/2026\",\"session\":\"AM\",\"code\":\"/\",\"recorded_at\":\"10/01/2026 09:00\"},"
                                         "{\"upn\":\"A1\",\"date\":\"" + cut + "\xC3\xA9\",\"session\":\"AM\",\"code\":\"/\"}]", {}, names).read;
    CHECK(read.enrolments.at(0).detail(session_number({2026, 10, 1}, Half::am))->recorded_at == read_time("2026-10-01T09:00:00Z"));
    CHECK(incidents_of(read) == "0:1:session_date:" + cut);
}

TEST_CASE("JSON: files that are no register") {
    CHECK(json_problem(R"([{"name":"x"}])").starts_with("r.csv: no register is in there: a record has a date"));
    CHECK(json_problem(R"(["x"])") == "r.csv: line 1, column 4: there is a value where an object is expected: a register is an object, or a list of objects");
    CHECK(json_problem(R"([[]])") == "r.csv: line 1, column 2: a list stands in a list where an object is expected");
    CHECK(json_problem("{\"upn\":\"A1\",\n\"date\"").starts_with("r.csv: line 2, column 6: no JSON: "));
    CHECK(json_problem(R"({"data":[{"upn":"A1","date":"2026-09-07","session":"AM","code":"/"}],"urn":"1"})").ends_with("stands behind the list of its records; it has to stand before"));
    CHECK(json_problem("[]") == "none");
}

TEST_CASE("JSON: deep and odd structures are passed over") {
    std::string text = R"({"upn":"A1","date":"2026-09-07","session":"AM","code":"/","a":[{"code":"I","codes":{"x":"N"}}],"b":{"c":{"codes":{"y":"N"}}},"deep":)";
    text += std::string(5000, '[') + std::string(5000, ']') + "}";
    CHECK(all_of(read_json_text(text).read) == " A1, 07/-");
}

TEST_CASE("times in a zone") {
    const std::int64_t noon = 1788768000 + 4 * 3600;  // 2026-09-07, 12:00 UTC
    CHECK(read_time_in_zone("2026-09-07 12:00:00.000000", "UTC") == noon);
    CHECK(read_time_in_zone("2026-09-07 13:00:00.000000", "Europe/London") == noon);
    CHECK(read_time_in_zone("2026-09-07 13:00:00", "+01:00") == noon);
    CHECK(read_time_in_zone("2026-10-25 01:59:59", "Europe/London") == read_time_in_zone("2026-10-25 00:59:59", ""));
    CHECK(read_time_in_zone("2026-10-25 02:00:00", "Europe/London") == read_time_in_zone("2026-10-25 02:00:00", ""));
    CHECK(read_time_in_zone("2026-03-29 00:59:59", "Europe/London") == read_time_in_zone("2026-03-29 00:59:59", ""));
    CHECK(read_time_in_zone("2026-03-29 01:00:00", "Europe/London") == read_time_in_zone("2026-03-29 00:00:00", ""));
    CHECK_FALSE(read_time_in_zone("2026-09-07 12:00:00", "Mars").has_value());
}

}  // namespace cbds::register_register_json_test
