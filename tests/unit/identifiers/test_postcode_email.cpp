#include "cbds/identifiers/email.hpp"
#include "cbds/identifiers/postcode.hpp"

#include <doctest/doctest.h>

using namespace cbds::identifiers;

namespace {
std::string postcode_words(std::string_view text) { return describe(check_postcode(text), text); }
std::string email_words(std::string_view text) { return describe(check_email(text), text); }
}  // namespace

TEST_CASE("the six shapes of a postcode, and the forces") {
    for (const char* text : {"M1 1AE", "B33 8TH", "CR2 6XH", "DN55 1PT", "W1A 0AX", "EC1A 1BB", "ZA1 1AA", "BFPO 1", "BFPO 999"})
        CHECK(check_postcode(text) == PostcodeFault::none);
    for (const char* text : {"M 1AE", "M123 1AE", "MMM1 1AE", "1M 1AE", "M1 AAE", "M1 1A", "M1 1AEE", "GIR 0AA"})
        CHECK(check_postcode(text) == PostcodeFault::shape);
    for (const char* text : {"BFPO 0000", "BFPO A"}) CHECK(check_postcode(text) == PostcodeFault::forces_number);
    for (const char* text : {"", "M11AE", "M1  1AE", " M11AE", "M11AE ", "M1 1 AE"})
        CHECK(check_postcode(text) == PostcodeFault::space);
    CHECK(check_postcode(std::string_view("M1\0" "1AE", 6)) == PostcodeFault::space);
    CHECK(check_postcode("É1 1AE") == PostcodeFault::shape);
    CHECK(check_postcode(std::string(10'000'000, 'A')) == PostcodeFault::space);
}

TEST_CASE("letters of a postcode are restricted by place") {
    CHECK(check_postcode("Q1 1AA") == PostcodeFault::first_letter);
    CHECK(check_postcode("AJ1 1AA") == PostcodeFault::second_letter);
    CHECK(check_postcode("W1L 1AA") == PostcodeFault::third_letter);
    CHECK(check_postcode("EC1C 1AA") == PostcodeFault::fourth_letter);
    CHECK(check_postcode("SW1P 1AA") == PostcodeFault::none);
    CHECK(check_postcode("M1 1CE") == PostcodeFault::inward);
    CHECK(check_postcode("M1 1EV") == PostcodeFault::inward);
    CHECK(check_postcode("N1P 1AA") == PostcodeFault::third_letter_p);
    CHECK(check_postcode("N1P 1AC") == PostcodeFault::inward);  // a query never hides an error
    CHECK(is_query(PostcodeFault::third_letter_p));
    CHECK_FALSE(is_query(PostcodeFault::third_letter));
}

TEST_CASE("the parts of a postcode") {
    CHECK(parse_postcode("EC1A 1BB")->outward == "EC1A");
    CHECK(parse_postcode("EC1A 1BB")->inward == "1BB");
    CHECK(parse_postcode("BFPO 12")->outward == "BFPO");
    CHECK_FALSE(parse_postcode("EC1A1BB"));
}

TEST_CASE("a postcode is tidied where it is clear what was meant") {
    CHECK(tidy_postcode("m1  1ae") == "M1 1AE");
    CHECK(tidy_postcode(" ec1a1bb\t") == "EC1A 1BB");
    CHECK(tidy_postcode("M1 OAE") == "M1 0AE");
    CHECK(tidy_postcode("bfpo12") == "BFPO 12");
    CHECK(tidy_postcode("N1P 1AA") == "N1P 1AA");
    CHECK_FALSE(tidy_postcode("hello"));
    CHECK_FALSE(tidy_postcode(""));
    CHECK_FALSE(tidy_postcode("M1 1CE"));
}

TEST_CASE("faults of a postcode are said in words") {
    CHECK(postcode_words("M1 1AE").empty());
    CHECK(postcode_words("") == "it is empty");
    CHECK(postcode_words("M1 1AE ") == "there is a space before or after it");
    CHECK(postcode_words("M11AE") == "there must be one space before the last three characters");
    CHECK(postcode_words("unknown") == "a postcode is written like M1 1AE, B33 8TH or EC1A 1BB");
    CHECK(postcode_words("m1 1ae") == "it is in lower case letters: a postcode has capitals only");
    CHECK(postcode_words("M1 OAE") == "the part after the space begins with the letter O, not the digit 0");
    CHECK(postcode_words("Q1 1AA") == "no postcode begins with Q");
    CHECK(postcode_words("AI1 1AA") == "the second letter of a postcode is never I");
    CHECK(postcode_words("W1L 1AA") == "the letter before the space is never L in a postcode of this form");
    CHECK(postcode_words("BFPO 1234") == "BFPO is followed by a number of 1 to 3 digits");
}

TEST_CASE("an e-mail address has one @ with something on either side") {
    for (const char* text : {"head@school.sch.uk", "a.b+c@xn--p1ai.xn--p1ai", "o'neill@a-b.org"})
        CHECK(check_email(text) == EmailFault::none);
    CHECK(check_email("") == EmailFault::length);
    CHECK(check_email("head.school.sch.uk") == EmailFault::at_sign);
    CHECK(check_email("a@b@c.uk") == EmailFault::at_sign);
    CHECK(check_email("@b.uk") == EmailFault::before);
    CHECK(check_email("a@") == EmailFault::after);
    CHECK(check_email(std::string(249, 'a') + "@b.uk") == EmailFault::none);
    CHECK(check_email(std::string(250, 'a') + "@b.uk") == EmailFault::length);
    CHECK(check_email(std::string(10'000'000, '@')) == EmailFault::length);
}

TEST_CASE("what only the department's web services refuse is a query") {
    CHECK(check_email("a@b") == EmailFault::domain);
    CHECK(check_email("a@b.c") == EmailFault::domain);
    CHECK(check_email("a@b.c0m") == EmailFault::domain);
    CHECK(check_email("a@-b.uk") == EmailFault::domain);
    CHECK(check_email("a@" + std::string(64, 'b') + ".uk") == EmailFault::domain);
    CHECK(check_email("a..b@c.uk") == EmailFault::dots);
    CHECK(check_email(".a@c.uk") == EmailFault::dots);
    CHECK(check_email("a@c..uk") == EmailFault::dots);
    CHECK(check_email("a b@c.uk") == EmailFault::characters);
    CHECK(check_email(std::string_view("a\0@c.uk", 7)) == EmailFault::characters);
    CHECK(is_query(EmailFault::dots));
    CHECK(is_query(EmailFault::characters));
    CHECK(is_query(EmailFault::domain));
    CHECK_FALSE(is_query(EmailFault::after));
}

TEST_CASE("faults of an e-mail address are said in words") {
    CHECK(email_words("a@b.uk").empty());
    CHECK(email_words("") == "it is empty");
    CHECK(email_words(std::string(255, 'a')) == "it is longer than 254 characters");
    CHECK(email_words("a") == "it has no @");
    CHECK(email_words("a@@b") == "it has more than one @");
    CHECK(email_words("@b") == "there is nothing before the @");
    CHECK(email_words("a@") == "there is nothing after the @");
    CHECK(email_words("a@b") == "the part after the @ is no name on the internet, such as school.sch.uk");
}
