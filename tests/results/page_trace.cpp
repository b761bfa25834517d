#include "tests/results/page_trace.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "results/file.hpp"
#include "results/file_image.hpp"

namespace yuce::testing {
namespace {

using namespace results;

constexpr std::size_t whole = static_cast<std::size_t>(-1);
const std::string dash = "–", minus = "−";

std::vector<std::string> split(const std::string& text, char at) {
    std::vector<std::string> parts;
    std::string part;
    for (const char c : text + at) {
        if (c != at) {
            part += c;
        } else if (!part.empty()) {
            parts.push_back(part);
            part.clear();
        }
    }
    return parts;
}

std::string without(std::string text, const std::string& part, const std::string& by = "") {
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + by.size()))
        text.replace(at, part.size(), by);
    return text;
}

// "&lt;0.1" -> "<0.1"
std::string read_back(const std::string& html) { return without(without(without(html, "&lt;", "<"), "&gt;", ">"), minus, "-"); }

struct Source {
    std::string name;
    std::vector<std::size_t> index;
};

class Tracer {
public:
    explicit Tracer(const ResultSet& results) : image_(image_of(results)) {}

    // The values that a source names, in row order; nothing when it names none.
    std::vector<double> values(const std::string& text) {
        if (text[0] == '@') {
            const Attribute* attribute = image_.find("", text.substr(1));
            const auto* number = attribute == nullptr ? nullptr : std::get_if<std::uint64_t>(&attribute->value);
            return number == nullptr ? std::vector<double>{} : std::vector<double>{static_cast<double>(*number)};
        }
        const Source source = parse(text);
        const Dataset* dataset = find(source);
        if (dataset == nullptr) return {};
        std::vector<double> found;
        for (std::size_t k = 0; k < dataset->size(); ++k) {
            if (matches(*dataset, source.index, k)) found.push_back(number(*dataset, k));
        }
        return found;
    }

    std::string text(const std::string& source_text) {
        const Source source = parse(source_text);
        const Dataset* dataset = find(source);
        const auto* texts = dataset == nullptr ? nullptr : std::get_if<std::vector<std::string>>(&dataset->data);
        return texts == nullptr || source.index.size() != 1 ? "" : texts->at(source.index[0]);
    }

    std::size_t count_equal(const std::string& source_text) {
        const auto* texts = std::get_if<std::vector<std::string>>(&image_.find(parse(source_text).name)->data);
        return static_cast<std::size_t>(std::count(texts->begin(), texts->end(), text(source_text)));
    }

    std::size_t length(const std::string& name) const {
        const Dataset* dataset = image_.find(name);
        return dataset == nullptr ? 0 : dataset->size();
    }

    bool exists(const std::string& text) { return find(parse(text)) != nullptr; }

    static double scale(const std::string& source_text) {
        const std::string name = parse(source_text).name;
        for (const DatasetEntry& entry : dataset_table()) {
            if (entry.name == name) return entry.units == "1" ? 100 : 1;
        }
        return 1;
    }

private:
    static Source parse(const std::string& text) {
        const std::size_t open = text.find('[');
        if (open == std::string::npos) return {text, {}};
        Source source{text.substr(0, open), {}};
        for (const std::string& part : split(text.substr(open + 1, text.size() - open - 2), ','))
            source.index.push_back(part == "*" ? whole : std::stoul(part));
        return source;
    }

    const Dataset* find(const Source& source) const {
        const Dataset* dataset = image_.find(source.name);
        if (dataset == nullptr || dataset->shape.size() != source.index.size()) return nullptr;
        for (std::size_t k = 0; k < source.index.size(); ++k) {
            if (source.index[k] != whole && source.index[k] >= dataset->shape[k]) return nullptr;
        }
        return dataset;
    }

    static bool matches(const Dataset& dataset, const std::vector<std::size_t>& index, std::size_t place) {
        for (std::size_t k = dataset.shape.size(); k-- > 0;) {
            if (index[k] != whole && place % dataset.shape[k] != index[k]) return false;
            place /= dataset.shape[k];
        }
        return true;
    }

    static double number(const Dataset& dataset, std::size_t k) {
        if (const auto* doubles = std::get_if<std::vector<double>>(&dataset.data)) return doubles->at(k);
        if (const auto* whole_numbers = std::get_if<std::vector<std::int64_t>>(&dataset.data))
            return static_cast<double>(whole_numbers->at(k));
        return std::numeric_limits<double>::quiet_NaN();
    }

    FileImage image_;
};

// Whether a number printed with so many digits is the rounded value; "<0.1" and ">99" are bounds.
bool shows(std::string shown, double value) {
    shown = without(without(read_back(shown), ",", ""), "%", "");
    if (shown == dash) return std::isnan(value);
    const char bound = shown[0];
    if (bound == '<' || bound == '>') shown.erase(0, 1);
    std::size_t read = 0;
    const double number = std::stod(shown, &read);
    if (read != shown.size()) return false;
    if (bound == '<') return value > 0 && value <= number;
    if (bound == '>') return value < 100 && value >= number;
    const std::size_t point = shown.find('.');
    const double step = point == std::string::npos ? 1 : std::pow(10.0, -static_cast<double>(shown.size() - point - 1));
    return std::abs(number - value) <= step / 2 * (1 + 1e-6) + 1e-12 * std::abs(value);
}

class PageTrace {
public:
    PageTrace(const std::string& html, const ResultSet& results) : html_(html), tracer_(results) {}

    Trace run() {
        elements();
        series();
        return trace_;
    }

private:
    static std::string attribute(const std::string& tag, const std::string& name) {
        const std::size_t at = tag.find(" " + name + "=\"");
        if (at == std::string::npos) return "";
        const std::size_t from = at + name.size() + 3;
        return tag.substr(from, tag.find('"', from) - from);
    }

    void expect(bool right, const std::string& what) {
        if (!right) trace_.mistakes.push_back(what);
    }

    void elements() {
        const std::string mark = " data-source=\"";
        for (std::size_t at = html_.find(mark); at != std::string::npos; at = html_.find(mark, at + 1)) {
            const std::size_t open = html_.rfind('<', at), close = html_.find('>', at);
            const std::string tag = html_.substr(open, close - open),
                              text = html_.substr(close + 1, html_.find('<', close) - close - 1);
            ++trace_.figures;
            if (tag.rfind("<canvas", 0) == 0) {
                for (const std::string& source : split(attribute(tag, "data-source"), ' '))
                    expect(tracer_.exists(source), "no such dataset: " + source);
            } else {
                figure(tag, text);
            }
        }
    }

    void figure(const std::string& tag, const std::string& text) {
        const std::string source = attribute(tag, "data-source"), how = attribute(tag, "data-how");
        const std::vector<std::string> sources = split(source, ' ');
        if (how == "stands_in") {
            expect(tracer_.text(source).find(read_back(text)) != std::string::npos, text + " does not stand in " + source);
            return;
        }
        double value = 0;
        if (how == "count_equal") {
            value = static_cast<double>(tracer_.count_equal(source));
        } else if (how == "lengths") {
            for (const std::string& name : sources) value += static_cast<double>(tracer_.length(name));
        } else {
            value = computed(sources, how);
        }
        expect(shows(text, value), source + " " + how + " is " + std::to_string(value) + ", shown " + text);
        if (tag.rfind("<td class=\"h", 0) == 0) interval(source, attribute(tag, "title"));
    }

    double computed(const std::vector<std::string>& sources, const std::string& how) {
        std::vector<double> v;
        for (const std::string& source : sources) {
            const std::vector<double> found = tracer_.values(source);
            expect(!found.empty(), "no such place: " + source);
            v.insert(v.end(), found.begin(), found.end());
        }
        const double scale = Tracer::scale(sources.front());
        if (v.empty()) return std::numeric_limits<double>::quiet_NaN();
        if (how.empty()) {
            expect(v.size() == 1, sources.front() + " is more than one value");
            return scale * v[0];
        }
        if (how == "mean_count") {
            double mean = 0;
            for (std::size_t k = 0; k < v.size(); ++k) mean += static_cast<double>(k) * v[k];
            return mean;
        }
        if (how == "complement") return scale * (1 - v[0]);
        if (how == "shift") return (v.at(0) - v.at(1)) / v.at(2);
        if (how == "product") return scale * v.at(0) * v.at(1);
        if (how == "difference") return scale * (v.at(0) - v.at(1));
        if (how == "sum") return scale * (v.at(0) + v.at(1));
        trace_.mistakes.push_back("unknown rule " + how);
        return 0;
    }

    // "25.2–25.8%|0.8%, 0.7–0.9%" of "probability[0,5]"
    void interval(const std::string& source, const std::string& title) {
        ++trace_.cells;
        const std::string index = source.substr(source.find('['));
        const std::size_t bar = title.find('|');
        pair(title.substr(0, bar), "probability_low" + index, "probability_high" + index);
        if (bar == std::string::npos) return;
        const std::string strict = title.substr(bar + 1);
        const std::size_t comma = strict.find(", ");
        expect(shows(strict.substr(0, comma), computed({"probability_strict" + index}, "")),
               "strict of " + source + " shown " + strict);
        pair(strict.substr(comma + 2), "probability_strict_low" + index, "probability_strict_high" + index);
    }

    void pair(const std::string& shown, const std::string& low, const std::string& high) {
        const std::size_t middle = shown.find(dash, 1);
        const bool none = shown == dash || middle == std::string::npos;
        const std::string first = none ? dash : shown.substr(0, middle),
                          second = none ? dash : shown.substr(middle + dash.size());
        expect(shows(first, computed({low}, "")) && shows(second, computed({high}, "")), low + " shown " + shown);
    }

    void series() {
        const std::string mark = "\"source\":", values_mark = ",\"values\":[";
        for (std::size_t at = html_.find(mark); at != std::string::npos; at = html_.find(mark, at + 1)) {
            const std::size_t end = html_.find(values_mark, at);
            std::vector<std::string> sources;
            for (std::size_t open = html_.find('"', at + mark.size()); open < end; open = html_.find('"', open + 1)) {
                const std::size_t close = html_.find('"', open + 1);
                sources.push_back(html_.substr(open + 1, close - open - 1));
                open = close;
            }
            const std::size_t from = end + values_mark.size();
            ++trace_.series;
            one_series(sources, split(html_.substr(from, html_.find(']', from) - from), ','));
        }
    }

    void one_series(const std::vector<std::string>& sources, const std::vector<std::string>& shown) {
        if (sources.front().rfind("provenance/text", 0) == 0) {
            for (const std::string& number : shown)
                expect(tracer_.text(sources.front()).find(number) != std::string::npos,
                       number + " does not stand in the history");
            return;
        }
        std::vector<double> stored;
        for (const std::string& source : sources) {
            const std::vector<double> found = tracer_.values(source);
            stored.insert(stored.end(), found.begin(), found.end());
        }
        expect(stored.size() == shown.size(), sources.front() + " has another length");
        for (std::size_t k = 0; k < std::min(stored.size(), shown.size()); ++k) {
            const bool same = shown[k] == "null" ? !std::isfinite(stored[k]) : std::stod(shown[k]) == stored[k];
            expect(same, sources.front() + " differs at " + std::to_string(k) + ": " + shown[k]);
        }
    }

    const std::string& html_;
    Tracer tracer_;
    Trace trace_;
};

}  // namespace

Trace trace_page(const std::string& html, const ResultSet& results) { return PageTrace(html, results).run(); }

}  // namespace yuce::testing
