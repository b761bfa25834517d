// Rejected inputs as text files: what is written, what is asked, and the exact message.
//
//   Free words about the case.
//   == model.toml            files that differ from those of tests/rejected/base
//   == ask
//   check batch.toml         or: load batch.toml --set x=1 (default: check batch.toml)
//   == expect
//   batch.toml:3:1: error: ...
#pragma once

#include <map>
#include <string>

namespace yuce::testing {

struct RejectedCase {
    std::string words;
    std::map<std::string, std::string> files;
    std::string ask = "check batch.toml\n";
    std::string expect;
};
RejectedCase read_case(const std::string& path);
// Puts another message into the file, leaving the rest as it stands.
void accept_message(const std::string& path, const std::string& message);

// Writes the case's files over the common ones into a folder of its own, asks there, and gives the rendered mistakes.
std::string answer(const RejectedCase& rejected);

}  // namespace yuce::testing
