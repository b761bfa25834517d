#include "scenarios/text_source.hpp"

#include <fnmatch.h>

#include <algorithm>
#include <filesystem>
#include <iterator>

#include "scenarios/batch_file.hpp"
#include "scenarios/toml_value.hpp"

namespace yuce::scenarios {

namespace fs = std::filesystem;

namespace {

fs::path absolute(const fs::path& path) { return fs::absolute(path).lexically_normal(); }

class Disk : public TextSource {
public:
    std::shared_ptr<const SourceText> read(const std::string& path, const Place& cited, Diagnostics& diagnostics) const override {
        return read_text(path, cited, diagnostics);
    }
    std::vector<std::string> matching(const std::string& batch_path, const std::string& pattern) const override {
        return matching_files(batch_path, pattern);
    }
    std::string kept_name(const std::string& batch_path, const std::string& path) const override {
        return absolute(path).lexically_relative(absolute(batch_path).parent_path()).generic_string();
    }
};

// "a/b.csv" of "../../a/b.csv" and of "/a/b.csv": what can be compared when the batch's own folder is not known.
fs::path without_climb(const fs::path& path) {
    fs::path rest;
    for (const fs::path& part : path.relative_path()) {
        if (!rest.empty() || part != "..") rest /= part;
    }
    return rest;
}

bool ends_with(const fs::path& whole, const fs::path& end) {
    const std::string text = "/" + whole.generic_string(), tail = "/" + end.generic_string();
    return text.size() >= tail.size() && text.compare(text.size() - tail.size(), tail.size(), tail) == 0;
}

// Part by part, as matching_files() goes through folders.
bool matches(const fs::path& name, const fs::path& pattern) {
    auto part = name.begin();
    for (const fs::path& wanted : pattern) {
        if (part == name.end() || fnmatch(wanted.c_str(), part->c_str(), FNM_PERIOD) != 0) return false;
        ++part;
    }
    return part == name.end();
}

// As many parts from the end of `path` as `like` has.
fs::path last_parts(const fs::path& path, const fs::path& like) {
    const auto all = std::distance(path.begin(), path.end()), wanted = std::distance(like.begin(), like.end());
    fs::path rest;
    for (auto part = std::next(path.begin(), std::max<std::ptrdiff_t>(all - wanted, 0)); part != path.end(); ++part)
        rest /= *part;
    return rest;
}

}  // namespace

const TextSource& disk() {
    static const Disk files;
    return files;
}

KeptTexts::KeptTexts(const std::vector<results::InputFile>& files) {
    for (const results::InputFile& file : files) {
        texts_.emplace(file.name, std::make_shared<const SourceText>(SourceText{file.name, file.text}));
    }
}

std::shared_ptr<const SourceText> KeptTexts::read(const std::string& path, const Place& cited, Diagnostics& diagnostics) const {
    const std::string name = kept_name({}, path);
    const auto found = texts_.find(name);
    if (found != texts_.end()) return found->second;
    const auto missing = std::make_shared<const SourceText>(SourceText{path, ""});
    diagnostics.error(cited.source ? cited : Place{missing, 0, 0}, "the results keep no text of the file '" + path + "'");
    return nullptr;
}

std::vector<std::string> KeptTexts::matching(const std::string&, const std::string& pattern) const {
    std::vector<std::string> names;
    const fs::path wanted = fs::path(pattern).lexically_normal();
    for (const auto& [name, text] : texts_) {
        if (wanted.is_absolute() ? matches(without_climb(name), last_parts(wanted, without_climb(name)))
                                 : matches(name, wanted)) {
            names.push_back(name);
        }
    }
    return names;
}

// An absolute name, or one that climbs above the root of the disk, is known by its end: the longest that a kept file has.
std::string KeptTexts::kept_name(const std::string&, const std::string& path) const {
    if (texts_.count(path) > 0) return path;
    const fs::path wanted(path);
    if (!wanted.is_absolute() && path.rfind("..", 0) != 0) return path;
    std::string best = path;
    std::size_t longest = 0;
    for (const auto& [name, text] : texts_) {
        const fs::path end = without_climb(name);
        const std::size_t length = end.generic_string().size();
        if (length > longest && ends_with(without_climb(wanted), end)) {
            best = name;
            longest = length;
        }
    }
    return best;
}

}  // namespace yuce::scenarios
