#include "graph/pii_detector.h"

#include <algorithm>
#include <array>
#include <utility>

#include "text/quote.h"

namespace tenon::graph {
namespace {

// The digits of tenon_m, doubled every second from the right, add up to a multiple of ten (Luhn).
#define TENON_LUHN(digits)                                                                     \
  "list_sum(list_transform(string_split(reverse(" digits                                       \
  "), ''), lambda tenon_d, tenon_i: CASE WHEN tenon_i % 2 = 1 THEN CAST(tenon_d AS INT) ELSE " \
  "CAST(tenon_d AS INT) * 2 - "                                                                \
  "CASE WHEN CAST(tenon_d AS INT) > 4 THEN 9 ELSE 0 END END)) % 10 = 0"
#define TENON_DIGITS "regexp_replace(tenon_m, '[^0-9]', '', 'g')"

constexpr std::array kDetectors = {
    PiiDetector{"CREDIT_CARD", R"(\b[2-6](?:[ -]?\d){12,18}\b)", TENON_LUHN(TENON_DIGITS)},
    PiiDetector{"EMAIL", R"([\p{L}\p{N}._%+'-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,})"},
    PiiDetector{"URL", R"(\b(?:https?://|www\.)[^\s"'<>]+)"},
    PiiDetector{"IP_ADDRESS",
                R"(\b(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)\b|)"
                R"(\b(?:[0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}\b|)"
                R"(\b(?:[0-9A-Fa-f]{1,4}:){1,6}(?::[0-9A-Fa-f]{1,4}){1,6}\b)"},
    PiiDetector{
        "MAC_ADDRESS",
        R"(\b[0-9A-Fa-f]{2}(?:[:-][0-9A-Fa-f]{2}){5}\b|\b(?:[0-9A-Fa-f]{4}\.){2}[0-9A-Fa-f]{4}\b)"},
    // As North America writes it, or with the plus sign and the digits that make it worldwide.
    PiiDetector{"PHONE_NUMBER",
                R"((?:\+?1[ .-]?)?(?:\(\d{3}\) ?|\b\d{3}[ .-])\d{3}[ .-]\d{4}\b|)"
                R"(\+\d{1,3}(?:[ .-]?\(?\d{1,4}\)?){2,5})",
                "length(" TENON_DIGITS ") BETWEEN 8 AND 15"},
    // An IBAN; what else numbers an account is a number like any other.
    PiiDetector{"BANK_ACCOUNT", R"(\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b)"},
    PiiDetector{"DATE", R"(\b\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])\b|)"
                        R"(\b\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})\b|\b\d{1,2}\.\d{1,2}\.\d{4}\b)"},
    PiiDetector{"USA_SSN",
                R"(\b(?:00[1-9]|0[1-9]\d|[1-578]\d{2}|6[0-57-9]\d|66[0-57-9])[ -])"
                R"((?:0[1-9]|[1-9]\d)[ -](?:000[1-9]|00[1-9]\d|0[1-9]\d{2}|[1-9]\d{3})\b)"},
    PiiDetector{"USA_ITIN", R"(\b9\d{2}[ -](?:5\d|6[0-5]|7\d|8[0-8]|9[0-24-9])[ -]\d{4}\b)"},
    PiiDetector{"USA_ATIN", R"(\b9\d{2}[ -]93[ -]\d{4}\b)"},
    PiiDetector{"USA_PTIN", R"(\bP\d{8}\b)"},
    PiiDetector{"USA_HCPCS_CODE", R"(\b[A-V]\d{4}\b)"},
    PiiDetector{"USA_NATIONAL_DRUG_CODE",
                R"(\b(?:\d{4}-\d{4}-\d{2}|\d{5}-\d{3}-\d{2}|\d{5}-\d{4}-\d{1,2})\b)"},
    PiiDetector{"USA_MEDICARE_BENEFICIARY_IDENTIFIER",
                R"(\b[1-9][AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\d-?[AC-HJKMNP-RT-Y])"
                R"([AC-HJKMNP-RT-Y0-9]\d-?[AC-HJKMNP-RT-Y]{2}\d{2}\b)"},
    PiiDetector{"USA_HEALTH_INSURANCE_CLAIM_NUMBER",
                R"(\b[1-9]\d{2}-?\d{2}-?\d{4}-?(?:A|B\d?|C\d{1,2}|D\d?|E\d?|F\d|M|T|W)\b)"},
    PiiDetector{"USA_DEA_NUMBER", R"(\b[ABFGMPR][A-Z9]\d{7}\b)",
                "(CAST(tenon_m[3] AS INT) + CAST(tenon_m[5] AS INT) + CAST(tenon_m[7] AS INT) + 2 "
                "* (CAST(tenon_m[4] AS "
                "INT) + CAST(tenon_m[6] AS INT) + CAST(tenon_m[8] AS INT))) % 10 = CAST(tenon_m[9] "
                "AS INT)"},
    PiiDetector{"USA_NATIONAL_PROVIDER_IDENTIFIER", R"(\b[12]\d{9}\b)",
                TENON_LUHN("'80840' || tenon_m")},
};

#undef TENON_DIGITS
#undef TENON_LUHN

using Reason = std::pair<std::string_view, std::string_view>;
constexpr std::array kNotTold = {
    Reason{"PERSON_NAME", "a name looks like any other word"},
    Reason{"USA_CPT_CODE", "such a code looks like any other number of five digits"},
    Reason{"USA_PASSPORT_NUMBER", "such a number looks like any other of nine digits"},
    Reason{"USA_DRIVING_LICENSE", "every state writes it in its own way"},
};

}  // namespace

std::span<const PiiDetector> PiiDetectors() { return kDetectors; }

Result<const PiiDetector*> FindPiiDetector(std::string_view entity_type) {
  // As Glue's own documentation of the parameter spells it.
  if (entity_type == "USA_SNN") entity_type = "USA_SSN";
  const auto* found = std::ranges::find(kDetectors, entity_type, &PiiDetector::name);
  if (found != kDetectors.end()) return found;
  const auto* reason = std::ranges::find(kNotTold, entity_type, &Reason::first);
  if (reason != kNotTold.end()) {
    return Unsupported(std::string(entity_type) + " cannot be told by a pattern, as " +
                       std::string(reason->second) + "; leave it out");
  }
  std::string names;
  for (const PiiDetector& detector : kDetectors) {
    names += (names.empty() ? "" : ", ") + std::string(detector.name);
  }
  return InvalidInput("there is no detector for " + std::string(entity_type) +
                      "; there are: " + names);
}

std::string PiiMatchesSql(const PiiDetector& detector, std::string_view text) {
  const std::string all =
      "regexp_extract_all(" + std::string(text) + ", " + SqlString(detector.pattern) + ")";
  if (detector.check.empty()) return all;
  return "list_filter(" + all + ", lambda tenon_m: " + std::string(detector.check) + ")";
}

std::string PiiIsInSql(const PiiDetector& detector, std::string_view text) {
  if (detector.check.empty()) {
    return "regexp_matches(" + std::string(text) + ", " + SqlString(detector.pattern) + ")";
  }
  return "len(" + PiiMatchesSql(detector, text) + ") > 0";
}

}  // namespace tenon::graph
