# Reads a results file with ncdf4 and compares it with the JSON answer: Rscript read_with_ncdf4.R FILE EXPECTED.json
suppressMessages({ library(ncdf4); library(jsonlite) })
arguments <- commandArgs(trailingOnly = TRUE)
file <- nc_open(arguments[1])
expected <- fromJSON(arguments[2], simplifyVector = FALSE)
errors <- character()
check <- function(holds, what) if (!isTRUE(holds)) errors <<- c(errors, what)
same <- function(read, wanted, what) {
  equal <- if (is.null(wanted)) is.na(read) else as.numeric(read) == wanted
  check(equal, paste0(what, ": ", read, " is not ", wanted))
}
read <- function(name) ncvar_get(file, name, collapse_degen = FALSE)  # axes in reverse order

check(ncatt_get(file, 0, "digest")$value == expected$digest, "digest")
check(ncatt_get(file, 0, "title_zh")$value == "\u793a\u4f8b\u6279\u6b21", "title_zh")
check(ncatt_get(file, "probability", "units")$value == "1", "units of probability")
scenario <- as.vector(file$dim$scenario$vals); target <- as.vector(file$dim$target$vals)
indicator <- as.vector(file$dim$indicator$vals); year <- as.vector(file$dim$year$vals)
check(identical(scenario, vapply(expected$scenarios, function(s) s$id, "")), "scenario ids")
check(read("indicator_name_zh")[1] == "\u5730\u533a\u751f\u4ea7\u603b\u503c\u589e\u901f", "Chinese names")
check(identical(as.vector(read("indicator_unit")), c("percent", "percent", "persons", "count")), "units")
probability <- read("probability"); mean <- read("mean"); hits <- read("hits")
for (s in expected$scenarios) {
  i <- match(s$id, scenario)
  for (t in s$targets) {
    same(probability[match(t$id, target), i], t$probability, "probability")
    same(hits[match(t$id, target), i], t$hits, "hits")
  }
  for (x in s$indicators) same(mean[match(x$id, indicator), match(x$year, year), i], x$mean, "mean")
}
cat(errors, sep = "\n")
quit(status = length(errors) > 0)
