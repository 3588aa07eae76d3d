package dev.tenon.flink;

import java.util.function.Predicate;
import org.apache.flink.util.SerializedThrowable;

/** What the end of a failed job means. */
final class Failure {
  private static final String FLINK = "org.apache.flink.";
  private static final String NETWORK = FLINK + "runtime.io.network.";
  private static final int MOST_CAUSES = 50;

  private Failure() {}

  /**
   * Tells whether the cluster failed and not a step, for example since a worker was lost: the
   * innermost cause, or anything about the network, is of Flink's own.
   */
  static boolean isOfCluster(Throwable thrown) {
    return name(root(thrown)).startsWith(FLINK) || has(thrown, name -> name.startsWith(NETWORK));
  }

  /** Tells whether a job was cancelled. */
  static boolean isCancellation(Throwable thrown) {
    return has(thrown, name -> name.endsWith(".JobCancellationException"));
  }

  /** Tells in a few words what the innermost cause is. */
  static String told(Throwable thrown) {
    String message = root(thrown).getMessage();
    return message == null ? name(root(thrown)) : message.lines().findFirst().orElse("");
  }

  /** Tells whether a job waited for slots in vain. */
  static boolean isLackOfSlots(Throwable thrown) {
    return has(thrown, name -> name.endsWith(".NoResourceAvailableException"));
  }

  private static boolean has(Throwable thrown, Predicate<String> wanted) {
    Throwable cause = thrown;
    for (int i = 0; cause != null && i < MOST_CAUSES; i++) {
      if (wanted.test(name(cause))) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  private static Throwable root(Throwable thrown) {
    Throwable root = thrown;
    for (int i = 0; root.getCause() != null && i < MOST_CAUSES; i++) {
      root = root.getCause();
    }
    return root;
  }

  /** What another process threw keeps its name where its class cannot be had. */
  private static String name(Throwable cause) {
    return cause instanceof SerializedThrowable foreign
        ? foreign.getOriginalErrorClassName()
        : cause.getClass().getName();
  }
}
