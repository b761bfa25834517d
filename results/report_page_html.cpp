#include "results/report_page_html.hpp"

#include <fmt/core.h>

#include <cmath>

#include "results/sha256.hpp"

namespace yuce::results::page {
namespace {

bool is_control(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\n' && c != '\t') || byte == 0x7f;
}

std::string base64(const std::vector<unsigned>& bytes) {
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    for (std::size_t k = 0; k < bytes.size(); k += 3) {
        const std::size_t n = std::min<std::size_t>(3, bytes.size() - k);
        unsigned group = 0;
        for (std::size_t j = 0; j < 3; ++j) group = group << 8 | (j < n ? bytes[k + j] : 0);
        for (std::size_t j = 0; j < 4; ++j) text += j <= n ? digits[group >> (18 - 6 * j) & 63] : '=';
    }
    return text;
}

}  // namespace

std::string escaped(const std::string& text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            case '\'': out += "&#39;"; break;
            default:
                if (!is_control(c)) out += c;
        }
    }
    return out;
}

std::string both_html(const Label& html) {
    if (html.en == html.zh) return html.en;
    return "<span class=\"t\" lang=\"en\">" + html.en + "</span><span class=\"t\" lang=\"zh\">" + html.zh + "</span>";
}

std::string both(const Label& text) { return both_html({escaped(text.en), escaped(text.zh)}); }

Label filled(const Label& label, const std::string& otherwise) {
    const std::string& en = label.en.empty() ? label.zh : label.en;
    const std::string& zh = label.zh.empty() ? label.en : label.zh;
    return en.empty() ? Label{otherwise, otherwise} : Label{en, zh};
}

std::string at(const std::string& dataset, std::initializer_list<std::size_t> index) {
    std::string text = dataset + "[";
    for (const std::size_t i : index) {
        if (text.back() != '[') text += ",";
        text += i == whole ? "*" : std::to_string(i);
    }
    return text + "]";
}

std::string figure(const std::string& source, const std::string& text, const std::string& how) {
    const std::string rule = how.empty() ? "" : " data-how=\"" + how + "\"";
    const std::string shown = text.size() > 1 && text[0] == '-' ? "−" + text.substr(1) : text;
    return "<span class=\"n\" data-source=\"" + source + "\"" + rule + ">" + escaped(shown) + "</span>";
}

std::string json_text(const std::string& text) {
    std::string out = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += std::string("\\") + c;
        } else if (byte < 0x20 || c == '<' || c == '>' || c == '&') {
            out += fmt::format("\\u{:04x}", byte);
        } else {
            out += c;
        }
    }
    return out + "\"";
}

std::string json_label(const Label& label) { return "{\"en\":" + json_text(label.en) + ",\"zh\":" + json_text(label.zh) + "}"; }

std::string json_numbers(const std::vector<double>& values) {
    std::string out = "[";
    for (const double value : values) {
        if (out.size() > 1) out += ",";
        out += std::isfinite(value) ? fmt::format("{}", value) : "null";
    }
    return out + "]";
}

std::string json_series(const std::string& source, const std::vector<double>& values) {
    return "{\"source\":" + json_text(source) + ",\"values\":" + json_numbers(values) + "}";
}

std::string json_series(const std::vector<std::string>& sources, const std::vector<double>& values) {
    std::string list;
    for (const std::string& source : sources) list += (list.empty() ? "" : ",") + json_text(source);
    return "{\"source\":[" + list + "],\"values\":" + json_numbers(values) + "}";
}

std::string policy_hash(const std::string& text) {
    Sha256 sum;
    sum.add(text.data(), text.size());
    const std::string hex = sum.hex();
    std::vector<unsigned> bytes;
    for (std::size_t k = 0; k < hex.size(); k += 2)
        bytes.push_back(static_cast<unsigned>(std::stoul(hex.substr(k, 2), nullptr, 16)));
    return "'sha256-" + base64(bytes) + "'";
}

}  // namespace yuce::results::page
