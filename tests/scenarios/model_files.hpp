// Model files written for a test.
#pragma once

#include <string>

#include "scenarios/model_file.hpp"
#include "tests/scenarios/written_files.hpp"

namespace yuce::scenarios::testing {

inline const std::string head = R"(format = "yuce-model/1"
id = "small"
frequency = "quarterly"
equations = '''
demand = 0.5 * demand[-1] + tariff + world
'''
)";

class ReadModelFile : public ::testing::Test {
protected:
    ModelFile read(const std::string& text) {
        Diagnostics diagnostics;
        auto file = read_model_file(folder_.write("models/m.toml", text), {}, diagnostics);
        EXPECT_EQ(folder_.render(diagnostics), "");
        return file.value_or(ModelFile{});
    }
    // Messages of reading a model that begins with `head`; line 7 is its first own line.
    std::string mistakes(const std::string& text) { return mistakes_of(head + text); }
    std::string mistakes_of(const std::string& text) {
        Diagnostics diagnostics;
        read_model_file(folder_.write("models/m.toml", text), {}, diagnostics);
        return folder_.render(diagnostics);
    }
    Folder folder_;
};

}  // namespace yuce::scenarios::testing
