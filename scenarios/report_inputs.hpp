// What the report shows of the data files a batch was run with, from the texts its results keep.
#pragma once

#include <map>
#include <string>

#include "results/report_page.hpp"

namespace yuce::scenarios {

// The first CSV text with the columns of a history file; no points when there is none. Rows that cannot be read are left out:
// they were reported when the batch was read.
results::History history_of(const results::Provenance& provenance);

// Names by id from every CSV text that has the columns id, name_en or name_zh; the first file that names an id decides.
std::map<std::string, results::Label> names_of(const results::Provenance& provenance);

// What `not_assessed_reason` says, in Chinese: from the column not_assessed_zh of the targets, and of reasons the program gives
// itself.
std::map<std::string, std::string> chinese_reasons(const results::ResultSet& results);

}  // namespace yuce::scenarios
