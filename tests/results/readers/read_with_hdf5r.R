# Reads a results file with hdf5r and compares it with the JSON answer: Rscript read_with_hdf5r.R FILE EXPECTED.json
suppressMessages({ library(hdf5r); library(jsonlite) })
arguments <- commandArgs(trailingOnly = TRUE)
file <- H5File$new(arguments[1], mode = "r")
expected <- fromJSON(arguments[2], simplifyVector = FALSE)
errors <- character()
check <- function(holds, what) if (!isTRUE(holds)) errors <<- c(errors, what)
same <- function(read, wanted, what) {
  equal <- if (is.null(wanted)) is.nan(read) else as.numeric(read) == wanted
  check(equal, paste0(what, ": ", read, " is not ", wanted))
}
read <- function(name) file[[name]]$read()  # axes in reverse order
# One value by the names of its coordinates, in the file's order.
value <- function(name, ...) do.call(`[`, c(list(arrays[[name]]), rev(list(...))))

check(h5attr(file, "format") == "yuce-result/1", "format")
check(h5attr(file, "digest") == expected$digest, "digest")
check(h5attr(file, "paths") == expected$paths, "paths")
check(h5attr(file, "title_zh") == "\u793a\u4f8b\u6279\u6b21", "title_zh")
check(h5attr(file[["probability"]], "units") == "1", "units of probability")
check(h5attr(file[["hits"]], "units") == "paths", "units of hits")
scenario <- read("scenario"); target <- read("target"); indicator <- read("indicator"); year <- read("year")
goal <- read("goal"); level <- read("quantile")
check(identical(scenario, vapply(expected$scenarios, function(s) s$id, "")), "scenario ids")
check(read("indicator_name_zh")[1] == "\u5730\u533a\u751f\u4ea7\u603b\u503c\u589e\u901f", "Chinese names")
check(identical(read("indicator_unit"), c("percent", "percent", "persons", "count")), "units")
names <- c("probability", "probability_low", "probability_high", "probability_strict", "hits", "goal_probability", "difference_low",
           "mean", "sd", "quantiles", "paths_used", "paths_failed")
arrays <- setNames(lapply(names, read), names)
for (s in expected$scenarios) {
  i <- match(s$id, scenario)
  same(arrays$paths_used[i], s$paths_used, "paths_used")
  same(arrays$paths_failed[i], s$paths_failed, "paths_failed")
  for (t in s$targets) {
    j <- match(t$id, target)
    same(value("probability", i, j), t$probability, "probability")
    same(value("probability_low", i, j), t$low, "probability_low")
    same(value("probability_high", i, j), t$high, "probability_high")
    same(value("probability_strict", i, j), t$strict, "probability_strict")
    same(value("hits", i, j), t$hits, "hits")
  }
  for (g in s$goals) same(value("goal_probability", i, match(g$id, goal)), g$probability, "goal_probability")
  for (d in s$differences) same(value("difference_low", i, match(d$id, target)), d$low, "difference_low")
  for (x in s$indicators) {
    k <- match(x$id, indicator); y <- match(x$year, year)
    same(value("mean", i, y, k), x$mean, "mean")
    same(value("sd", i, y, k), x$sd, "sd")
    for (q in names(x$quantiles))
      same(value("quantiles", i, y, k, which(abs(level - as.numeric(q)) < 1e-9)), x$quantiles[[q]], "quantiles")
  }
}
check(identical(read("not_assessed_reason"), vapply(expected$scenarios[[1]]$not_assessed, function(n) n$reason, "")), "reasons")
texts <- read("provenance/text")
check(texts[match("batch.toml", read("provenance/file"))] == "format = \"yuce-batch/1\"\r\nname = \"\u6279\u6b21\"\n", "the text of a file")
cat(errors, sep = "\n")
quit(status = length(errors) > 0)
