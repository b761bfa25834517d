// The hue of the tables of probabilities: read by those who see no colours, and in print without any.

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "results/report_page_assets.hpp"

namespace yuce::testing {
namespace {

struct Step {
    double luminance;
    bool white_figures;
};

// WCAG 2.1, relative luminance of a colour such as "#1f5a96".
double luminance(const std::string& colour) {
    const double weights[] = {0.2126, 0.7152, 0.0722};
    double sum = 0;
    for (std::size_t k = 0; k < 3; ++k) {
        const double share = std::stoi(colour.substr(1 + 2 * k, 2), nullptr, 16) / 255.0;
        sum += weights[k] * (share <= 0.03928 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4));
    }
    return sum;
}

double contrast(double a, double b) { return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05); }

std::vector<Step> steps() {
    const std::string style = results::page_style;
    std::vector<Step> all;
    for (int k = 0; k <= 20; ++k) {
        const std::string begin = "\n.h" + std::to_string(k) + " { background: ";
        const std::size_t at = style.find(begin);
        if (at == std::string::npos) return all;
        const std::string rule = style.substr(at + begin.size(), style.find('}', at) - at - begin.size());
        all.push_back({luminance(rule), rule.find("color: #fff") != std::string::npos});
    }
    return all;
}

TEST(ReportPageStyle, HeatStepsDarkenEvenlySoThatTheyReadInGrey) {
    const std::vector<Step> all = steps();
    ASSERT_EQ(all.size(), 21U);
    // CIE 1976 lightness, 0 to 100.
    const auto lightness = [](double y) { return 116 * std::cbrt(y) - 16; };
    const double even = (lightness(all.front().luminance) - lightness(all.back().luminance)) / 20;
    for (std::size_t k = 1; k < all.size(); ++k)
        EXPECT_NEAR(lightness(all[k - 1].luminance) - lightness(all[k].luminance), even, 0.2 * even) << k;
    EXPECT_GT(even, 3);
}

TEST(ReportPageStyle, FiguresStandOutFromEveryHeatStep) {
    for (const Step& step : steps()) EXPECT_GE(contrast(step.luminance, step.white_figures ? 1 : 0), 4.5);
}

TEST(ReportPageStyle, TextStandsOutFromWhite) {
    const std::string style = results::page_style;
    for (const char* name : {"--ink: ", "--quiet: ", "--blue: ", "--accent: "}) {
        const std::size_t at = style.find(name);
        ASSERT_NE(at, std::string::npos) << name;
        EXPECT_GE(contrast(luminance(style.substr(at + std::string(name).size(), 7)), 1), 4.5) << name;
    }
}

}  // namespace
}  // namespace yuce::testing
