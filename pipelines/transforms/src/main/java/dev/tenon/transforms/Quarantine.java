package dev.tenon.transforms;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tenon.spi.StoredFile;
import dev.tenon.spi.UserError;
import dev.tenon.transforms.ShardReport.Rejection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The records that could not be used.
 *
 * @param file where they are listed, one JSON object a line
 * @param reports what became of all records, in order
 */
record Quarantine(StoredFile file, List<ShardReport> reports) {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int SHOWN = 3;

  void write() {
    StringBuilder lines = new StringBuilder();
    for (ShardReport report : reports) {
      for (Rejection rejection : report.rejections()) {
        lines
            .append(
                JSON.createObjectNode()
                    .put("id", rejection.id())
                    .put("split", report.range().split().label())
                    .put("reason", rejection.reason()))
            .append('\n');
      }
    }
    file.write(lines.toString());
  }

  /**
   * Decides whether too many were rejected.
   *
   * @param budget the part of a split's records that may be, 0 to 1
   * @param wanted the size of images that the model takes
   * @throws UserError if so
   */
  void judge(double budget, Manifest.Size wanted) {
    for (DataSplit split : DataSplit.values()) {
      List<ShardReport> own = reports.stream().filter(r -> r.range().split() == split).toList();
      long usable = own.stream().mapToLong(ShardReport::records).sum();
      List<Rejection> rejections =
          own.stream().flatMap(report -> report.rejections().stream()).toList();
      long all = usable + rejections.size();
      if (all > 0 && rejections.stream().filter(r -> !r.size().isEmpty()).count() == all) {
        throw new UserError(
            "all "
                + all
                + " images of the "
                + split.label()
                + " data are "
                + sizes(rejections)
                + ", but the model takes "
                + wanted
                + "; change the model's input or the data");
      }
      if (rejections.size() > budget * all || all > 0 && usable == 0) {
        throw new UserError(
            rejections.size()
                + " of the "
                + all
                + " records of the "
                + split.label()
                + " data cannot be used, more than the error budget of "
                + budget
                + " allows: "
                + first(rejections)
                + "; mend the data (all are in "
                + file
                + ") or raise data.errorBudget");
      }
    }
  }

  private static String sizes(List<Rejection> rejections) {
    Map<String, Long> counts =
        rejections.stream()
            .collect(Collectors.groupingBy(Rejection::size, TreeMap::new, Collectors.counting()));
    if (counts.size() == 1) {
      return counts.keySet().iterator().next();
    }
    return counts.entrySet().stream()
            .limit(SHOWN)
            .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
            .collect(Collectors.joining(", "))
        + (counts.size() > SHOWN ? " and " + (counts.size() - SHOWN) + " other sizes" : "");
  }

  private static String first(List<Rejection> rejections) {
    String shown =
        rejections.stream()
            .limit(SHOWN)
            .map(rejection -> rejection.id() + ": " + rejection.reason())
            .collect(Collectors.joining(", "));
    long more = rejections.size() - Math.min(SHOWN, rejections.size());
    return shown + (more > 0 ? " and " + more + " more" : "");
  }
}
